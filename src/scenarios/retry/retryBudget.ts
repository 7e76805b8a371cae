import { latency, overloaded } from '../../faults/catalogue/index.ts'
import { always, probability } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const retryBudget = defineScenario({
  name: 'retry-budget',
  family: 'retry',
  requirement: 'When four answers of ten are 503, retries are a tenth of the requests and no storm.',
  source: 'Finagle RetryBudget; AWS Builders’ Library: timeouts, retries and backoff with jitter',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [probability(0.4, overloaded({})), always(latency({ delayMs: 10 }))] },
  },
  load: constant({ calls: 80, everyMs: 40 }),
  expect: {
    ...quick,
    retryBudget: { ratio: 0.1, floorPerSecond: 0.5 },
    // The circuit is not what ends these retries.
    breaker: { ...quick.breaker, failureRatio: 1 },
    answeredAtLeast: 0.3,
  },
  exercises: ['retry-budget-kept', 'attempts-bounded', 'answers-as-expected'],
})
