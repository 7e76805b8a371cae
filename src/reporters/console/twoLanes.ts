import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import type { TimelineRow } from '../timeline.ts'
import { cutTo, wrap } from './layout.ts'
import type { Terminal } from './terminal.ts'

const words = messages.console
const lanes = messages.timeline

/** Where a deed travels: the upstream's lane is on the left, the client's on the right. */
const arrows = { out: '<-', in: '->', none: '  ' }
/** Before the lanes: four spaces of the story, the sign of a proof, a space. */
const gutter = 6
const widestLane = 60
/** A long answer ends in an ellipsis: report.json holds it whole. */
const linesAtMost = 3

interface Columns {
  readonly left: number
  readonly time: number
  readonly right: number
  readonly namesCalls: boolean
}

/** What the upstream did on the left, what the client did on the right, the time in ms between them. */
export function twoLanes(terminal: Terminal, rows: readonly TimelineRow[]): void {
  if (rows.length === 0) return
  const columns = columnsFor(rows, terminal.columns)
  const { left, time } = columns
  const head = `${lanes.upstream.padEnd(left)} ${words.milliseconds.padStart(time)}    ${lanes.client}`
  const signs = `   ${words.proofSigns}`
  const room = terminal.columns - gutter - head.length
  terminal.line(terminal.paint('dim', ' '.repeat(gutter) + head + (signs.length <= room ? signs : '')))
  let before: string | undefined
  for (const row of rows) {
    if (row.leftOutBefore > 0) {
      terminal.line(terminal.paint('dim', ' '.repeat(gutter) + words.leftOut(row.leftOutBefore)))
      before = undefined
    }
    const at = instant(row)
    moment(terminal, row, at === before ? '' : at, columns)
    before = at
  }
}

function moment(terminal: Terminal, row: TimelineRow, at: string, { left, time, right, namesCalls }: Columns): void {
  const isLeft = row.lane === 'upstream'
  const call = namesCalls && row.call !== null ? `${words.call(row.call)}: ` : ''
  const width = isLeft ? left : right
  const told = wrapped(call + visible(row.text), width)
  const sign = row.breaks.length > 0 ? 'x' : row.proves.length > 0 ? '>' : ' '
  told.forEach((text, index) => {
    const middle = index === 0 ? `${at.padStart(time)} ${arrows[row.arrow ?? 'none']}` : ' '.repeat(time + 3)
    const [ofUpstream, ofClient] = isLeft ? [text, ''] : ['', text]
    const line = `    ${index === 0 ? sign : ' '} ${ofUpstream.padEnd(left)} ${middle} ${ofClient}`
    terminal.line(sign === ' ' ? line : terminal.paint(sign === 'x' ? 'red' : 'bold', line.trimEnd()))
  })
  if (row.breaks.length === 0) return
  const indent = ' '.repeat(isLeft ? gutter : gutter + left + time + 5)
  for (const text of wrapped(words.breaks(row.breaks.map(visible)), isLeft ? left : right))
    terminal.line(terminal.paint('red', indent + text))
}

function wrapped(text: string, width: number): string[] {
  const lines = wrap(text, width, 2)
  if (lines.length <= linesAtMost) return lines
  return [...lines.slice(0, linesAtMost - 1), cutTo(`${lines[linesAtMost - 1]!}…${' '.repeat(width)}`.trimEnd(), width)]
}

function columnsFor(rows: readonly TimelineRow[], columns: number): Columns {
  const time = Math.max(words.milliseconds.length, ...rows.map((row) => instant(row).length))
  const both = columns - gutter - 1 - time - 1 - 2 - 1
  const left = Math.min(widestLane, Math.floor(both / 2))
  const right = Math.min(widestLane, both - left)
  const calls = new Set(rows.flatMap(({ call }) => (call === null ? [] : [call])))
  return { left, time, right, namesCalls: calls.size > 1 }
}

/** To a tenth of a millisecond. */
function instant({ atMs }: TimelineRow): string {
  return messages.format.number(Math.round(atMs * 10) / 10)
}
