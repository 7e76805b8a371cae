import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const raHttpDate = defineScenario({
  name: 'ra-http-date',
  family: 'rate-limit',
  requirement:
    'Retry-After may be a date, in the preferred form or in either of the two obsolete ones; all three are waited for.',
  source: 'RFC 9110 sections 10.2.3 and 5.6.7: a recipient must accept all three formats',
  strength: 'must',
  upstream: {
    models: {
      // A rule counts every request that reaches it: one request meets each of the three.
      'deepseek-chat': [
        first(1, rateLimit({ waitMs: 4_000, rendering: 'imf-fixdate' })),
        first(2, rateLimit({ waitMs: 4_000, rendering: 'rfc850-date' })),
        first(3, rateLimit({ waitMs: 4_000, rendering: 'asctime-date' })),
      ],
    },
  },
  load: sequential({ calls: 2, pauseMs: 1_000 }),
  expect: { ...standard, answeredAtLeast: 0.5 },
  exercises: ['retry-after-honoured', 'answers-as-expected'],
})
