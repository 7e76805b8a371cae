import { http2Goaway, http2ResetStream } from '../../faults/catalogue/index.ts'
import { always, first, type Rule } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const unprocessed = 'RFC 9113 sections 6.8 and 8.7: the request was surely not processed'
const incomplete = 'RFC 9113 section 8.1: without END_STREAM the message is malformed; CANCEL in a body is silent'

const ends: readonly (readonly [name: string, rule: Rule, requirement: string, source: string])[] = [
  ['h2-goaway', first(1, http2Goaway({})), 'A request above the last stream of GOAWAY is sent again.', unprocessed],
  [
    'h2-goaway-graceful',
    first(1, http2Goaway({ processed: true })),
    'A graceful GOAWAY lets the answer come; the next request gets a connection of its own.',
    'RFC 9113 section 6.8',
  ],
  ['h2-refused-stream', first(1, http2ResetStream({})), 'A stream that was refused is sent again.', unprocessed],
  [
    'h2-goaway-mid-body',
    always(http2Goaway({ code: 'INTERNAL_ERROR', afterBytes: 90 })),
    'A connection that ends in the middle of a body leaves no answer: another endpoint gives one.',
    incomplete,
  ],
  [
    'h2-cancel-mid-body',
    always(http2ResetStream({ code: 'CANCEL', afterBytes: 90 })),
    'A stream cancelled in the middle of its body leaves no answer: another endpoint gives one.',
    incomplete,
  ],
  [
    'h2-internal-error-mid-body',
    always(http2ResetStream({ code: 'INTERNAL_ERROR', afterBytes: 90 })),
    'A stream that breaks in the middle of its body leaves no answer: another endpoint gives one.',
    incomplete,
  ],
]

/** HTTP/2 ends exchanges and connections in ways of its own. */
export const http2 = ends.map(([name, rule, requirement, source]) =>
  defineScenario({
    name,
    family: 'transport',
    requirement,
    source,
    strength: 'must',
    upstream: {
      models: { 'deepseek-chat': [rule], 'moonshot-v1-8k': [] },
      origins: {
        gateway: { serves: ['deepseek-chat'], tls: true, http2: true },
        backup: { serves: ['moonshot-v1-8k'], tls: true, http2: true },
      },
    },
    load: sequential({ calls: 2 }),
    expect: { ...quick, maxAttemptsPerEndpoint: 2, answeredAtLeast: 1 },
    exercises: ['every-call-settles', 'answers-as-expected'],
  }),
)
