import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { helpCommand, replayCommand } from '../commands.ts'
import { brokenRules, type BrokenRule } from '../digest.ts'
import { visible } from '../harmless.ts'
import { shortened, timelineOf, type TimelineRow } from '../timeline.ts'
import { cutTo } from './layout.ts'
import type { Terminal } from './terminal.ts'

const words = messages.console
const lanes = messages.timeline
const arrows = { out: '-> ', in: '<- ' }

/** Stories told in full; further ones get their sentence and their replay. */
const toldAtMost = 5
const rowsAtMost = 12
/** A stack trace or a model's answer in a message would bury all else; report.json holds it whole. */
const longestMessage = 480
/** How far right of the client's lane the upstream's begins; the client's lines may run on under it. */
const upstreamIndent = 14

/** Every run that broke, crashed or has no verdict: what happened, and what to type next. */
export function stories(terminal: Terminal, runs: readonly RunReport[], single: boolean): void {
  let told = 0
  for (const run of runs) {
    if (run.verdict === 'broke') {
      broken(terminal, run, single, told < toldAtMost)
      told++
    } else if (run.verdict === 'no-verdict' || run.verdict === 'crashed') {
      const crashed = run.verdict === 'crashed'
      const sentence = `${crashed ? '!' : '?'} ${name(run, single)}: ${reasonOf(run)}`
      terminal.paragraph(`  ${sentence}`, 4, crashed ? 'red' : 'yellow')
      next(terminal, run, [])
    }
  }
  if (told > toldAtMost) {
    terminal.paragraph(words.moreInReport(told - toldAtMost), 0)
    terminal.line()
  }
}

function broken(terminal: Terminal, run: RunReport, single: boolean, inFull: boolean): void {
  const rules = brokenRules(run)
  rules.forEach((rule, index) => {
    const start = index === 0 ? `  x ${name(run, single)}: ` : `    ${words.also} `
    terminal.paragraph(start + breach(rule), 4, 'red')
  })
  if (inFull) timeline(terminal, shortened(timelineOf(run), rowsAtMost))
  next(terminal, run, inFull ? rules : [])
}

function breach({ requirement, result }: BrokenRule): string {
  const { violations } = result
  const message = cutTo(visible(violations[0]?.message ?? requirement), longestMessage)
  return violations.length > 1 ? `${message} ${words.times(violations.length)}` : message
}

function timeline(terminal: Terminal, rows: readonly TimelineRow[]): void {
  if (rows.length === 0) return
  const at = rows.map(({ atMs }) => messages.format.instant(atMs))
  const call = rows.map((row) => (row.call === null ? '' : words.call(row.call)))
  const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length))
  const [atWidth, callWidth] = [widest(at), widest(call)]
  const start = 4 + 2 + atWidth + 2 + callWidth + 2
  const head = `${' '.repeat(start)}${lanes.client.padEnd(upstreamIndent)}${lanes.upstream}`
  terminal.line(terminal.paint('dim', `${head}   ${words.proofSign}`))
  rows.forEach((row, index) => {
    if (row.leftOutBefore > 0)
      terminal.line(terminal.paint('dim', ' '.repeat(start) + words.leftOut(row.leftOutBefore)))
    const proves = row.proves.length > 0
    const lane = row.lane === 'client' ? '' : ' '.repeat(upstreamIndent)
    const text = (row.arrow === null ? '' : arrows[row.arrow]) + visible(row.text)
    const line = `    ${proves ? '>' : ' '} ${at[index]!.padStart(atWidth)}  ${call[index]!.padEnd(callWidth)}  ${lane}${text}`
    terminal.line(proves ? terminal.paint('bold', cutTo(line, terminal.columns)) : cutTo(line, terminal.columns))
  })
}

/** Commands are never cut or broken: they are there to be copied. */
function next(terminal: Terminal, { token }: RunReport, rules: readonly BrokenRule[]): void {
  const commands: [string, string][] = [
    ...(token === null ? [] : [[words.again, replayCommand(token)] satisfies [string, string]]),
    ...rules.map(({ invariant }): [string, string] => [words.whyItMatters, helpCommand(invariant)]),
  ]
  const widest = Math.max(0, ...commands.map(([label]) => label.length))
  for (const [label, command] of commands) {
    terminal.line(`    ${terminal.paint('dim', label.padEnd(widest))} ${terminal.paint('cyan', visible(command))}`)
  }
  terminal.line()
}

function reasonOf({ reason, verdict }: RunReport): string {
  return cutTo(visible(reason ?? messages.verdicts[verdict]), longestMessage)
}

function name({ scenario, target, world }: RunReport, single: boolean): string {
  return single ? visible(scenario) : `${visible(scenario)} (${words.place(visible(target), messages.worlds[world])})`
}
