import { isotonicFit, isotonicRoot } from '../../bench/statistics/isotonic.ts'
import { quantileRank } from '../../bench/statistics/orderStatistics.ts'
import { createRandom } from '../../runtime/index.ts'
import type { Span } from './planReport.ts'

/** What was seen at one load. */
export interface TriedLoad {
  readonly perSecond: number
  /** How many trials there are, each of a seed of its own. */
  readonly seeds: number
  /** The distance from the SLO of these trials (from 0; one may be drawn twice) together, at most 0 where it was kept. */
  readonly marginOf: (drawn: readonly number[]) => number
}

export interface SearchOptions {
  /** Calls a second, to begin with. */
  readonly guess: number
  /** The last load that is kept and the first that is not end up apart by no more than this share. */
  readonly precision: number
  /** More is not tried. */
  readonly mostPerSecond: number
  readonly seed: number
}

export interface Root {
  /** 0 if not even the least load that was tried is kept. */
  readonly perSecond: number
  readonly interval: Span
  readonly lastKept: number | null
  readonly firstBroken: number | null
}

/** Below this part of the guess nothing is kept. */
const leastPart = 1 / 64
const resamples = 1_000

/**
 * Looks for the most load that is kept: by doubling until it breaks (or by halving until it holds), then by bisection.
 * Returns every load that was tried, ascending.
 */
export async function bracket<Tried extends TriedLoad>(
  attempt: (perSecond: number) => Promise<Tried>,
  { guess, precision, mostPerSecond }: SearchOptions,
): Promise<Tried[]> {
  const tried: Tried[] = []
  const isKept = async (perSecond: number) => {
    const found = await attempt(perSecond)
    tried.push(found)
    return marginOfAll(found) <= 0
  }
  let low: number | undefined
  let high: number | undefined
  for (let load = rounded(guess / 2); low === undefined || high === undefined;) {
    if (await isKept(load)) {
      low = load
      if (load >= mostPerSecond) break
      load = rounded(Math.min(mostPerSecond, load * 2))
    } else {
      high = load
      if (load <= guess * leastPart) break
      load = rounded(load / 2)
    }
  }
  while (low !== undefined && high !== undefined && high / low > 1 + precision) {
    const middle = rounded(Math.sqrt(low * high))
    if (middle <= low || middle >= high) break
    if (await isKept(middle)) low = middle
    else high = middle
  }
  return tried.toSorted((one, other) => one.perSecond - other.perSecond)
}

/**
 * The load at which the distance goes above 0: an isotonic fit over the loads, and its root. The interval is that of
 * roots from trials that were drawn anew (95 %): a trial has the same seed at every load, so it is drawn at all of them.
 */
export function rootOf(loads: readonly TriedLoad[], seed: number): Root {
  const trials = loads[0]?.seeds ?? 0
  const root = rootFrom(loads, each(trials))
  const above = fitOf(loads).findIndex((value) => value > 0)
  const lastKept = loads[above === -1 ? loads.length - 1 : above - 1]?.perSecond ?? null
  const firstBroken = above === -1 ? null : loads[above]!.perSecond
  // One seed has no spread of its own: all that is known is between which loads it breaks.
  const [low, high] = trials < 2 ? [lastKept ?? 0, firstBroken ?? root] : drawnRoots(loads, trials, seed)
  return {
    perSecond: rounded(root),
    interval: [rounded(Math.min(root, low)), rounded(Math.max(root, high))],
    lastKept,
    firstBroken,
  }
}

function drawnRoots(loads: readonly TriedLoad[], trials: number, seed: number): Span {
  const uniform = createRandom(seed).stream('plan bootstrap')
  const roots = Float64Array.from({ length: resamples }, () =>
    rootFrom(
      loads,
      Array.from({ length: trials }, () => Math.floor(uniform() * trials)),
    ),
  ).sort()
  return [roots[quantileRank(resamples, 0.025) - 1]!, roots[quantileRank(resamples, 0.975) - 1]!]
}

/** The distance of each load, made non-decreasing. */
export function fitOf(loads: readonly TriedLoad[]): number[] {
  return isotonicFit(loads.map(marginOfAll))
}

export function marginOfAll({ seeds, marginOf }: TriedLoad): number {
  return marginOf(each(seeds))
}

function each(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

function rootFrom(loads: readonly TriedLoad[], trials: readonly number[]): number {
  const fitted = isotonicFit(loads.map(({ marginOf }) => marginOf(trials)))
  const places = loads.map(({ perSecond }) => perSecond)
  return isotonicRoot(places, fitted) ?? 0
}

/** Four digits: loads that a reader can say. */
export function rounded(perSecond: number): number {
  return Number(perSecond.toPrecision(4))
}
