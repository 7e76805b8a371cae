import { figureOf } from '../figure.ts'
import { CallCursor } from '../metrics/callCursor.ts'
import type { MetricName } from '../metrics/index.ts'
import type { SampleTable } from '../metrics/sampleTable.ts'
import type { CallLimit } from '../metrics/slo.ts'
import { comparedMetrics } from './comparedMetrics.ts'
import { comparedOf, type ComparedMetric } from './comparedOf.ts'
import type { Finding } from './finding.ts'
import { judgeChanges, type JudgedChange } from './judgeChanges.ts'
import { pairedRows, type RowPairs } from './pairedRows.ts'

export interface CompareOptions {
  /** A share: within it a change is none. */
  readonly margin: number
  readonly slo: readonly CallLimit[]
  /** Same plan and seed: each call has its counterpart. */
  readonly isSamePlan: boolean
}

/** Every compared metric of every series that both runs have, judged together. */
export function compareTables(before: SampleTable, after: SampleTable, options: CompareOptions): Finding[] {
  const common = before.series.list.filter((series) => after.series.list.includes(series))
  const sides = common.map((series) => {
    const rows = pairedRows(before, after, series, options.isSamePlan)
    return { series, rows, before, after }
  })
  return findingsOf(sides, options)
}

interface ComparedSides {
  /** What findings say whose they are. */
  readonly series: string
  readonly rows: RowPairs
  readonly before: SampleTable
  readonly after: SampleTable
}

/** What was found of all these sides, judged together: the more is compared, the surer each change has to be. */
export function findingsOf(
  all: readonly ComparedSides[],
  { margin, slo }: Omit<CompareOptions, 'isSamePlan'>,
): Finding[] {
  const compared = all.flatMap(({ series, rows, before, after }) => {
    const sides = {
      before: { cursor: new CallCursor(before, slo), rows: rows.before },
      after: { cursor: new CallCursor(after, slo), rows: rows.after },
      isPaired: rows.isPaired,
    }
    return comparedMetrics(slo.length > 0).flatMap((metric) => {
      const one = comparedOf(metric, sides, margin)
      return one === undefined ? [] : [{ ...one, metric, series }]
    })
  })
  const judged = judgeChanges(compared)
  return compared.map((one, index) => findingOf(one, judged[index]!, all.length))
}

function findingOf(
  compared: ComparedMetric & { readonly metric: MetricName; readonly series: string },
  { word, limits, adjustedP, neededN }: JudgedChange,
  seriesCount: number,
): Finding {
  const { metric, series, before, after, scale, estimate, margin, spreadChance } = compared
  const shown = (value: number) => figureOf(scale === 'ratio' ? Math.expm1(value) : value)
  return {
    metric,
    series,
    word,
    before: figureOf(before),
    after: figureOf(after),
    scale,
    change: figureOf(scale === 'ratio' ? after / before - 1 : after - before),
    interval: limits === undefined ? null : [shown(limits.low), shown(limits.high)],
    margin: scale === 'ratio' ? Math.expm1(margin) : margin,
    adjustedP,
    n: estimate.n,
    neededN,
    spreadChanged: (word === 'same' || word === 'unsure') && spreadChance * seriesCount <= 0.01,
  }
}
