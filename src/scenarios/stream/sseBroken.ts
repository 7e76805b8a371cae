import { badChunk, closeDelimited, errorInSuccess, invalidJson, resetPeer } from '../../faults/catalogue/index.ts'
import { always, first, type FaultSpec, type Rule } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const late: readonly (readonly [name: string, fault: FaultSpec, what: string])[] = [
  ['sse-cut-mid-chunk', badChunk({ afterBytes: 900 }), 'that breaks within a chunk'],
  ['sse-cut-silent', closeDelimited({ cutAfterBytes: 900 }), 'without chunks that closes too early'],
]

/** After the first words: whoever has read them must be told that they are not all. */
export const sseBroken = late.map(([name, fault, what]) =>
  defineScenario({
    name,
    family: 'stream',
    requirement: `A stream ${what} ends in an error with its words, never in a replay and never in success.`,
    source: 'RFC 9112 section 8; hive#5923, open-interpreter#291, livekit#2477',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(fault)], 'moonshot-v1-8k': [] } },
    load: sequential({ calls: 2 }),
    caller: { stream: true },
    expect: { ...quick, answeredAtMost: 0 },
    exercises: ['success-means-complete', 'no-attempt-after-first-delta', 'answers-as-expected'],
  }),
)

const early: readonly (readonly [name: string, rule: Rule, what: string])[] = [
  ['sse-reset-early', first(1, resetPeer({ afterBytes: 100 })), 'A reset before the first word'],
  ['json-for-stream-error', first(1, errorInSuccess({})), 'An error as JSON in place of a stream'],
  ['json-for-stream-page', first(1, invalidJson({ form: 'html' })), 'A web page in place of a stream'],
  ['json-for-stream-empty', first(1, invalidJson({ form: 'empty' })), 'Nothing at all in place of a stream'],
]

/** Before them: it may be tried again, and is never an empty answer. */
export const sseBrokenEarly = early.map(([name, rule, what]) =>
  defineScenario({
    name,
    family: 'stream',
    requirement: `${what} is tried again, and the caller sees one whole answer.`,
    source: 'gRPC A6: retries until committed; openai streams a JSON error as an empty success [measured]',
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [rule] } },
    load: sequential({ calls: 2 }),
    caller: { stream: true },
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['success-means-complete', 'output-from-one-attempt', 'answers-as-expected'],
  }),
)
