import { noHeaders, rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const wallClockForward = defineScenario({
  name: 'wall-clock-forward',
  family: 'rate-limit',
  requirement: 'A wall clock that is set forward by an hour ends no wait and no time limit before its time.',
  source: 'eventlet #270, more-executors PR #39: sleeps and retries by the time of day; daylight saving, NTP',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [first(1, rateLimit({ retryAfterSeconds: 4 })), first(2, noHeaders({}))],
    },
  },
  load: constant({ calls: 3, everyMs: 1_000 }),
  caller: { wallJump: { atMs: 3_000, byMs: 3_600_000 } },
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['wall-clock-ignored', 'retry-after-honoured', 'answers-as-expected', 'nothing-left-behind'],
})
