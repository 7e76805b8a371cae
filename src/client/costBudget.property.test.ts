import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CostBudget, type Hold } from './costBudget.ts'

const runs = 1_000
const interleavingsPerRun = 100

/** What an attempt needs of a budget; a wrong budget must be caught by the same play. */
type Budget = Pick<CostBudget, 'reserve' | 'settle' | 'release' | 'atMostPicoUsd' | 'spentPicoUsd' | 'heldPicoUsd'>

/** An attempt under way: what it will really cost, which nobody knows before it is over, and some never say. */
interface Attempt {
  readonly call: number
  readonly hold: Hold
  readonly billed: bigint
}

/** A small generator of its own (mulberry32): a million draws through fast-check would take minutes. */
function drawsFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/**
 * Calls at some concurrency, in an order of chance: each attempt reserves, is sent or given up before that, is hedged or
 * retried, and ends with its usage, without it, or not at all. Returns what was really billed, and may be billed yet.
 */
function play(
  budget: Budget,
  concurrency: number,
  draw: (below: number) => number,
  onStep: (underWay: number) => void,
): bigint {
  const underWay: Attempt[] = []
  const attemptsOf = new Int32Array(concurrency)
  let billed = 0n
  const start = (call: number) => {
    attemptsOf[call]! += 1
    const worst = BigInt(1 + draw(20))
    const hold = budget.reserve(worst)
    // Half of the attempts cost their worst case: the limit must hold when all of them do.
    if (hold !== undefined)
      underWay.push({ call, hold, billed: draw(2) === 0 ? worst : BigInt(draw(Number(worst) + 1)) })
  }
  const end = () => {
    const last = underWay.pop()!
    const at = draw(underWay.length + 1)
    const { call, hold, billed: cost } = underWay[at] ?? last
    if (at < underWay.length) underWay[at] = last
    const way = draw(8)
    if (way === 0) return budget.release(hold)
    billed += cost
    budget.settle(hold, way <= 2 ? undefined : cost)
    if (way <= 4 && attemptsOf[call]! < 6) start(call)
  }
  // Some callers pour everything out at once, others wait for answers in between.
  const patience = draw(3)
  let call = 0
  for (let steps = concurrency + 8 + draw(24); steps > 0; steps -= 1) {
    const opens = underWay.length === 0 || (call < concurrency && draw(4) >= patience)
    if (opens) {
      start(call % concurrency)
      if (draw(4) === 0) start(call % concurrency)
      call += 1
    } else end()
    onStep(underWay.length)
  }
  return underWay.reduce((sum, attempt) => sum + attempt.billed, billed)
}

/** Plays `interleavingsPerRun` interleavings; the first thing that is wrong, or undefined. */
function firstBreach(
  seed: number,
  concurrency: number,
  budgetOf: (limit: bigint) => Budget,
  onStep: (underWay: number) => void = () => {},
): string | undefined {
  const draw = drawsFrom(seed)
  for (let index = 0; index < interleavingsPerRun; index += 1) {
    const limit = BigInt(draw(16 * concurrency + 20))
    const budget = budgetOf(limit)
    let breach: string | undefined
    const billed = play(budget, concurrency, draw, (underWay) => {
      onStep(underWay)
      const { atMostPicoUsd: atMost, heldPicoUsd: held, spentPicoUsd: spent } = budget
      if (atMost + held > limit) breach ??= `${atMost} and ${held} held, of ${limit}`
      if (spent > atMost) breach ??= `${spent} spent, but at most ${atMost}`
    })
    if (billed > limit) breach ??= `${billed} billed, of ${limit}`
    if (billed > budget.atMostPicoUsd + budget.heldPicoUsd) breach ??= `${billed} billed, and not all of it counted`
    if (breach !== undefined) return `interleaving ${index}: ${breach}`
  }
  return undefined
}

// Most are narrow, so that 100,000 are played in seconds; the widest come too.
const concurrencies = fc.oneof(
  { weight: 7, arbitrary: fc.integer({ min: 1, max: 16 }) },
  { weight: 2, arbitrary: fc.integer({ min: 17, max: 96 }) },
  { weight: 1, arbitrary: fc.integer({ min: 97, max: 256 }) },
)
const seeds = fc.integer()

test('never over, in 100,000 interleavings at concurrency 1 to 256, with retries, hedges and missing usage', () => {
  let played = 0
  let mostUnderWay = 0
  fc.assert(
    fc.property(seeds, concurrencies, (seed, concurrency) => {
      played += interleavingsPerRun
      const breach = firstBreach(
        seed,
        concurrency,
        (limit) => new CostBudget(limit),
        (underWay) => (mostUnderWay = Math.max(mostUnderWay, underWay)),
      )
      if (breach !== undefined) throw new Error(breach)
    }),
    {
      numRuns: runs,
      examples: [
        [1, 1],
        [1, 256],
      ],
    },
  )
  expect(played).toBe(runs * interleavingsPerRun)
  expect(mostUnderWay).toBeGreaterThanOrEqual(256)
})

/** Each forgets one thing that a budget must not forget. */
const wrong: Record<string, (limit: bigint) => Budget> = {
  'stops only when the limit is reached': (limit) => {
    const right = new CostBudget(10n ** 12n)
    const reserve = (worst: bigint) => (right.spentPicoUsd >= limit ? undefined : right.reserve(worst))
    return budgetLike(right, { reserve })
  },
  'takes missing usage for free': (limit) => {
    const right = new CostBudget(limit)
    return budgetLike(right, { settle: (hold, actual) => right.settle(hold, actual ?? 0n) })
  },
}

test.each(Object.entries(wrong))('the play catches a budget that %s', (_story, budgetOf) => {
  expect(firstBreach(7, 64, budgetOf)).toMatch(/billed|held/)
  expect(firstBreach(7, 64, (limit) => new CostBudget(limit))).toBeUndefined()
})

function budgetLike(right: CostBudget, changed: Partial<Budget>): Budget {
  return {
    reserve: changed.reserve ?? ((worst) => right.reserve(worst)),
    settle: changed.settle ?? ((hold, actual) => right.settle(hold, actual)),
    release: (hold) => right.release(hold),
    get atMostPicoUsd() {
      return right.atMostPicoUsd
    },
    get heldPicoUsd() {
      return right.heldPicoUsd
    },
    get spentPicoUsd() {
      return right.spentPicoUsd
    },
  }
}
