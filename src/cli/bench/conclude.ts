import { join } from 'node:path'
import type { EndedEarly } from '../../harness/bench/benchReport.ts'
import type { BenchFolder } from '../../harness/bench/store/benchFolder.ts'
import { runIn } from '../../harness/bench/compare/comparedRun.ts'
import { readRun } from '../../harness/bench/store/readRun.ts'
import { writeArtifacts } from '../../harness/runFolder.ts'
import { messages } from '../../messages/index.ts'
import { exitCodeOfSignal, exitCodes, type ExitCode } from '../exitCodes.ts'
import { isOnGithub, tellGithub } from '../github.ts'
import type { Io } from '../io.ts'
import { talkOf } from '../playAndReport.ts'
import type { Limits } from './gates.ts'
import type { Measured } from './measure.ts'
import type { BenchRequest } from './playBench.ts'
import { reportOf } from './reportOf.ts'
import { exitCodeOfVerdict, tellReport } from './tellReport.ts'

const words = messages.benchReport

export interface Concluding extends BenchRequest {
  readonly judgedBy: Limits
  readonly folder: BenchFolder
  readonly measured: Measured
  /** The disk took no more. */
  readonly isFull: boolean
  /** It went on where another process had left it. */
  readonly isResumed: boolean
}

/** Sums up what is on the disk, judges it, and leaves the reports beside it. */
export function conclude(concluding: Concluding, io: Io): ExitCode {
  const { folder, measured, isFull, isResumed, results, args, judgedBy, scenario } = concluding
  const { stoppedBy, reached, end, budget } = measured
  const endedEarly: EndedEarly | null = stoppedBy !== undefined ? 'interrupted' : isFull ? 'disk' : (reached ?? null)
  // Tries once more, and says what is kept and what is not: no report is made of a part without its reader knowing.
  if (isFull) folder.finish({ state: 'interrupted' })
  else folder.flush()
  const { notBegun, elapsedMs } = end
  // Of a run that went on the mock has seen the last part alone.
  const truth = isResumed ? null : end.truth
  const facts = { limits: judgedBy, endedEarly, notBegun, truth, elapsedMs, scenario }
  const report = reportOf(readRun(folder.path), facts)
  const state = endedEarly === null ? 'finished' : 'interrupted'
  const notDrawn = writeArtifacts(folder.path, report, results.reporters, { ...runIn(folder.path, io.cwd), state })
  folder.finish({ state, verdict: report.verdict, wallMs: report.wallMs })
  const spent = budget === undefined ? [] : [words.spent(messages.live.usd(budget.atMostPicoUsd))]
  tellReport(report, { folder: folder.path, aside: [...spent, ...notDrawn] }, args, io)
  if (isOnGithub(io)) tellGithub(report, join(folder.path, 'report.html'), talkOf(args, io), io)
  if (stoppedBy !== undefined) return exitCodeOfSignal[stoppedBy]
  if (isFull) return exitCodes.environment
  return reached === undefined ? exitCodeOfVerdict[report.verdict] : exitCodes.refused
}
