import { keepAlive, stall } from '../../faults/catalogue/index.ts'
import { always, type FaultSpec } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const stalls: readonly (readonly [name: string, fault: FaultSpec, what: string, rule: string])[] = [
  ['sse-stall-silent', stall({ bytes: 900 }), 'Silence after some words', 'time-limits-kept'],
  [
    'sse-stall-keepalive',
    keepAlive({ afterDeltas: 3, everyMs: 50 }),
    'A comment now and then, and no word more,',
    'token-idle-sees-tokens',
  ],
]

/** After some words: who has read them is told that nothing more comes. */
export const sseStalls = stalls.map(([name, fault, what, rule]) =>
  defineScenario({
    name,
    family: 'stream',
    requirement: `${what} is no progress: the stream is given up when the limit between two words has passed.`,
    source: 'DeepSeek-V3#1608, MiniMax-M2#109: comments kept clients waiting for ever; anthropic-sdk-typescript #867',
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [always(fault)], 'moonshot-v1-8k': [] } },
    load: sequential({ calls: 2 }),
    caller: { stream: true },
    expect: {
      ...quick,
      timeouts: { ...quick.timeouts, tokenIdleMs: 400 },
      failsWith: { errorClass: 'timeout' },
      answeredAtMost: 0,
    },
    exercises: [rule, 'success-means-complete', 'every-call-settles', 'failure-says-why', 'answers-as-expected'],
  }),
)

export const sseKeepaliveEarly = defineScenario({
  name: 'sse-keepalive-early',
  family: 'stream',
  requirement: 'Comments before the first word are no answer: the limit on the first word passes, and another answers.',
  source: 'DeepSeek: keep-alive comments for up to ten minutes; OpenRouter: OPENROUTER PROCESSING',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(keepAlive({ everyMs: 50 }))], 'moonshot-v1-8k': [] } },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, deadlineMs: 2_000, maxAttemptsPerEndpoint: 1, answeredAtLeast: 1 },
  exercises: ['time-limits-kept', 'output-from-one-attempt', 'attempts-closed', 'answers-as-expected'],
})
