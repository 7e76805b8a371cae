import type { Report, Reporter } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { csvLine } from './csvLine.ts'
import { judgementsOf } from './judgements.ts'
import { measurementsOf } from './measurements.ts'
import { planFiguresOf } from './plan/planFigures.ts'

/** The columns, in this order; they stay as they are, new ones come last. */
const columns = [
  'kind',
  'target',
  'world',
  'scenario',
  'name',
  'series',
  'verdict',
  'value',
  'low',
  'high',
  'unit',
  'n',
  'why',
  'again',
  'load',
] as const

/** A row for each run, rule, gate, metric, and figure of a plan, for spreadsheets and data frames. Source: RFC 4180. */
export const csv: Reporter = {
  name: 'csv',
  doc: messages.reporters.csv,
  render: (report) => {
    const judged = judgementsOf(report).map(
      ({ kind, target, world, scenario, name, series, verdict, checked, why, again }) =>
        csvLine([
          kind,
          target,
          world,
          scenario,
          name,
          series,
          verdict,
          null,
          null,
          null,
          '',
          checked,
          why,
          again,
          null,
        ]),
    )
    const { workload, world } = report.bench?.plan ?? { workload: { name: '' }, world: '' }
    const measured = measurementsOf(report).map(({ metric, series, unit, value, low, high, n }) =>
      csvLine([
        'metric',
        messages.outputs.bench,
        world,
        workload.name,
        metric,
        series,
        '',
        value,
        low,
        high,
        unit,
        n,
        '',
        '',
        null,
      ]),
    )
    return [{ file: 'report.csv', content: [csvLine(columns), ...judged, ...measured, ...planned(report)].join('') }]
  },
}

function planned({ plan }: Report): string[] {
  if (plan === undefined) return []
  const place = ['metric', messages.outputs.plan, 'virtual', plan.input.workload.name] as const
  return planFiguresOf(plan).map(({ name, series, unit, value, low, high, n, load }) =>
    csvLine([...place, name, series, '', value, low, high, unit, n, '', '', load]),
  )
}
