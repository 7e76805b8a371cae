import type { Reporter } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { csvLine } from './csvLine.ts'
import { judgementsOf } from './judgements.ts'
import { measurementsOf } from './measurements.ts'

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
] as const

/** A row for each run, rule, gate and metric, for spreadsheets and data frames. Source: RFC 4180. */
export const csv: Reporter = {
  name: 'csv',
  doc: messages.reporters.csv,
  render: (report) => {
    const judged = judgementsOf(report).map(
      ({ kind, target, world, scenario, name, series, verdict, checked, why, again }) =>
        csvLine([kind, target, world, scenario, name, series, verdict, null, null, null, '', checked, why, again]),
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
      ]),
    )
    return [{ file: 'report.csv', content: [csvLine(columns), ...judged, ...measured].join('') }]
  },
}
