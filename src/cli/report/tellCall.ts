import { Problem } from '../../harness/problem.ts'
import type { BenchRun } from '../../harness/bench/store/readRun.ts'
import { messages } from '../../messages/index.ts'
import { singleCall } from '../../reporters/console/singleCall.ts'
import { Terminal } from '../../reporters/console/terminal.ts'
import { exitCodes, type ExitCode } from '../exitCodes.ts'
import { looksOf, type Io } from '../io.ts'

/** Shows one call of a benchmark, by its number in the plan. Throws a `Problem` where no such call was recorded. */
export function tellCall(run: BenchRun | undefined, folder: string, call: number, { out, env }: Io): ExitCode {
  for (const record of run?.records() ?? []) {
    if (record.type !== 'sample' || record.call !== call) continue
    const terminal = new Terminal({ write: (text) => out.write(text), ...looksOf(out, env) })
    singleCall(terminal, record, run!.manifest.plan.deadlineMs)
    return exitCodes.held
  }
  throw new Problem('usage', messages.errors.noCall(call, folder))
}
