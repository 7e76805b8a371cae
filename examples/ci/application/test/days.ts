import { always, defineScenario, finishReason, overloaded, type Scenario } from 'brownout'

const mine = { family: 'mine', strength: 'must', source: 'our own promise to our users' } as const
const load = { type: 'sequential', calls: 2 } as const

/** Days of the application's own, beside those of brownout's catalogue: it must keep what it promises its users. */
export const firstModelIsEnough: Scenario = defineScenario({
  ...mine,
  name: 'first-model-is-enough',
  requirement: 'While the first model is well nobody is sent to the second, which is down today.',
  upstream: { models: { 'deepseek-chat': [], 'moonshot-v1-8k': [always(overloaded({}))] } },
  load,
  expect: { deadlineMs: 4_000, answeredAtLeast: 1, maxAttemptsPerCall: 1 },
  exercises: ['answers-as-expected', 'attempts-bounded'],
})

export const halfAnswer: Scenario = defineScenario({
  ...mine,
  name: 'half-answer',
  requirement: 'An answer that ran out of tokens is none: the next model is asked.',
  upstream: {
    models: { 'deepseek-chat': [always(finishReason({ reason: 'length', afterDeltas: 3 }))], 'moonshot-v1-8k': [] },
  },
  load,
  expect: { deadlineMs: 4_000, answeredAtLeast: 1 },
  exercises: ['answers-as-expected'],
})

export const withheldStream: Scenario = defineScenario({
  ...mine,
  name: 'withheld-stream',
  requirement: 'A stream of which a filter lets no word through is no answer, and is never shown as one.',
  upstream: {
    models: {
      'deepseek-chat': [always(finishReason({ reason: 'content_filter', afterDeltas: 0 }))],
      'moonshot-v1-8k': [],
    },
  },
  load,
  caller: { stream: true },
  expect: { deadlineMs: 4_000, answeredAtLeast: 1 },
  exercises: ['success-means-complete', 'answers-as-expected'],
})
