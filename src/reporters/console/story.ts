import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { helpCommand } from '../commands.ts'
import type { BrokenRule } from '../digest.ts'
import { visible } from '../harmless.ts'
import { shortened, timelineOf } from '../timeline.ts'
import { cutTo } from './layout.ts'
import type { Terminal } from './terminal.ts'
import { twoLanes } from './twoLanes.ts'

const words = messages.console

const rowsAtMost = 14
const upstreamLinesAtMost = 6
/** A stack trace or a model's answer in a message would bury all else; report.json holds it whole. */
export const longestMessage = 480

/** What the client did that it must not do, and how often. */
export function breach({ requirement, result }: BrokenRule): string {
  const { violations } = result
  const message = cutTo(visible(violations[0]?.message ?? requirement), longestMessage)
  return violations.length > 1 ? `${message} ${words.times(violations.length)}` : message
}

/** The day in words, then both sides of it moment by moment. */
export function whatHappened(terminal: Terminal, run: RunReport): void {
  theDay(terminal, run)
  twoLanes(terminal, shortened(timelineOf(run), rowsAtMost))
}

/** What the upstream was told to do, how it was called, and what the client had been told. */
function theDay(terminal: Terminal, { day }: RunReport): void {
  if (day === null) return
  terminal.line()
  const { labels } = messages.day
  const left = day.upstream.length - upstreamLinesAtMost
  const upstream = left > 0 ? [...day.upstream.slice(0, upstreamLinesAtMost), words.moreRules(left)] : day.upstream
  const facts: [string, string][] = [
    ...upstream.map((text, index): [string, string] => [index === 0 ? labels.upstream : '', text]),
    [labels.calls, day.calls],
    ...(day.policy === null ? [] : [[labels.policy, day.policy] satisfies [string, string]]),
  ]
  const widest = Math.max(...Object.values(labels).map(({ length }) => length))
  for (const [label, text] of facts)
    terminal.paragraph(`      ${label.padEnd(widest)}  ${visible(text)}`, 6 + widest + 4, 'dim')
  terminal.line()
}

/** What to type next. Commands are never cut or broken: they are there to be copied. */
export function commandLines(terminal: Terminal, again: string | null, rules: readonly BrokenRule[]): void {
  const commands: [string, string][] = [
    ...(again === null ? [] : [[words.again, again] satisfies [string, string]]),
    ...rules.map(({ invariant }): [string, string] => [words.whyItMatters, helpCommand(invariant)]),
  ]
  const widest = Math.max(0, ...commands.map(([label]) => label.length))
  for (const [label, command] of commands) {
    terminal.line(`    ${terminal.paint('dim', label.padEnd(widest))} ${terminal.paint('cyan', visible(command))}`)
  }
  terminal.line()
}
