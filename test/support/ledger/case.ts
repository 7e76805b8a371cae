import fc from 'fast-check'
import { usdOf } from '../../../src/protocol/money/picoUsd.ts'
import type { Price } from '../../../src/protocol/money/price.ts'

/** One client's life: what it is given, and who asks it for what. Everything else is dealt by the seed. */
export interface LedgerCase {
  readonly seed: number
  /** Every exchange is answered, and counted as it should be. */
  readonly honest: boolean
  readonly concurrency: number
  readonly callsEach: number
  readonly prices: readonly Price[]
  /** The budget in hundred-thousandths of a dollar: a worst case is mostly some hundred. */
  readonly budget: number
  readonly hedgeAfterMs: number | null
  readonly maxHedges: number
  readonly attemptsPerEndpoint: number
  readonly permits: number | null
  readonly rpm: number | null
  /** The prices change then. */
  readonly repriceAtMs: number | null
}

/** USD per million tokens; dear enough that a handful of calls is a budget. */
const rate = fc.nat(4_000_000).map((picoUsd) => usdOf(BigInt(picoUsd) * 1_000_000n))
const price: fc.Arbitrary<Price> = fc.record(
  { input: rate, output: rate, cachedInput: rate, cacheWrite: rate, reasoning: rate },
  { requiredKeys: ['input', 'output'] },
)

const callers = (least: number, most: number, mostCallsEach: number) =>
  fc.record({
    concurrency: fc.integer({ min: least, max: most }),
    callsEach: fc.integer({ min: 1, max: mostCallsEach }),
  })

/** Mostly a few callers with several calls each, sometimes up to 256 of them. */
const load = fc.oneof(
  { weight: 4, arbitrary: callers(1, 1, 8) },
  { weight: 10, arbitrary: callers(2, 8, 5) },
  { weight: 3, arbitrary: callers(9, 32, 3) },
  { weight: 2, arbitrary: callers(33, 256, 1) },
)

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 2 })

const settings = fc.record({
  seed: fc.nat(0xffffff),
  honest: fc.boolean(),
  prices: fc.array(price, { minLength: 1, maxLength: 3 }),
  budget: fc.oneof(fc.nat(800), fc.nat(8_000), fc.nat(80_000)),
  hedgeAfterMs: maybe(fc.nat(30)),
  maxHedges: fc.integer({ min: 1, max: 3 }),
  attemptsPerEndpoint: fc.integer({ min: 1, max: 3 }),
  permits: maybe(fc.integer({ min: 1, max: 8 })),
  rpm: maybe(fc.integer({ min: 1, max: 50 })),
  repriceAtMs: maybe(fc.nat(60)),
})

export const ledgerCase: fc.Arbitrary<LedgerCase> = fc
  .tuple(settings, load)
  .map(([given, { concurrency, callsEach }]) => ({ ...given, concurrency, callsEach }))

/** One caller, one endpoint, one price: here the client knows at any time what it has left. */
export const lonelyCase: fc.Arbitrary<LedgerCase> = fc
  .tuple(settings, callers(1, 1, 8), price, fc.nat(300))
  .map(([given, load, only, budget]) => ({ ...given, ...load, prices: [only], budget, repriceAtMs: null }))
