import type { Declared } from '../../../history/index.ts'
import type { CaseBounds } from './bounds.ts'
import { plain, sometimes, whether, type Arbitrary, type FC } from './fastCheck.ts'
import { morePolicies } from './morePolicies.ts'
import type { Odds } from './odds.ts'

/** The policy of a case: what is declared always, and what is declared now and then. */
export function policy(fc: FC, bounds: CaseBounds, odds: Odds): Arbitrary<Declared> {
  return fc
    .record({
      declared: declaredAlways(fc, bounds),
      // A rate is put to the test by whoever exceeds it.
      rpm: sometimes(fc, 'rpm', odds, fc.oneof(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 10 }))),
      // Rules that judge waits alone need days on which nothing else makes anybody wait.
      hasMore: whether(fc, 'more-policies', odds),
      more: morePolicies(fc, odds),
    })
    .map(({ declared, rpm, hasMore, more }) => {
      const limited = rpm === undefined ? declared : { ...declared, rpm }
      return hasMore ? { ...limited, ...more } : limited
    })
}

function declaredAlways(fc: FC, { deadlinesMs, shortestLimitMs }: CaseBounds): Arbitrary<Declared> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  const limit = from(shortestLimitMs, 5_000)
  return fc.record({
    deadlineMs: fc.oneof(...deadlinesMs.map((range) => from(...range))),
    maxAttemptsPerCall: from(1, 8),
    maxAttemptsPerEndpoint: from(1, 4),
    backoff: fc.record({ initialMs: from(1, 1_000), capMs: from(1, 10_000) }, plain),
    longestAskedWaitMs: fc.oneof({ weight: 3, arbitrary: from(0, 2_000) }, { weight: 1, arbitrary: from(0, 60_000) }),
    credentialCooldownMs: from(0, 300_000),
    timeouts: fc.record(
      {
        connectMs: limit,
        headersMs: limit,
        firstTokenMs: limit,
        byteIdleMs: limit,
        tlsMs: limit,
        tokenIdleMs: limit,
        attemptMs: from(shortestLimitMs, 20_000),
      },
      plain,
    ),
  })
}
