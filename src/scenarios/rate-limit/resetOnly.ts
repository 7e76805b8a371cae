import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const resetOnly = defineScenario({
  name: 'reset-only',
  family: 'rate-limit',
  requirement: 'Without Retry-After the reset headers say when: as duration, epoch, ISO date or IETF RateLimit.',
  source: 'zed#31531; draft-ietf-httpapi-ratelimit-headers; OpenAI x-ratelimit headers',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [first(1, rateLimit({ waitMs: 4_000, rendering: 'reset-duration' }))],
      'moonshot-v1-8k': [first(1, rateLimit({ waitMs: 4_000, rendering: 'reset-epoch' }))],
      'abab6-chat': [
        first(1, rateLimit({ waitMs: 4_000, rendering: 'reset-iso' })),
        first(2, rateLimit({ waitMs: 4_000, rendering: 'ratelimit' })),
      ],
    },
  },
  load: sequential({ calls: 2 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'answers-as-expected'],
})
