import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const wallClockJump = defineScenario({
  name: 'wall-clock-jump',
  family: 'rate-limit',
  requirement: 'A wall clock that jumps back by an hour in the middle of a wait changes no wait.',
  source: 'The tutorial slept 3,660 s after such a step; clocks are corrected, laptops wake up',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [
        first(1, rateLimit({ retryAfterSeconds: 4 })),
        first(2, rateLimit({ waitMs: 4_000, rendering: 'imf-fixdate' })),
      ],
    },
  },
  load: sequential({ calls: 2, pauseMs: 1_000 }),
  caller: { wallJump: { atMs: 2_000, byMs: -3_600_000 } },
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['wall-clock-ignored', 'retry-after-honoured', 'answers-as-expected', 'nothing-left-behind'],
})
