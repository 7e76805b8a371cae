import type { PlanReport } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { figure } from '../../charts/figure.ts'
import { lineChart, type Line } from '../../charts/lineChart.ts'
import { html, type Html } from '../template.ts'

const words = messages.planCharts
const { quotas } = words
const { percent } = messages.charts
const { number } = messages.format

/** How full each quota is at each load: the one that meets the dashed line first binds. */
export function quotaUse({ cells }: PlanReport): Html {
  const used = cells.flatMap((cell) => cell.quotas.map((quota) => ({ load: cell.offeredPerSecond, ...quota })))
  if (used.length === 0) return html`<p>${quotas.none}</p>`
  const names = [...new Set(used.map(({ model, resource }) => words.of(words.resources[resource], model)))]
  const lines = names.map((name, series): Line => {
    const points = used.filter(({ model, resource }) => words.of(words.resources[resource], model) === name)
    return {
      name,
      series,
      points: points.map(({ load, share }) => ({ x: load, y: share, says: `${words.rate(load)}: ${percent(share)}` })),
    }
  })
  const { columns } = quotas
  return figure({
    id: 'quota-use',
    title: quotas.title,
    note: quotas.note,
    chart: lineChart({
      id: 'chart-quota-use',
      title: quotas.title,
      description: quotas.say,
      x: {
        label: words.offered,
        kind: 'linear',
        low: 0,
        high: Math.max(1e-9, ...used.map(({ load }) => load)) * 1.02,
        format: number,
      },
      y: {
        label: quotas.axis,
        kind: 'linear',
        low: 0,
        high: Math.max(1.1, ...used.map(({ share }) => share)),
        format: percent,
      },
      lines,
      limits: [{ at: 1, name: quotas.limit }],
    }),
    data: {
      columns: [columns.load, columns.model, columns.what, columns.limit, columns.p95, columns.share, columns.refusals],
      rows: used.map(({ load, model, resource, limit, p95, share, refusals }) => [
        words.rate(load),
        model,
        words.resources[resource],
        number(limit),
        number(Math.round(p95)),
        percent(share),
        number(refusals),
      ]),
    },
  })
}
