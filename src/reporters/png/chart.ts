import type { ChartConfiguration } from 'chart.js'
import type { Report } from '../../harness/report.ts'
import type { Size } from './canvas.ts'

/** One picture of a report. */
export interface Chart {
  /** `<name>.png` in the run's folder. */
  readonly name: string
  readonly size: Size
  /** Pure, and new each time: chart.js writes into what it draws. Null where the report has nothing for it. */
  config(report: Report): ChartConfiguration | null
}

export const wide: Size = { width: 900, height: 480 }
