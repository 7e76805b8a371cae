import {
  tlsClientCertificate,
  tlsHandshake,
  tlsNoSharedCipher,
  tlsOldProtocol,
  tlsPlainHttp,
} from '../../faults/catalogue/index.ts'
import { always, type FaultSpec } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const handshakes: readonly (readonly [name: string, fault: FaultSpec, where: string, source: string])[] = [
  ['tls-old-protocol', tlsOldProtocol({}), 'speaks TLS 1.1 alone', 'RFC 8996'],
  ['tls-no-shared-cipher', tlsNoSharedCipher({}), 'knows none of the client’s ciphers', 'RFC 5246 section 7.2.2'],
  ['tls-client-certificate', tlsClientCertificate({}), 'wants a certificate of the client', 'RFC 8446 section 4.4.2.4'],
  ['tls-plain-http', tlsPlainHttp({}), 'speaks plain HTTP', 'RFC 8446 section 5.1'],
  ['tls-handshake-hang', tlsHandshake({ fails: 'hang' }), 'never answers the ClientHello', 'RFC 8446 section 4.1'],
  ['tls-handshake-reset', tlsHandshake({ fails: 'reset' }), 'resets after the ClientHello', 'RFC 8446 section 6.2'],
  ['tls-handshake-close', tlsHandshake({ fails: 'close' }), 'closes after the ClientHello', 'RFC 8446 section 6.1'],
  ['tls-handshake-garbage', tlsHandshake({ fails: 'garbage' }), 'answers with no TLS', 'RFC 8446 section 5.1'],
]

/** Handshakes of which nothing comes: no request goes out, or nobody reads it. */
export const badHandshakes = handshakes.map(([name, fault, where, source]) =>
  defineScenario({
    name,
    family: 'tls',
    requirement: `An origin that ${where} is given up within the limit on its phase, and another origin answers.`,
    source,
    strength: 'must',
    upstream: {
      models: { 'deepseek-chat': [], 'moonshot-v1-8k': [] },
      origins: {
        gateway: { serves: ['deepseek-chat'], tls: true, rules: [always(fault)] },
        backup: { serves: ['moonshot-v1-8k'], tls: true },
      },
    },
    load: sequential({ calls: 2 }),
    expect: {
      ...quick,
      timeouts: { ...quick.timeouts, tlsMs: 300 },
      maxAttemptsPerEndpoint: 2,
      answeredAtLeast: 1,
    },
    exercises: ['answers-as-expected', 'every-call-settles'],
  }),
)
