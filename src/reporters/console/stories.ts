import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { helpCommand, replayCommand } from '../commands.ts'
import { brokenRules, type BrokenRule } from '../digest.ts'
import { visible } from '../harmless.ts'
import { shortened, timelineOf } from '../timeline.ts'
import { cutTo } from './layout.ts'
import { twoLanes } from './twoLanes.ts'
import type { Terminal } from './terminal.ts'

const words = messages.console

/** Stories told in full; further ones get their sentence and their replay. */
const toldAtMost = 5
const rowsAtMost = 14
const upstreamLinesAtMost = 6
/** A stack trace or a model's answer in a message would bury all else; report.json holds it whole. */
const longestMessage = 480
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
  if (inFull) {
    theDay(terminal, run)
    twoLanes(terminal, shortened(timelineOf(run), rowsAtMost))
  }
  next(terminal, run, inFull ? rules : [])
}

function breach({ requirement, result }: BrokenRule): string {
  const { violations } = result
  const message = cutTo(visible(violations[0]?.message ?? requirement), longestMessage)
  return violations.length > 1 ? `${message} ${words.times(violations.length)}` : message
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
