import { always, catalogue, first } from '../../../faults/index.ts'
import { burst, constant, sequential } from '../../../load/index.ts'
import type { Day } from './day.ts'
import { plain, type Arbitrary, type FC } from './fastCheck.ts'
import { oneModel } from './oneModel.ts'

const conflict = { type: catalogue.status.type, status: 409 }

const timeouts = { connectMs: 5_000, headersMs: 20_000, firstTokenMs: 20_000, byteIdleMs: 15_000, attemptMs: 60_000 }

/** Many calls fail at once, and go on alone: how they spread is seen only where there are many. */
export function herdDay(fc: FC): Arbitrary<Day> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  return fc
    .record({
      calls: from(20, 30),
      together: fc.boolean(),
      lasts: fc.boolean(),
      initialMs: from(50, 1_000),
      doublings: from(0, 3),
      attempts: from(2, 4),
    })
    .map(({ calls, together, lasts, initialMs, doublings, attempts }) => ({
      upstream: oneModel(lasts ? always(conflict) : first(calls, conflict)),
      load: together ? burst({ calls }) : constant({ calls, everyMs: 1_000 }),
      caller: { stream: false },
      expect: {
        deadlineMs: 60_000,
        maxAttemptsPerCall: attempts,
        maxAttemptsPerEndpoint: attempts,
        backoff: { initialMs, capMs: initialMs * 2 ** doublings },
        longestAskedWaitMs: 60_000,
        credentialCooldownMs: 300_000,
        timeouts,
      },
    }))
}

/** Calls that try again dozens of times: what doubles each time has to stop somewhere. */
export function stubbornDay(fc: FC): Arbitrary<Day> {
  return fc
    .record(
      {
        calls: fc.integer({ min: 21, max: 24 }),
        attempts: fc.integer({ min: 34, max: 40 }),
        initialMs: fc.constantFrom(250, 500),
      },
      plain,
    )
    .map(({ calls, attempts, initialMs }) => ({
      upstream: oneModel(always(conflict)),
      load: sequential({ calls, pauseMs: 5_000 }),
      caller: { stream: false },
      expect: {
        deadlineMs: 120_000,
        maxAttemptsPerCall: attempts,
        maxAttemptsPerEndpoint: attempts,
        backoff: { initialMs, capMs: 1_000 },
        longestAskedWaitMs: 60_000,
        credentialCooldownMs: 300_000,
        timeouts,
      },
    }))
}
