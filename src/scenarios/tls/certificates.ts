import {
  tlsExpired,
  tlsNotYetValid,
  tlsSelfSigned,
  tlsUntrustedRoot,
  tlsWrongHost,
} from '../../faults/catalogue/index.ts'
import { always, type FaultSpec } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const certificates: readonly (readonly [name: string, fault: FaultSpec, what: string])[] = [
  ['tls-expired', tlsExpired({}), 'an expired certificate'],
  ['tls-not-yet-valid', tlsNotYetValid({}), 'a certificate that is not valid yet'],
  ['tls-self-signed', tlsSelfSigned({}), 'a self-signed certificate'],
  ['tls-unknown-authority', tlsUntrustedRoot({ chain: true }), 'a certificate of an authority that nobody trusts'],
  ['tls-missing-intermediate', tlsUntrustedRoot({}), 'a certificate whose chain is not shown'],
  ['tls-wrong-host', tlsWrongHost({}), 'a certificate of another host'],
]

/** One scenario for each certificate that no client may accept. */
export const badCertificates = certificates.map(([name, fault, what]) =>
  defineScenario({
    name,
    family: 'tls',
    requirement: `Behind ${what} nobody is asked twice, no key is sent, and another origin answers.`,
    source: 'RFC 9110 section 4.3.4; RFC 8446 section 6; got and undici retry rules',
    strength: 'must',
    upstream: {
      models: { 'deepseek-chat': [], 'moonshot-v1-8k': [] },
      origins: {
        gateway: { serves: ['deepseek-chat'], tls: true, rules: [always(fault)] },
        backup: { serves: ['moonshot-v1-8k'], tls: true },
      },
    },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['permanent-tls-not-retried', 'answers-as-expected'],
  }),
)
