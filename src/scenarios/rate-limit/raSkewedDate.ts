import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const clocks = [
  ['ra-http-date-server-ahead', 3_600_000, 'ahead'],
  ['ra-http-date-server-behind', -3_600_000, 'behind'],
] as const

/** By the client's own clock the one would be a wait of an hour, and the other would have gone by. */
export const raSkewedDate = clocks.map(([name, clockSkewMs, where]) =>
  defineScenario({
    name,
    family: 'rate-limit',
    requirement: `The date of a server whose clock is an hour ${where} is read against its own Date: two seconds are two seconds.`,
    source: 'RFC 9110 sections 10.2.3 and 6.6.1',
    strength: 'should',
    upstream: {
      models: {
        'deepseek-chat': [
          first(1, rateLimit({ waitMs: 2_000, rendering: 'imf-fixdate', clockSkewMs, provider: 'deepseek' })),
        ],
      },
    },
    load: sequential({ calls: 2 }),
    // A date is in whole seconds: on a real clock it may ask for almost three, and its Date for one more.
    expect: { ...quick, deadlineMs: 6_000, longestAskedWaitMs: 4_000, answeredAtLeast: 1 },
    exercises: ['retry-after-honoured', 'answers-as-expected'],
  }),
)
