import { percentiles } from '../../bench/metrics/index.ts'
import { holds } from '../../bench/metrics/slo.ts'
import type { PlannedLimit } from './planInput.ts'
import type { TalliedCalls } from './tally.ts'

/** Beyond e^2 times the limit it does not matter by how much; what is infinite could not be averaged. */
const most = 2
/** How well a limit is kept matters less than by how much it is broken. */
const least = -0.25

/** Of one trial: its calls, and of each limit of the SLO how many of them were beyond it. */
export interface Excess {
  readonly calls: number
  readonly beyond: readonly number[]
}

export function excessOf(tally: TalliedCalls, slo: readonly PlannedLimit[]): Excess {
  return { calls: tally.calls, beyond: slo.map((limit) => beyondLimit(tally, limit)) }
}

/**
 * How far trials are from one limit, as the logarithm of the calls that were beyond it by those that may be: at most 0 where it is
 * kept. A p99 of up to 800 ms is kept while no more than one call in a hundred takes longer; of 99.5 % success the failures are
 * counted. All trials' calls count as one: so does whoever reads the percentile, and a seed that collapses is not averaged away.
 */
export function marginOf(trials: readonly Excess[], slo: readonly PlannedLimit[], index: number): number {
  const calls = trials.reduce((sum, trial) => sum + trial.calls, 0)
  const beyond = trials.reduce((sum, trial) => sum + trial.beyond[index]!, 0)
  // A percentile is a call's own: of 250 calls p99 is the 248th, and two may be beyond it.
  const allowed = Math.floor(calls * allowedShare(slo[index]!) + 1e-9)
  if (beyond <= allowed) return beyond === 0 ? least : Math.max(least, Math.log(beyond / allowed))
  return allowed === 0 ? most : Math.min(most, Math.log(beyond / allowed))
}

/** Of all limits: the one that is kept least. */
export function worstMargin(trials: readonly Excess[], slo: readonly PlannedLimit[]): number {
  return Math.max(least, ...slo.map((_, index) => marginOf(trials, slo, index)))
}

function allowedShare({ metric, limit }: PlannedLimit): number {
  const [family = '', percentile = ''] = metric.split('.', 2)
  if (family === 'success') return 1 - limit
  const named = percentiles[metric.slice(family.length + 1) as keyof typeof percentiles]
  return 1 - (named ?? Number(percentile.slice(1)) / 100)
}

function beyondLimit(tally: TalliedCalls, { metric, comparison, limit }: PlannedLimit): number {
  if (metric.startsWith('success')) return tally.calls - tally.answered
  const values = metric.startsWith('ttft') ? tally.ttftMs : tally.totalMs
  return values.reduce((count, value) => (holds(value, comparison, limit) ? count : count + 1), 0)
}
