import { relative } from 'node:path'
import { judgeGates } from '../../bench/gates/judgeGates.ts'
import { summarise } from '../../bench/metrics/summarise.ts'
import { countCalls } from '../../harness/bench/arrivals.ts'
import type { BenchReport, EndedEarly } from '../../harness/bench/benchReport.ts'
import type { BenchFolder } from '../../harness/bench/store/benchFolder.ts'
import { readRun, type BenchRun } from '../../harness/bench/store/readRun.ts'
import type { Report, Reporter } from '../../harness/report.ts'
import { writeArtifacts } from '../../harness/runFolder.ts'
import { messages } from '../../messages/index.ts'
import { benchPage } from '../../reporters/console/benchPage.ts'
import { Terminal } from '../../reporters/console/terminal.ts'
import { visible } from '../../reporters/harmless.ts'
import { exitCodeOfSignal, exitCodes, type ExitCode } from '../exitCodes.ts'
import { looksOf, type Io } from '../io.ts'
import { talkOf } from '../playAndReport.ts'
import { jsonOf } from '../results.ts'
import type { Limits } from './gates.ts'
import type { Measured } from './measure.ts'
import type { BenchRequest } from './playBench.ts'
import { benchVerdict } from './verdict.ts'

const words = messages.benchReport

export interface Concluding extends BenchRequest {
  readonly judgedBy: Limits
  readonly folder: BenchFolder
  readonly measured: Measured
  /** The disk took no more. */
  readonly isFull: boolean
}

/** Sums up what is on the disk, judges it, and leaves the reports beside it. */
export function conclude(concluding: Concluding, io: Io): ExitCode {
  const { folder, measured, isFull, results, args, judgedBy } = concluding
  const { stoppedBy, reached, end, budget } = measured
  const endedEarly: EndedEarly | null = stoppedBy !== undefined ? 'interrupted' : (reached ?? null)
  // Says what is kept and what is not: no report is made of a part without its reader knowing.
  if (isFull) folder.finish({ state: 'interrupted' })
  folder.flush()
  const run = readRun(folder.path)
  const report = reportOf(run, {
    limits: judgedBy,
    endedEarly,
    notBegun: end.notBegun,
    truth: end.truth,
    elapsedMs: end.elapsedMs,
  })
  writeArtifacts(folder.path, report, results.reporters as readonly Reporter[])
  const state = endedEarly === null ? 'finished' : 'interrupted'
  folder.finish({ state, verdict: report.verdict, wallMs: report.wallMs })
  const talk = talkOf(args, io)
  const terminal = new Terminal({ write: (text) => talk.write(text), ...looksOf(talk, io.env) })
  benchPage(terminal, report.bench!, report.verdict)
  if (budget !== undefined) terminal.line(words.spent(messages.live.usd(budget.atMostPicoUsd)))
  const where = visible(shortest(folder.path, io.cwd))
  terminal.line(words.report(where))
  if (endedEarly !== null) terminal.line(words.goOn(where))
  if (args.flags.json === true) io.out.write(jsonOf(report))
  if (stoppedBy !== undefined) return exitCodeOfSignal[stoppedBy]
  if (reached !== undefined) return exitCodes.refused
  return { held: exitCodes.held, broke: exitCodes.broke, 'no-verdict': exitCodes.noVerdict }[report.verdict]
}

/** As one would type it here. */
function shortest(path: string, cwd: string): string {
  const away = relative(cwd, path)
  return away.startsWith('..') ? path : away
}

export interface ReportFacts {
  readonly limits: Limits
  readonly endedEarly: EndedEarly | null
  readonly notBegun: number | null
  readonly elapsedMs: number
  readonly truth: Measured['end']['truth']
}

/** The report of a run on disk, whole or not. */
export function reportOf(run: BenchRun, { limits, endedEarly, notBegun, elapsedMs, truth }: ReportFacts): Report {
  const { tool, command, startedAt, plan, planHash, shard } = run.manifest
  const reading = run.read()
  const plannedCalls = endedEarly === null ? countCalls(plan, shard ?? undefined) : null
  const found = summarise(reading.records(), { slo: limits.slo, plannedCalls })
  const order = plan.models.map(({ id }) => id)
  const series = found.series.toSorted((one, other) => order.indexOf(one.series!) - order.indexOf(other.series!))
  const summary = { ...found, series }
  const gates = judgeGates(summary, limits.gates)
  const { verdict, sentence } = benchVerdict(summary, gates, endedEarly)
  const { prompts, ...workload } = plan.workload
  const bench: BenchReport = {
    plan: { ...plan, workload: { ...workload, prompts: prompts.length } },
    planHash,
    shard,
    summary,
    gates,
    sentence,
    endedEarly,
    notBegun,
    skippedLines: reading.skipped.lines,
    mock: truth?.byModel ?? null,
  }
  const facts = { tool, command, startedAt, seed: plan.seed, wallMs: Math.round(elapsedMs) }
  return { schema: 'brownout/report/1', ...facts, verdict, runs: [], bench }
}
