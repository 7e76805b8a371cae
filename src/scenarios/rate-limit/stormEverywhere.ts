import { rateLimit } from '../../faults/catalogue/index.ts'
import { during } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const stormEverywhere = defineScenario({
  name: 'storm-everywhere',
  family: 'rate-limit',
  requirement:
    'When every model is limited, fifty callers wait out what was asked or fail with a time to come back; none hammers.',
  source: 'Google SRE book: handling overload',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [during(0, 30_000, rateLimit({ retryAfterSeconds: 5 }))],
      'moonshot-v1-8k': [during(0, 30_000, rateLimit({ retryAfterSeconds: 7 }))],
      'abab6-chat': [during(0, 30_000, rateLimit({ retryAfterSeconds: 31 }))],
    },
  },
  load: burst({ calls: 50 }),
  expect: { ...standard, answeredAtLeast: 0.9 },
  exercises: ['retry-after-honoured', 'attempts-bounded', 'answers-as-expected'],
})
