import type { Finding, FindingState } from '../harness/doctor/finding.ts'
import { messages } from '../messages/index.ts'
import { Terminal, type ConsoleOptions, type Style } from './console/terminal.ts'
import { visible } from './harmless.ts'

const words = messages.doctor

const styles: Record<FindingState, Style> = { ok: 'green', warning: 'yellow', broken: 'red', note: 'dim' }
const markWidth = 2

export interface DoctorReporter {
  found(finding: Finding): void
  finished(findings: readonly Finding[]): void
}

/** A line a finding, as they come, with what to do about it below. */
export function createDoctorReporter(options: ConsoleOptions): DoctorReporter {
  const terminal = new Terminal(options)
  const hang = markWidth + 3
  return {
    found: ({ state, text, fix }) => {
      const mark = terminal.paint(styles[state], words.marks[state].padEnd(markWidth))
      const [first, ...rest] = paragraphs(visible(text), terminal.columns - hang)
      terminal.line(` ${mark}  ${first!}`)
      for (const line of rest) terminal.line(' '.repeat(hang) + line)
      if (fix !== null) terminal.paragraph(' '.repeat(hang) + words.fix(visible(fix)), hang)
    },
    finished: (findings) => {
      const count = (state: FindingState) => findings.filter((one) => one.state === state).length
      const [broken, warnings] = [count('broken'), count('warning')]
      terminal.line()
      if (broken > 0) terminal.line(words.broken(broken))
      else terminal.line(warnings > 0 ? words.fineWithWarnings(warnings) : words.fine)
    },
  }
}

/** Broken without the mark before it, whose colours have no width. */
function paragraphs(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= width || line === '') line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}
