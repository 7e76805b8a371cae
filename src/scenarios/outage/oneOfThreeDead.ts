import { latency, serverError } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const oneOfThreeDead = defineScenario({
  name: 'one-of-three-dead',
  family: 'outage',
  requirement: 'A model that only fails is asked ever more rarely; the others carry the traffic.',
  source: 'litellm PR #34836',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(serverError({}))],
      'moonshot-v1-8k': [always(latency({ delayMs: 60 }))],
      'abab6-chat': [always(latency({ delayMs: 55 }))],
    },
  },
  load: constant({ calls: 120, everyMs: 500 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['attempts-bounded', 'answers-as-expected', 'backoff-in-envelope', 'breaker-kept', 'breaker-honest'],
})
