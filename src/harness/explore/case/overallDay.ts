import { always, catalogue, during, type Rule } from '../../../faults/index.ts'
import { burst, constant } from '../../../load/index.ts'
import { outages } from '../../certain/certainOutage.ts'
import type { Day } from './day.ts'
import { plain, type Arbitrary, type FC } from './fastCheck.ts'
import { oneModel } from './oneModel.ts'

/** Longer than any correct client needs to find back. */
const afterwardsMs = 20_000

/** The only model is down for a while: whether calls go well again is seen only where they go on long enough. */
export function outageDay(fc: FC): Arbitrary<Day> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  return fc
    .record({
      fromMs: from(1_000, 3_000),
      lastsMs: from(500, 4_000),
      fault: fc.constantFrom(...outages),
      delayMs: from(0, 90),
      everyMs: from(300, 700),
      attempts: from(1, 4),
      deadlineMs: from(2_000, 20_000),
      limits: fc.record({ headersMs: from(200, 2_000), attemptMs: from(300, 3_000) }, plain),
      breaker: fc.record(
        {
          failureRatio: from(1, 10).map((tenths) => tenths / 10),
          minSamples: from(1, 6),
          windowMs: from(1_000, 30_000),
          openMs: from(1, 12_000),
        },
        plain,
      ),
    })
    .map(({ fromMs, lastsMs, fault, delayMs, everyMs, attempts, deadlineMs, limits, breaker }) => ({
      upstream: oneModel(during(fromMs, fromMs + lastsMs, { type: fault }), later(delayMs)),
      load: constant({ calls: Math.ceil((fromMs + lastsMs + afterwardsMs) / everyMs), everyMs }),
      caller: { stream: false },
      expect: {
        deadlineMs,
        maxAttemptsPerCall: attempts,
        maxAttemptsPerEndpoint: attempts,
        backoff: { initialMs: 200, capMs: 2_000 },
        longestAskedWaitMs: 60_000,
        credentialCooldownMs: 300_000,
        timeouts: limits,
        breaker,
      },
    }))
}

/** More calls than a quota allows: how much of it they use together is seen only while some of them wait for long. */
export function quotaDay(fc: FC): Arbitrary<Day> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  return fc
    .record({
      rpm: from(10, 30),
      window: fc.constantFrom('fixed', 'sliding', 'bucket'),
      tooMany: from(11, 14),
      delayMs: from(0, 500),
      attempts: from(16, 24),
      initialMs: from(1, 500),
      isKnown: fc.boolean(),
    })
    .map(({ rpm, window, tooMany, delayMs, attempts, initialMs, isKnown }) => ({
      upstream: oneModel(always({ type: catalogue.quota.type, rpm, window }), later(delayMs)),
      load: burst({ calls: rpm + tooMany }),
      caller: { stream: false },
      expect: {
        deadlineMs: 240_000,
        maxAttemptsPerCall: attempts,
        maxAttemptsPerEndpoint: attempts,
        backoff: { initialMs, capMs: 1_000 },
        longestAskedWaitMs: 60_000,
        credentialCooldownMs: 300_000,
        timeouts: { headersMs: 20_000, attemptMs: 60_000 },
        ...(isKnown ? { rpm } : {}),
      },
    }))
}

function later(delayMs: number): Rule {
  return always({ type: catalogue.latency.type, delayMs })
}
