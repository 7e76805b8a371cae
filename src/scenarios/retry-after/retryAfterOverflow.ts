import { rateLimit } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const retryAfterOverflow = defineScenario({
  name: 'retry-after-overflow',
  family: 'retry-after',
  requirement:
    'A wait of 2^31 ms, which a timer of 32 bits makes 1 ms of, is not sat out, and nobody comes back before it is over.',
  source: 'azure-sdk-for-js PR #39130; vellum-assistant PR #3233; Node: TimeoutOverflowWarning',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(rateLimit({ retryAfterSeconds: 2_147_484 }))] },
  },
  load: sequential({ calls: 2, pauseMs: 100 }),
  expect: { ...quick, failsWith: { errorClass: 'rate_limited', retryAt: true }, answeredAtMost: 0 },
  exercises: ['retry-after-total', 'retry-after-honoured', 'no-wait-after-last-attempt', 'answers-as-expected'],
})
