import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import { shortened, timelineOf, type TimelineRow } from '../timeline.ts'

const lanes = messages.timeline
const rowsAtMost = 14
/** A model's answer in a line would bury all else. */
const longestText = 160

/** What happened in a run that broke, a line a moment: `>` proves the breach, `x` is the breach. */
export function excerptLines(run: Pick<RunReport, 'excerpt' | 'judged'>): string[] {
  const rows = shortened(timelineOf(run), rowsAtMost)
  const instants = rows.map(({ atMs }) => `${messages.format.number(Math.round(atMs))} ms`)
  const widest = Math.max(0, ...instants.map(({ length }) => length))
  const manyCalls = new Set(rows.flatMap(({ call }) => call ?? [])).size > 1
  return rows.flatMap((row, index) => [
    ...(row.leftOutBefore > 0 ? [`  … ${lanes.leftOut(row.leftOutBefore)}`] : []),
    line(row, instants[index]!.padStart(widest), manyCalls),
  ])
}

function line({ lane, call, text, proves, breaks }: TimelineRow, at: string, manyCalls: boolean): string {
  const sign = breaks.length > 0 ? 'x' : proves.length > 0 ? '>' : ' '
  const whose = manyCalls && call !== null ? `${messages.console.call(call)}: ` : ''
  const told = visible(whose + text)
  const shown = told.length > longestText ? `${told.slice(0, longestText)}…` : told
  return `${sign} ${at}  ${lanes[lane].padEnd(8)}  ${shown}`
}
