import { mostJudgedEvents, type JudgedEvents } from './judgedEvents.ts'
import type { Judgement } from '../../invariants/index.ts'
import { messages } from '../../messages/index.ts'
import { helpCommand } from '../../reporters/commands.ts'
import type { Terminal } from '../../reporters/console/terminal.ts'
import { visible } from '../../reporters/harmless.ts'
import { exitCodes, type ExitCode } from '../exitCodes.ts'

const words = messages.serve.verdict

/** What the rules say of the clients that came. */
export interface ServedVerdict {
  readonly judgements: readonly Judgement[]
  readonly exchanges: number
  /** Calls that could be told apart by their markers. */
  readonly calls: number
  readonly leftOut: number
}

export function verdictOn(judged: JudgedEvents, toleranceMs: number): ServedVerdict {
  const started = judged.events.filter((event) => event.type === 'exchange-started')
  const calls = new Set(started.flatMap(({ call }) => (call === null ? [] : [call])))
  const judgements = judged.judge(toleranceMs)
  return { judgements, exchanges: started.length, calls: calls.size, leftOut: judged.leftOut }
}

/** Nothing judged is no success. */
export function exitCodeOfVerdict({ judgements }: ServedVerdict): ExitCode {
  const verdicts = judgements.map(({ verdict }) => verdict.verdict)
  if (verdicts.includes('fail')) return exitCodes.broke
  return verdicts.includes('pass') ? exitCodes.held : exitCodes.noVerdict
}

export function showVerdict(terminal: Terminal, served: ServedVerdict): void {
  const { judgements, exchanges, calls, leftOut } = served
  const ended = (wanted: Judgement['verdict']['verdict']) =>
    judgements.filter(({ verdict }) => verdict.verdict === wanted).map(({ invariant }) => invariant.name)
  const [held, broke, unknown] = [ended('pass'), ended('fail'), ended('unknown')]
  terminal.line()
  if (exchanges === 0) return terminal.line(words.none)
  terminal.paragraph(words.sum(exchanges, calls, held.length, broke.length), 0)
  if (leftOut > 0) terminal.paragraph(words.leftOut(leftOut, mostJudgedEvents), 0, 'yellow')
  terminal.line()
  for (const { invariant, verdict } of judgements) {
    if (verdict.verdict !== 'fail') continue
    const { violations } = verdict
    const times = violations.length > 1 ? ` ${messages.console.times(violations.length)}` : ''
    terminal.paragraph(`  x ${invariant.name}: ${visible(violations[0]!.message)}${times}`, 4, 'red')
    terminal.line(`    ${terminal.paint('dim', messages.console.whyItMatters)} ${helpCommand(invariant.name)}`)
  }
  if (held.length > 0) terminal.paragraph(`  ${words.held} ${held.join(', ')}`, 4)
  if (unknown.length > 0) terminal.paragraph(`  ${words.unknown(unknown.length)} ${unknown.join(', ')}`, 4, 'dim')
  if (calls === 0) terminal.paragraph(`  ${words.noMarkers}`, 2, 'dim')
}
