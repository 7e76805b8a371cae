import { leadersIn } from '../../bench/metrics/leaders.ts'
import { metricOf, type MetricName } from '../../bench/metrics/index.ts'
import type { SeriesSummary } from '../../bench/metrics/benchSummary.ts'
import { messages } from '../../messages/index.ts'
import { figureText } from '../../reporters/bench/figureText.ts'
import { visible } from '../../reporters/harmless.ts'

const words = messages.benchReport.leads

/** What somebody who chooses a model asks first. */
const asked = {
  cost: 'cost.per1kGood',
  ttft: 'ttft.p95',
  total: 'total.p95',
} as const satisfies Record<string, MetricName>

/** Which models are cheapest and fastest, in words; empty where no model can be told from the others. */
export function leadsOf(series: readonly SeriesSummary[]): string {
  const does = new Map<string, { readonly names: readonly string[]; readonly what: string[] }>()
  for (const [name, metric] of Object.entries(asked) as [keyof typeof asked, MetricName][]) {
    const leaders = leadersIn(series, metric)
    if (leaders === null) continue
    const names = leaders.series.map(visible).toSorted()
    const figure = figureText({ ...leaders.least, interval: null }, metricOf(metric).metric.unit)
    const what = words[name](names.length, figure)
    const key = names.join('\n')
    const known = does.get(key)
    if (known === undefined) does.set(key, { names, what: [what] })
    else known.what.push(what)
  }
  return Array.from(does.values(), ({ names, what }) => words.who(names, what)).join('; ')
}
