import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const retryAfterZero = defineScenario({
  name: 'retry-after-zero',
  family: 'retry-after',
  requirement: 'Retry-After: 0 says that the client may come back now; it does not say that it may not come back.',
  source: 'ky #390: 0 was read as "do not retry"',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [first(2, rateLimit({ retryAfterSeconds: 0 }))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['attempts-bounded', 'answers-as-expected', 'every-call-settles'],
})
