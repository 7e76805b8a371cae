import { numberOf, type Figure } from '../../../bench/figure.ts'
import type { Finding } from '../../../bench/compare/finding.ts'
import type { MetricName } from '../../../bench/metrics/index.ts'
import type { BenchReport } from '../../../harness/bench/benchReport.ts'
import { messages } from '../../../messages/index.ts'
import type { Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import { cut } from '../../charts/draw.ts'
import { forestChart } from '../../charts/forestChart.ts'
import type { Ink } from '../../charts/ink.ts'
import { findingRow } from '../../compare/rows.ts'
import type { Html } from '../template.ts'

const words = messages.benchCharts.forest

/** What is drawn; the table has all that was compared. Shares have no ratio, and stand there alone. */
const drawn = [
  'cost.per1kGood',
  'ttft.p50',
  'ttft.p95',
  'total.p50',
  'total.p95',
] as const satisfies readonly MetricName[]
/** Ratios from a third to three times: beyond it how much exactly is read, not seen. */
const [least, most] = [1 / 3, 3]
const ticks = [1 / 3, 1 / 2, 0.8, 1, 1.25, 2, 3]

const inks: Readonly<Record<Finding['word'], Ink>> = { better: 'good', worse: 'bad', same: 'quiet', unsure: 'unsure' }

/** Every model against the first, metric by metric; null where there is nothing to compare. */
export function againstFirst({ models, summary }: BenchReport): Html | null {
  const shown = (models?.findings ?? []).filter(({ metric }) => (drawn as readonly string[]).includes(metric))
  if (models === null || shown.length === 0) return null
  const placeOf = (name: string) => summary.series.findIndex(({ series }) => series === name)
  const axis: Axis = {
    label: words.x(cut(models.baseline, 24)),
    kind: 'log',
    low: least,
    high: most,
    format: words.tick,
    ticks,
  }
  return figure({
    id: 'models-compared',
    title: words.title(models.baseline),
    note: words.note,
    chart: forestChart({
      id: 'chart-models-compared',
      title: words.title(models.baseline),
      description: words.say(shown.length),
      x: axis,
      zero: 1,
      margin: { from: 1 / (1 + models.margin), to: 1 + models.margin, name: words.margin(models.margin) },
      groups: drawn.flatMap((metric) => {
        const rows = shown.filter((finding) => finding.metric === metric)
        return rows.length === 0
          ? []
          : [{ name: words.metrics[metric], rows: rows.map((finding) => rowOf(finding, placeOf(finding.series))) }]
      }),
    }),
    data: tableOf(models.findings),
  })
}

function rowOf(finding: Finding, series: number) {
  const { interval, change, word } = finding
  const row = findingRow(finding)
  const ratio = (figureOfChange: Figure) => 1 + numberOf(figureOfChange)
  return {
    name: finding.series,
    series,
    value: ratio(change),
    span: interval === null ? null : ([ratio(interval[0]), ratio(interval[1])] as const),
    word: row.verdict,
    ink: inks[word],
    // A change of many hundred percent is read as so many times.
    figure: ratio(change) >= most ? words.times(ratio(change)) : row.change,
    says: `${finding.series}: ${row.before} → ${row.after}, ${row.limits}`,
  }
}

function tableOf(findings: readonly Finding[]) {
  const { heads } = messages.compare
  return {
    columns: [heads.series, heads.metric, words.first, words.own, heads.change, words.limits, heads.verdict],
    rows: findings.map((finding) => {
      const { series, metric, before, after, change, limits, verdict, needed } = findingRow(finding)
      return [series, metric, before, after, change, limits, needed === '' ? verdict : `${verdict}, ${needed}`]
    }),
  }
}
