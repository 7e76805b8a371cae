import { emptyReply, hugeHeaders, malformedHead, noHeaders, slowHeaders } from '../../faults/catalogue/index.ts'
import { always, type FaultSpec } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const heads: readonly (readonly [name: string, fault: FaultSpec, what: string, source: string])[] = [
  ['net-silent', noHeaders({}), 'Silence after the request', 'undici waits 300 s by default'],
  ['net-drip-headers', slowHeaders({ everyMs: 50 }), 'A head that drips byte by byte', 'ComfyUI#16204'],
  ['net-empty-reply', emptyReply({}), 'A connection that is closed without a byte', 'RFC 9112 section 8'],
  ['net-fin-mid-headers', malformedHead({ form: 'cut' }), 'A head that ends in its middle', 'RFC 9112 section 8'],
  ['net-bad-status-line', malformedHead({ form: 'statusLine' }), 'A wrong status line', 'RFC 9112 section 4'],
  ['net-not-http', malformedHead({ form: 'notHttp' }), 'An answer in another protocol', 'RFC 9112 section 4'],
  ['net-bad-header', malformedHead({ form: 'header' }), 'A header with a space in its name', 'RFC 9112 section 5.1'],
  [
    'net-bare-line-feed',
    malformedHead({ form: 'bareLineFeed' }),
    'A head with bare line feeds',
    'RFC 9112 section 2.2',
  ],
  [
    'net-length-and-chunked',
    malformedHead({ form: 'lengthAndChunked' }),
    'A head with both a length and chunks',
    'RFC 9112 section 6.3: it may be request smuggling',
  ],
  ['net-two-lengths', malformedHead({ form: 'twoLengths' }), 'A head with two lengths', 'RFC 9112 section 6.3, rule 5'],
  [
    'net-upgrade',
    malformedHead({ form: 'switchingProtocols' }),
    'An upgrade that nobody asked for',
    'RFC 9110 section 7.8',
  ],
  ['net-huge-headers', hugeHeaders({}), 'A head of 40 KiB', 'RFC 9110 section 5.4'],
]

/** Answers that break before there is a status: one file, as a client does the same after each of them. */
export const brokenHeads = heads.map(([name, fault, what, source]) =>
  defineScenario({
    name,
    family: 'transport',
    requirement: `${what} is an error with a reason, given up in time, and another endpoint answers.`,
    source,
    strength: 'must',
    upstream: {
      models: { 'deepseek-chat': [always(fault)], 'moonshot-v1-8k': [] },
      origins: { gateway: { serves: ['deepseek-chat'] }, backup: { serves: ['moonshot-v1-8k'] } },
    },
    load: sequential({ calls: 2 }),
    expect: { ...quick, maxAttemptsPerEndpoint: 2, answeredAtLeast: 1 },
    exercises: ['success-means-complete', 'attempts-bounded', 'every-call-settles', 'answers-as-expected'],
  }),
)
