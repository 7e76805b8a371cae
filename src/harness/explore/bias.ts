import { usualOdds, type Feature, type Odds } from './case/index.ts'
import { faults } from './coverage/axes.ts'
import type { Coverage } from './coverage/coverage.ts'
import { features } from './coverage/features.ts'

/** A rule that is put to the test in this share of the cases, or a kind of attempt that is made in it, needs no help. */
const enough = 0.06

/** As if so many cases more had been seen, in which a fault or a feature made no difference: few cases prove little. */
const doubt = 10

/** How much more often the odds may make a thing come, and how much less. */
const most = 4
const least = 0.4

/**
 * Odds for the next cases: what helps to put seldom tested rules to the test, or to make seldom made attempts, comes more
 * often, and so do faults that seldom took effect. It is learnt from the cases before: a fault that was met helps a rule
 * if the rule was tested more often in such cases than in all.
 */
export function oddsAfter(coverage: Coverage): Odds {
  if (coverage.cases === 0) return usualOdds
  const goals = goalsOf(coverage)
  const fair = coverage.fault.reduce((sum, met) => sum + met, 0) / faults.length
  const oddsOf = (row: number, table: (goal: Goal) => ArrayLike<number>, seen: number) =>
    goals.reduce((odds, goal) => {
      const share = goal.seen / coverage.cases
      const shareHere = ((table(goal)[row * goal.columns + goal.column] ?? 0) + doubt * share) / (seen + doubt)
      return odds + (goal.need * (shareHere / share - 1)) / 4
    }, 1)
  return {
    faults: Object.fromEntries(
      faults.map((type, row) => {
        const met = coverage.fault[row]!
        const rarity = Math.sqrt(fair / (met + 1))
        return [type, bounded(oddsOf(row, ({ byFault }) => byFault, met)) * bounded(rarity)]
      }),
    ),
    features: Object.fromEntries(
      features.map((name, row) => [name, bounded(oddsOf(row, ({ byFeature }) => byFeature, coverage.feature[row]!))]),
    ) as Record<Feature, number>,
  }
}

/** Something that ought to happen in more cases. */
interface Goal {
  /** From 0 (it happens often enough) to 1 (it hardly ever does). */
  readonly need: number
  readonly seen: number
  readonly byFault: ArrayLike<number>
  readonly byFeature: ArrayLike<number>
  readonly column: number
  readonly columns: number
}

/** What was never seen teaches nothing yet. */
function goalsOf(coverage: Coverage): Goal[] {
  const goals = (seen: Uint32Array, byFault: Uint32Array, byFeature: Uint32Array) =>
    Array.from(seen, (cases, column): Goal => {
      const need = Math.max(0, 1 - cases / coverage.cases / enough)
      return { need, seen: cases, byFault, byFeature, column, columns: seen.length }
    })
  return [
    ...goals(coverage.invariant, coverage.faultByInvariant, coverage.featureByInvariant),
    ...goals(coverage.kind, coverage.faultByKind, coverage.featureByKind),
  ].filter(({ need, seen, columns }) => need > 0 && seen > 0 && columns > 0)
}

/** Rounded, so that no last bit of a sum decides what is drawn. */
function bounded(odds: number): number {
  return Math.round(100 * Math.min(most, Math.max(least, odds))) / 100
}
