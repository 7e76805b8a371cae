import { figureOf } from '../../bench/figure.ts'
import { quantileInterval } from '../../bench/statistics/quantileInterval.ts'
import { quantileRank } from '../../bench/statistics/orderStatistics.ts'
import { wilsonInterval } from '../../bench/statistics/wilson.ts'
import { costDistribution, round } from './costDistribution.ts'
import { pageOf } from './ledger.ts'
import type { PlannedModel } from './planInput.ts'
import type { PlanCell, PlanPercentile, PlanPercentiles } from './planReport.ts'
import { quotaUses } from './quotaUse.ts'
import type { Trial } from './simulate.ts'

/** The trials of one load, and the time in which they count. */
export interface CellTrials {
  readonly perSecond: number
  readonly trials: readonly Trial[]
  readonly warmUpMs: number
  readonly durationMs: number
}

/** How the trials of a load came out against the SLO. */
export type CellVerdict = Pick<PlanCell, 'keptShare' | 'fittedMargin' | 'isSustained'>

/** One load of the report, from its trials. Shares to six digits and times to three: more would be noise. */
export function planCell(cell: CellTrials, models: readonly PlannedModel[], verdict: CellVerdict): PlanCell {
  const { perSecond, trials, warmUpMs, durationMs } = cell
  const tallies = trials.map(({ tally }) => tally)
  const ledgers = trials.map(({ ledger }) => ledger)
  const sum = (of: (trial: Trial) => number) => trials.reduce((total, trial) => total + of(trial), 0)
  const calls = sum(({ tally }) => tally.calls)
  const seconds = (durationMs / 1_000) * trials.length
  const perCall = (count: number) => (calls === 0 ? 0 : round(count / calls, 6))
  const rate = (count: number) => round(count / seconds, 6)
  const requests = sum(({ ledger }) => ofAll(models, ({ id }) => pageOf(ledger, id).requests))
  const refused = sum(({ ledger }) => ofAll(models, ({ id }) => pageOf(ledger, id).refused))
  const answered = sum(({ tally }) => tally.answered)
  const [low, high] = wilsonInterval(calls === 0 ? 0 : answered / calls, Math.max(1, calls))
  return {
    perSecond,
    trials: trials.length,
    calls,
    seconds,
    offeredPerSecond: rate(calls),
    achievedPerSecond: rate(answered),
    goodPerSecond: rate(sum(({ tally }) => tally.good)),
    successShare: perCall(answered),
    successInterval: [round(low, 6), round(high, 6)],
    goodShare: perCall(sum(({ tally }) => tally.good)),
    fallbackShare: perCall(sum(({ tally }) => tally.fellBack)),
    ttftMs: percentilesOf(tallies.flatMap(({ ttftMs }) => ttftMs)),
    totalMs: percentilesOf(tallies.flatMap(({ totalMs }) => totalMs)),
    waitedMs: percentilesOf(tallies.flatMap(({ waitedMs }) => waitedMs)),
    attemptsPerCall: perCall(sum(({ tally }) => tally.attempts)),
    refusedShare: requests === 0 ? 0 : round(refused / requests, 6),
    meanInFlight: round(sum(({ tally }) => tally.underWayMs) / (seconds * 1_000), 3),
    quotas: quotaUses(models, ledgers, { fromMs: warmUpMs, toMs: warmUpMs + durationMs }),
    cost: costDistribution(tallies),
    ...verdict,
  }
}

function ofAll(models: readonly PlannedModel[], of: (model: PlannedModel) => number): number {
  return models.reduce((total, model) => total + of(model), 0)
}

function percentilesOf(values: readonly number[]): PlanPercentiles {
  const inOrder = Float64Array.from(values)
  const sorted = inOrder.toSorted()
  return {
    p50: percentileOf(inOrder, sorted, 0.5),
    p90: percentileOf(inOrder, sorted, 0.9),
    p95: percentileOf(inOrder, sorted, 0.95),
    p99: percentileOf(inOrder, sorted, 0.99),
    'p99.9': percentileOf(inOrder, sorted, 0.999),
  }
}

function percentileOf(values: Float64Array, sorted: Float64Array, q: number): PlanPercentile {
  if (sorted.length === 0) return { value: null, interval: null }
  const { interval } = quantileInterval(values, sorted, q)
  const ms = (value: number) => figureOf(round3(value))
  return {
    value: ms(sorted[quantileRank(sorted.length, q) - 1]!),
    interval: interval === undefined ? null : [ms(interval[0]), ms(interval[1])],
  }
}

function round3(ms: number): number {
  return ms === Infinity ? ms : round(ms, 3)
}
