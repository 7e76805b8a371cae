import { latency, overloaded } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick, quickBreaker } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const breakerRecovers = defineScenario({
  name: 'breaker-recovers',
  family: 'breaker',
  requirement:
    'A model that is down for a second is left alone until it may be back, asked once, and used again; the next one answers meanwhile.',
  source: 'Nygard, Release It!; resilience4j and cockatiel circuit breakers',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [during(500, 1_500, overloaded({})), always(latency({ delayMs: 20 }))],
      'moonshot-v1-8k': [always(latency({ delayMs: 25 }))],
    },
  },
  load: constant({ calls: 70, everyMs: 50 }),
  expect: { ...quick, breaker: quickBreaker, answeredAtLeast: 1 },
  exercises: ['breaker-kept', 'breaker-honest', 'answers-as-expected'],
})
