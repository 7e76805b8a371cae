import { rateLimit } from '../../faults/catalogue/index.ts'
import { during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const retryAfterCooldown = defineScenario({
  name: 'retry-after-cooldown',
  family: 'retry-after',
  requirement:
    'The time that an endpoint asked for is its cool-down for all calls, not one of the client’s own making.',
  source: 'litellm #7669: the wait was ignored; PR #5358: the cool-down did not know Retry-After',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [during(0, 900, rateLimit({ retryAfterSeconds: 1 }))], 'moonshot-v1-8k': [] },
  },
  load: constant({ calls: 12, everyMs: 100 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['retry-after-binds-all-calls', 'answers-as-expected'],
})
