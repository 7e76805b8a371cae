import { Problem } from '../harness/problem.ts'
import { provenance } from '../harness/provenance.ts'
import { messages } from '../messages/index.ts'
import { inertLine, visible } from '../reporters/harmless.ts'
import { exitCodeOfProblem, exitCodes, type ExitCode } from './exitCodes.ts'
import type { Io } from './io.ts'

const { labels, bug } = messages.errors

/** A problem in three lines: what, where, how to mend it. Anything else is a bug of ours, and looks like one. */
export function explain(error: unknown, argv: readonly string[], { err }: Pick<Io, 'err'>): ExitCode {
  if (error instanceof Problem) {
    for (const part of ['what', 'where', 'mend'] as const) {
      err.write(`${inertLine(`${labels[part]} ${visible(error.text[part])}`)}\n`)
    }
    return exitCodeOfProblem[error.kind]
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  const lines = [bug.headline(message), ...(stack ?? '').split('\n').slice(1)]
  for (const line of lines) err.write(`${inertLine(visible(line))}\n`)
  sayHowToReport(['brownout', ...argv].join(' '), err)
  return exitCodes.bug
}

export function sayHowToReport(command: string, err: Io['err']): void {
  const { version, commit } = provenance()
  const made = commit === null ? version : `${version}, ${commit}`
  err.write(`${visible(bug.report(command, made))}\n`)
}
