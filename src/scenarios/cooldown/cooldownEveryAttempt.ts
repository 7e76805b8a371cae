import { rateLimit } from '../../faults/catalogue/index.ts'
import { during, first } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const cooldownEveryAttempt = defineScenario({
  name: 'cooldown-every-attempt',
  family: 'cooldown',
  requirement:
    'Every attempt that is told to wait cools its endpoint down for all calls, the second of a call like the first.',
  source: 'litellm #32574: the failures of one call counted as one event, and no cool-down followed',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [
        first(1, rateLimit({ waitMs: 100, rendering: 'milliseconds' })),
        during(0, 1_000, rateLimit({ waitMs: 1_200, rendering: 'milliseconds' })),
      ],
      'moonshot-v1-8k': [],
    },
  },
  load: constant({ calls: 8, everyMs: 150 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['retry-after-binds-all-calls', 'answers-as-expected'],
})
