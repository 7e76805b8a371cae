import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { breach, commandLines, Terminal, whatHappened } from '../../reporters/console/index.ts'
import { visible } from '../../reporters/harmless.ts'
import type { Told } from './resilienceError.ts'

const words = messages.suite

/** As wide as test runners print. */
const columns = 100

/** The whole story in plain text: which rule, the proof, where the rule stands, both sides, and what to type next. */
export function complaintText(run: RunReport, { verdict, rules, reason, hints, command }: Told): string {
  let text = ''
  const terminal = new Terminal({ write: (part) => void (text += part), isTTY: false, columns, colour: false })
  const { scenario, world, seed } = run
  const place = words.place(visible(scenario), messages.worlds[world], seed)
  terminal.paragraph(
    verdict === 'broke'
      ? words.broke(rules.length, place)
      : words[verdict](place, visible(reason ?? words.nothingTested)),
    2,
  )
  for (const hint of hints) terminal.paragraph(`  ${words.hint} ${hint}`, 4)
  for (const rule of rules) {
    terminal.line()
    terminal.paragraph(`  x ${rule.invariant} (${messages.report.strength[rule.strength]}): ${breach(rule)}`, 4)
    terminal.paragraph(`    ${words.rule} ${visible(rule.requirement)}`, 6)
    terminal.paragraph(`    ${words.source} ${visible(rule.source)}`, 6)
  }
  if (verdict === 'broke') whatHappened(terminal, run)
  terminal.line()
  commandLines(terminal, command, rules)
  return text.trimEnd()
}
