import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const raGarbage = defineScenario({
  name: 'ra-garbage',
  family: 'rate-limit',
  requirement: 'A Retry-After that makes no sense counts as absent: back off as usual, never hammer, never crash.',
  source: 'ky #390; earendil-works/pi #6911 slept for three days',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [
        first(1, rateLimit({ raw: 'soon' })),
        first(2, rateLimit({ raw: '-5' })),
        first(4, rateLimit({ raw: 'NaN' })),
      ],
      'moonshot-v1-8k': [],
    },
  },
  load: sequential({ calls: 4 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['retry-after-total', 'attempts-bounded', 'answers-as-expected'],
})
