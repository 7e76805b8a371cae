import { rateLimit } from '../../faults/catalogue/index.ts'
import { during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const stormShort = defineScenario({
  name: 'storm-short',
  family: 'rate-limit',
  requirement: 'A storm of 429 that lasts less than a second: short waits are sat out, nobody comes early.',
  source: 'RFC 9110 section 10.2.3',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [during(0, 700, rateLimit({ waitMs: 300, rendering: 'milliseconds' }))],
      'moonshot-v1-8k': [during(0, 500, rateLimit({ waitMs: 200, rendering: 'milliseconds' }))],
    },
  },
  load: constant({ calls: 20, everyMs: 40 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'attempts-bounded', 'answers-as-expected'],
})
