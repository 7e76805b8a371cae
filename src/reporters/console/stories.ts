import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { againCommand } from '../commands.ts'
import { isTold } from '../cells.ts'
import { brokenRules, type BrokenRule } from '../digest.ts'
import { visible } from '../harmless.ts'
import { cutTo } from './layout.ts'
import { breach, commandLines, longestMessage, whatHappened } from './story.ts'
import type { Terminal } from './terminal.ts'

const words = messages.console

/** Stories told in full; further ones get their sentence and their replay. */
const toldAtMost = 5
/** Every run that broke, crashed or has no verdict: what happened, and what to type next. */
export function stories(terminal: Terminal, runs: readonly RunReport[], single: boolean): void {
  let told = 0
  for (const run of runs) {
    if (isTold(run)) {
      broken(terminal, run, single, told < toldAtMost)
      told++
    } else if (run.verdict === 'crashed' || (run.verdict === 'no-verdict' && run.cell === undefined)) {
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
  if (inFull) whatHappened(terminal, run)
  next(terminal, run, inFull ? rules : [])
}

function next(terminal: Terminal, run: RunReport, rules: readonly BrokenRule[]): void {
  commandLines(terminal, againCommand(run), rules)
}

function reasonOf({ reason, verdict }: RunReport): string {
  return cutTo(visible(reason ?? messages.verdicts[verdict]), longestMessage)
}

function name({ scenario, target, world }: RunReport, single: boolean): string {
  return single ? visible(scenario) : `${visible(scenario)} (${words.place(visible(target), messages.worlds[world])})`
}
