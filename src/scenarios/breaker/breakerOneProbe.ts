import { latency, overloaded } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick, quickBreaker } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const breakerOneProbe = defineScenario({
  name: 'breaker-one-probe',
  family: 'breaker',
  requirement: 'A model that comes back slowly is asked by one probe at a time, however many calls want it.',
  source: 'resilience4j permittedNumberOfCallsInHalfOpenState; Polly #656: one trial call, the others fail fast',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [during(0, 400, overloaded({})), always(latency({ delayMs: 150 }))],
      'moonshot-v1-8k': [always(latency({ delayMs: 25 }))],
    },
  },
  load: constant({ calls: 80, everyMs: 20 }),
  expect: { ...quick, breaker: quickBreaker, answeredAtLeast: 1 },
  exercises: ['breaker-kept', 'breaker-honest', 'answers-as-expected'],
})
