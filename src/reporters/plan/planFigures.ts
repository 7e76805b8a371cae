import type { Figure } from '../../bench/figure.ts'
import type { Unit } from '../../bench/metrics/index.ts'
import type { PlanCell, PlanReport, PolicyOutcome } from '../../harness/plan/planReport.ts'

/** One figure of a plan, told flat: what a row of a table is made of. */
export interface PlanFigure {
  readonly name: string
  /** Whose it is: a model, what is lost (`origin gateway`), how much traffic (`x2`), a policy; '' of the whole. */
  readonly series: string
  readonly unit: Unit | 'cny' | 'vnd' | 'perMinute' | 'atOnce' | 'times'
  readonly value: Figure
  readonly low: Figure | null
  readonly high: Figure | null
  /** Calls that it is made of; null where it is of no calls. */
  readonly n: number | null
  /** Calls a second at which it holds; null of what holds at none. */
  readonly load: number | null
}

type Told = Omit<PlanFigure, 'value' | 'low' | 'high' | 'n' | 'load'> & {
  readonly value: Figure | null
  readonly ends?: readonly [low: Figure, high: Figure] | null
}

/** All that a plan found, in its own order: what fits, each load, each loss, the months, the policies. */
export function planFiguresOf(plan: PlanReport): PlanFigure[] {
  const { sustained, headroom, cells, losses, months, policies } = plan
  return [
    ...figures([
      { name: 'sustained', series: '', unit: 'perSecond', value: sustained.perSecond, ends: sustained.interval },
      { name: 'headroom', series: '', unit: 'times', value: headroom },
    ]),
    ...cells.flatMap((cell) => figures(ofLoad(cell), cell.calls, cell.offeredPerSecond)),
    ...figures(
      losses.map(({ kind, name, perSecond, interval }) => ({
        name: 'sustained.without',
        series: `${kind} ${name}`,
        unit: 'perSecond' as const,
        value: perSecond,
        ends: interval,
      })),
    ),
    ...months.flatMap(({ times, perSecond, usd, wastedUsd, cny, vnd }) => {
      const series = `x${times}`
      const amounts = [
        { name: 'month', series, unit: 'usd', value: usd },
        { name: 'month.wasted', series, unit: 'usd', value: wastedUsd },
        { name: 'month', series, unit: 'cny', value: cny },
        { name: 'month', series, unit: 'vnd', value: vnd },
      ] as const
      return figures(amounts, null, perSecond)
    }),
    ...(policies?.outcomes ?? []).flatMap((outcome) => figures(ofPolicy(outcome), null, policies!.perSecond)),
  ]
}

/** What is not known is left out. */
function figures(told: readonly Told[], n: number | null = null, load: number | null = null): PlanFigure[] {
  return told.flatMap(({ name, series, unit, value, ends }) => {
    const [low, high] = ends ?? [null, null]
    return value === null ? [] : [{ name, series, unit, value, low, high, n, load }]
  })
}

const percentiles = ['p50', 'p90', 'p95', 'p99', 'p99.9'] as const

function ofLoad(cell: PlanCell): Told[] {
  const perGood = cell.cost?.perGoodUsd ?? null
  const percentileOf = (family: 'ttft' | 'total') =>
    percentiles.map((name): Told => {
      const { value, interval } = cell[`${family}Ms`][name]
      return { name: `${family}.${name}`, series: '', unit: 'ms', value, ends: interval }
    })
  return [
    { name: 'slo.kept', series: '', unit: 'share', value: cell.isSustained ? 1 : 0 },
    { name: 'success', series: '', unit: 'share', value: cell.successShare, ends: cell.successInterval },
    { name: 'goodput', series: '', unit: 'perSecond', value: cell.goodPerSecond },
    { name: 'goodput.share', series: '', unit: 'share', value: cell.goodShare },
    { name: 'throughput', series: '', unit: 'perSecond', value: cell.achievedPerSecond },
    { name: 'fallback.share', series: '', unit: 'share', value: cell.fallbackShare },
    { name: 'refused.share', series: '', unit: 'share', value: cell.refusedShare },
    { name: 'attempts.perCall', series: '', unit: 'perCall', value: cell.attemptsPerCall },
    { name: 'inFlight', series: '', unit: 'atOnce', value: cell.meanInFlight },
    ...percentileOf('ttft'),
    ...percentileOf('total'),
    { name: 'cost.per1kGood', series: '', unit: 'usd', value: perGood === null ? null : perGood * 1_000 },
    { name: 'waste.share', series: '', unit: 'share', value: cell.cost?.wastedShare ?? null },
    ...cell.quotas.flatMap(({ model, resource, p95, share }): Told[] => [
      { name: resource, series: model, unit: resource === 'concurrency' ? 'atOnce' : 'perMinute', value: p95 },
      { name: `${resource}.share`, series: model, unit: 'share', value: share },
    ]),
  ]
}

function ofPolicy(outcome: PolicyOutcome): Told[] {
  const series = outcome.policy
  return [
    { name: 'outage.amplification', series, unit: 'perCall', value: outcome.amplificationDuring },
    { name: 'outage.amplificationAfter', series, unit: 'perCall', value: outcome.amplificationAfter },
    { name: 'outage.goodShare', series, unit: 'share', value: outcome.goodShareDuring },
    { name: 'outage.goodShareAfter', series, unit: 'share', value: outcome.goodShareAfter },
    // Never is infinitely late.
    { name: 'outage.recovery', series, unit: 'ms', value: outcome.recoversAfterMs ?? 'Infinity' },
    { name: 'outage.costPer1kGood', series, unit: 'usd', value: per1k(outcome.costPerGoodUsd) },
  ]
}

function per1k(usd: number | null): number | null {
  return usd === null ? null : usd * 1_000
}
