import type { PlanReport, PolicyComparison } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { figure } from '../../charts/figure.ts'
import { lineChart, type Line } from '../../charts/lineChart.ts'
import { amplificationOfPolicies } from './amplification.ts'
import { html, type Html } from '../template.ts'

const words = messages.planCharts
const { policies: texts } = words
const { percent, none } = messages.charts

const nameOf = (policy: string) => (texts.names as Readonly<Record<string, string>>)[policy] ?? policy

/** What each policy sends and what comes of it, through an outage and after it; null where none was compared. */
export function policiesThroughOutage({ policies }: PlanReport): Html | null {
  if (policies === null) return null
  return html`${overTime(policies, 'wire', 'wirePerSecond')}${overTime(policies, 'good', 'goodPerSecond')}${amplificationOfPolicies(policies)}`
}

function overTime(comparison: PolicyComparison, kind: 'wire' | 'good', field: 'wirePerSecond' | 'goodPerSecond'): Html {
  const { outcomes, outage, durationMs } = comparison
  const { title, note } = texts[kind]
  const lines = outcomes.map(({ policy, points }, series): Line => ({
    name: nameOf(policy),
    series,
    points: points.map((point) => ({
      x: point.atMs,
      y: point[field],
      says: `${texts.seconds(point.atMs)}: ${words.rate(point[field])}`,
    })),
  }))
  const most = Math.max(comparison.perSecond, ...outcomes.flatMap(({ points }) => points.map((point) => point[field])))
  return figure({
    id: `policies-${kind}`,
    title,
    note,
    chart: lineChart({
      id: `chart-policies-${kind}`,
      title,
      description: texts.say(outcomes.length),
      x: { label: texts.time, kind: 'linear', low: 0, high: durationMs, format: texts.seconds },
      y: { label: texts.axis, kind: 'linear', low: 0, high: most * 1.05, format: messages.format.number },
      lines,
      limits: [{ at: comparison.perSecond, name: texts.offered }],
      bands: [{ from: outage.fromMs, to: outage.toMs, name: texts.outage(outage.models, outage.fault), ink: 'unsure' }],
    }),
    data: tableOf(comparison),
  })
}

function tableOf({ outcomes }: PolicyComparison) {
  const { columns } = texts
  return {
    columns: [
      columns.policy,
      columns.during,
      columns.after,
      columns.goodDuring,
      columns.goodAfter,
      columns.recovers,
      columns.cost,
    ],
    rows: outcomes.map((one) => [
      nameOf(one.policy),
      one.amplificationDuring.toFixed(2),
      one.amplificationAfter.toFixed(2),
      percent(one.goodShareDuring),
      percent(one.goodShareAfter),
      one.recoversAfterMs === null ? texts.never : texts.recovers(one.recoversAfterMs),
      one.costPerGoodUsd === null ? none : words.months.usd(one.costPerGoodUsd),
    ]),
  }
}
