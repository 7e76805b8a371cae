import type { PlanReport, PolicyComparison } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { figure } from '../../charts/figure.ts'
import { lineChart } from '../../charts/lineChart.ts'
import { stackedBars } from '../../charts/stackedBars.ts'
import type { Html } from '../template.ts'

const words = messages.planner.amplification
const plan = messages.planCharts
const { percent } = messages.charts

const times = (factor: number) => factor.toFixed(2)

/** Requests on the wire by calls, as load grows; null where not one call was made. */
export function amplificationAgainstLoad({ cells, sustained }: PlanReport): Html | null {
  if (cells.every(({ calls }) => calls === 0)) return null
  const factors = cells.map(({ attemptsPerCall }) => attemptsPerCall)
  const [least, most] = [Math.min(...factors), Math.max(...factors)]
  const ends = cells.map(({ offeredPerSecond }) => offeredPerSecond)
  /** Half-way to its neighbours. */
  const edge = (index: number) => ((ends[index] ?? ends.at(-1)!) + (ends[index - 1] ?? 0)) / 2
  const [from, to] = sustained.interval
  return figure({
    id: 'amplification-vs-load',
    title: words.load.title,
    note: words.load.note,
    chart: lineChart({
      id: 'chart-amplification-vs-load',
      title: words.load.title,
      description: words.load.say(cells.length, times(most)),
      x: {
        label: plan.offered,
        kind: 'linear',
        low: 0,
        high: Math.max(1e-9, ...ends) * 1.02,
        format: messages.format.number,
      },
      y: {
        label: words.axis,
        kind: 'linear',
        low: Math.min(1, least),
        high: Math.max(1.2, most * 1.02),
        format: messages.format.number,
      },
      lines: [
        {
          name: words.load.line,
          series: 0,
          points: cells.map(({ offeredPerSecond, attemptsPerCall, isSustained }) => ({
            x: offeredPerSecond,
            y: attemptsPerCall,
            says: `${plan.rate(offeredPerSecond)}: ${times(attemptsPerCall)}`,
            isDoubtful: !isSustained,
          })),
        },
      ],
      bands: [{ from, to, name: plan.latency.sustained, ink: 'good' }],
      ...(cells.every(({ refusedShare }) => refusedShare === 0)
        ? {}
        : {
            bars: {
              name: words.load.refused,
              values: cells.map(({ offeredPerSecond, refusedShare }, index) => ({
                from: edge(index),
                to: edge(index + 1),
                share: refusedShare,
                says: `${plan.rate(offeredPerSecond)}: ${percent(refusedShare)}`,
              })),
            },
          }),
    }),
    data: {
      columns: [plan.offered, words.axis, words.load.refused],
      rows: cells.map((cell) => [
        plan.rate(cell.offeredPerSecond),
        times(cell.attemptsPerCall),
        percent(cell.refusedShare),
      ]),
    },
  })
}

const spans = ['during', 'after'] as const

/** The same of each policy, while models are down and after it. */
export function amplificationOfPolicies({ outcomes }: PolicyComparison): Html {
  const { names, columns } = plan.policies
  const nameOf = (policy: string) => (names as Readonly<Record<string, string>>)[policy] ?? policy
  const of = (one: PolicyComparison['outcomes'][number], span: (typeof spans)[number]) =>
    span === 'during' ? one.amplificationDuring : one.amplificationAfter
  return figure({
    id: 'policies-amplification',
    title: words.policies.title,
    note: words.policies.note,
    chart: stackedBars({
      id: 'chart-policies-amplification',
      title: words.policies.title,
      description: words.policies.say(outcomes.length),
      parts: [
        { name: words.policies.call, ink: 's0' },
        { name: words.policies.more, ink: 'bad' },
      ],
      bars: outcomes.flatMap((one) =>
        spans.map((span) => {
          const factor = of(one, span)
          const parts = [Math.min(1, factor), Math.max(0, factor - 1)]
          return {
            name: words.policies.bar(nameOf(one.policy), words.policies[span]),
            total: times(factor),
            parts: parts.map((value, part) => ({ part, value, says: times(value) })),
          }
        }),
      ),
    }),
    data: {
      columns: [columns.policy, columns.during, columns.after],
      rows: outcomes.map((one) => [nameOf(one.policy), ...spans.map((span) => times(of(one, span)))]),
    },
  })
}
