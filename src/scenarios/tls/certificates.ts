import { tlsExpired, tlsSelfSigned, tlsWrongHost } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const certificates = [
  ['tls-expired', tlsExpired, 'an expired certificate'],
  ['tls-self-signed', tlsSelfSigned, 'a self-signed certificate'],
  ['tls-wrong-host', tlsWrongHost, 'a certificate of another host'],
] as const

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
        gateway: { serves: ['deepseek-chat'], tls: true, rules: [always(fault({}))] },
        backup: { serves: ['moonshot-v1-8k'], tls: true },
      },
    },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['permanent-tls-not-retried', 'answers-as-expected'],
  }),
)
