import type { ProblemKind } from '../harness/problem.ts'
import type { Report } from '../harness/report.ts'

/** Documented and stable. 99 and 100 stay free: k6 and promptfoo use them. */
export const exitCodes = {
  held: 0,
  /** A rule broke. */
  broke: 1,
  /** The command line or the config makes no sense. */
  usage: 2,
  /** Nothing was played, or what had to be tested was not. */
  noVerdict: 3,
  /** What is live needs leave and a cap, and had none. */
  refused: 4,
  /** The machine: disk, folder, port, Node. */
  environment: 5,
  /** EX_SOFTWARE of sysexits.h. */
  bug: 70,
  /** 128 + SIGHUP: the terminal is gone. */
  hungUp: 129,
  /** 128 + SIGINT. */
  interrupted: 130,
  /** 128 + SIGTERM. */
  terminated: 143,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type StopSignal = (typeof stopSignals)[number]

export const exitCodeOfSignal: Record<StopSignal, ExitCode> = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
}

export const exitCodeOfProblem: Record<ProblemKind, ExitCode> = {
  usage: exitCodes.usage,
  refused: exitCodes.refused,
  environment: exitCodes.environment,
}

/** A crash is no verdict on anybody, so it comes before all others. */
export function exitCodeOf({ verdict, runs }: Pick<Report, 'verdict' | 'runs'>): ExitCode {
  if (runs.some((run) => run.verdict === 'crashed')) return exitCodes.bug
  return { held: exitCodes.held, broke: exitCodes.broke, 'no-verdict': exitCodes.noVerdict }[verdict]
}
