import type { Declared } from '../../../history/index.ts'
import { plain, sometimes, type Arbitrary, type FC } from './fastCheck.ts'
import type { Feature, Odds } from './odds.ts'

const balances = ['weighted', 'cheapest', 'least-latency', 'least-busy', 'round-robin', 'p2c-ewma'] as const

/**
 * Further limits, hedges, balances, budgets for retries, breakers, slow answers that count, no fallback. A policy has its line here and, under the same
 * name, in odds.ts.
 */
export function morePolicies(fc: FC, odds: Odds): Arbitrary<Declared> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  const tenths = (min: number, max: number) => from(min, max).map((count) => count / 10)
  const policies: { readonly [Name in Feature & keyof Declared]?: Arbitrary<NonNullable<Declared[Name]>> } = {
    tpm: from(20, 500),
    maxConcurrent: fc.oneof(from(1, 2), from(1, 8)),
    // Good answers come at once: late enough for a hedge is only what a fault keeps back, or a stream.
    hedge: fc.record({ afterMs: fc.oneof(from(0, 30), from(0, 2_000)), maxHedges: from(1, 3) }, plain),
    balance: fc.constantFrom(...balances),
    // Small ones: what is not used up puts nothing to the test.
    retryBudget: fc.record({ ratio: tenths(0, 2), floorPerSecond: fc.constant(0.1) }, plain),
    breaker: fc.record(
      {
        failureRatio: tenths(1, 10),
        minSamples: fc.oneof(from(1, 3), from(1, 10)),
        windowMs: from(1_000, 30_000),
        openMs: from(1, 15_000),
      },
      plain,
    ),
    slowCallMs: from(10, 5_000),
    fallback: fc.constant(false),
  }
  const names = Object.keys(policies)
  const drawn = Object.entries(policies).map(([name, arbitrary]) =>
    sometimes<unknown>(fc, name as Feature, odds, arbitrary),
  )
  return fc.tuple(...drawn).map((values) => {
    const declared: Record<string, unknown> = {}
    for (let index = 0; index < names.length; index += 1)
      if (values[index] !== undefined) declared[names[index]!] = values[index]
    return declared
  })
}
