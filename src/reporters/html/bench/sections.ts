import type { BenchSummary } from '../../../bench/metrics/benchSummary.ts'
import type { Report } from '../../../harness/report.ts'
import { messages } from '../../../messages/index.ts'
import { html, type Html } from '../template.ts'
import type { Section } from '../page.ts'
import { singleCalls } from './calls.ts'
import { errorTable } from './errors.ts'
import { againstFirst } from './forest.ts'
import { runHistory } from './history.ts'
import { modelRanges, percentileTable } from './latency.ts'
import { modelTable } from './models.ts'
import { moneyChart } from './money.ts'
import { costAgainstLatency } from './pareto.ts'
import { attemptsChart, outcomeFlow } from './outcomes.ts'
import { latencyOverTime } from './overTime.ts'
import { runOverTime } from './runOverTime.ts'
import { spectrum } from './spectrum.ts'
import { gateList, lightList } from './verdicts.ts'
import { firstTokenAgainstPrompt, tokensInAndOut } from './workload.ts'

const words = messages.charts

/** What a benchmark found, in the order in which a team asks: can I believe it, did it hold, how do models compare. */
export function benchSections(report: Report): Section[] {
  const { bench } = report
  if (bench === undefined) return []
  const { summary, gates } = bench
  const isEmpty = summary.whole.calls === 0
  const sections = [
    { id: 'gates', title: words.gates, content: gateList(gates) },
    { id: 'validity', title: messages.benchReport.validity, content: lightList(summary.lights) },
    {
      id: 'bench',
      title: messages.benchReport.comparison,
      content: html`${modelTable(summary)}${costAgainstLatency(summary)}${againstFirst(bench)}${modelRanges(summary)}`,
    },
    {
      id: 'latency',
      title: words.latency.title,
      content: isEmpty ? null : html`${percentileTable(summary)}${spectrum(summary)}`,
    },
    {
      id: 'over-time',
      title: messages.benchCharts.flow.title,
      content: isEmpty ? null : html`${runOverTime(bench)}${latencyOverTime(bench)}`,
    },
    {
      id: 'outcomes',
      title: words.outcomes.title,
      content: isEmpty ? null : html`${outcomeFlow(summary)}${attemptsChart(summary)}${errorTable(summary)}`,
    },
    { id: 'money', title: words.money.title, content: isEmpty ? null : moneyChart(summary) },
    { id: 'workload', title: messages.benchCharts.workload.heading, content: workload(summary) },
    { id: 'history', title: messages.benchCharts.history.heading, content: runHistory(report) },
    { id: 'calls', title: words.calls.title, content: singleCalls(summary) },
  ]
  return sections.flatMap(({ id, title, content }) => (content === null ? [] : [{ id, title, content }]))
}

function workload(summary: BenchSummary): Html | null {
  const [tokens, first] = [tokensInAndOut(summary), firstTokenAgainstPrompt(summary)]
  return tokens === null && first === null ? null : html`${tokens}${first}`
}
