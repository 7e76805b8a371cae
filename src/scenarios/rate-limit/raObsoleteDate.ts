import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const raObsoleteDate = defineScenario({
  name: 'ra-obs-date',
  family: 'rate-limit',
  requirement:
    'The two obsolete forms of a date, with a year of two digits and without a time zone, are waited for as well.',
  source: 'RFC 9110 section 5.6.7: a recipient must accept all three formats',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [
        first(1, rateLimit({ waitMs: 4_000, rendering: 'rfc850-date' })),
        first(2, rateLimit({ waitMs: 4_000, rendering: 'asctime-date' })),
      ],
    },
  },
  load: sequential({ calls: 2, pauseMs: 1_000 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'answers-as-expected'],
})
