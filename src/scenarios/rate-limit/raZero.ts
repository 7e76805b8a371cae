import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const raZero = defineScenario({
  name: 'ra-zero',
  family: 'rate-limit',
  requirement:
    'Retry-After: 0, fifty times, is no leave to hammer: each call stays within its attempts, and all of them within the budget for retries.',
  source: 'ky #390; a measured client made all its tries within 76 ms',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [first(50, rateLimit({ retryAfterSeconds: 0 }))] } },
  load: sequential({ calls: 12 }),
  // Three attempts a call are thirty-six: the fifty are not over, whoever is answered has hammered.
  expect: { ...quick, retryBudget: { ratio: 0.2, floorPerSecond: 1 }, answeredAtMost: 0 },
  exercises: ['attempts-bounded', 'answers-as-expected', 'every-call-settles', 'retry-budget-kept'],
})
