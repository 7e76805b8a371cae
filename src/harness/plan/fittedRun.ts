import type { CallSample } from '../../bench/sample.ts'
import { messages } from '../../messages/index.ts'
import { readRun } from '../bench/store/readRun.ts'
import { Problem } from '../problem.ts'
import { evenlyChosen } from './evenlyChosen.ts'

/** What a benchmark showed of one model: samples, in ms. */
interface FittedModel {
  readonly ttftMs: readonly number[]
  readonly interTokenMs: readonly number[]
}

/** A benchmark as the input of a plan. */
export interface FittedRun {
  readonly name: string
  readonly models: readonly string[]
  readonly byModel: ReadonlyMap<string, FittedModel>
  readonly inputTokens: readonly number[]
  readonly outputTokens: readonly number[]
  readonly maxTokens: number
}

/**
 * Latencies and tokens of a benchmark's calls that one attempt answered: what retries and failover add, the simulation
 * adds by itself. Throws a `Problem` for a folder without a run, or without such calls.
 */
export function fittedRun(folder: string, name: string): FittedRun {
  const run = readRun(folder)
  const { models, workload } = run.manifest.plan
  const samples = Array.from(run.records()).filter(
    (record): record is CallSample =>
      record.type === 'sample' &&
      record.outcome === 'ok-first-try' &&
      record.warmUp !== true &&
      record.startedMs !== null,
  )
  if (samples.length === 0) throw new Problem('usage', messages.errors.plan.emptyRun(name))
  const known = (values: readonly (number | null)[]) => evenlyChosen(values.filter((value) => value !== null))
  return {
    name,
    models: models.map(({ id }) => id),
    byModel: new Map(models.map(({ id }) => [id, fittedModel(samples.filter(({ model }) => model === id))])),
    inputTokens: known(samples.map(({ inputTokens }) => inputTokens)),
    outputTokens: known(samples.map(({ outputTokens }) => outputTokens)),
    maxTokens: workload.maxTokens,
  }
}

function fittedModel(samples: readonly CallSample[]): FittedModel {
  const ttft = samples.flatMap(({ startedMs, firstTokenMs }) =>
    firstTokenMs === null ? [] : [round(firstTokenMs - startedMs!)],
  )
  const interToken = samples.flatMap(({ firstTokenMs, endedMs, outputTokens }) =>
    firstTokenMs === null || endedMs === null || outputTokens === null || outputTokens === 0
      ? []
      : [round((endedMs - firstTokenMs) / outputTokens)],
  )
  return { ttftMs: evenlyChosen(ttft), interTokenMs: evenlyChosen(interToken) }
}

function round(ms: number): number {
  return Math.round(Math.max(0, ms) * 1_000) / 1_000
}
