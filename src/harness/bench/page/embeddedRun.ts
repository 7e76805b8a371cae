import { gzipSync } from 'node:zlib'
import type { BenchRecord, CallSample, MeterReading } from '../../../bench/sample.ts'
import type { ComparedRun } from '../compare/comparedRun.ts'
import { columnsOf, type CallColumns } from './columns.ts'

export const pageSchema = 'brownout/bench-page/1'

/** What a page holds of its run, so that it can be compared without the folder. */
export interface EmbeddedRun extends Pick<ComparedRun, 'startedAt' | 'tool' | 'planHash' | 'state'> {
  readonly schema: typeof pageSchema
  readonly calls: number
  readonly kept: number
  /** `EmbeddedBody` as JSON, gzip, base64. */
  readonly body: string
}

export interface EmbeddedBody {
  readonly plan: ComparedRun['plan']
  readonly calls: CallColumns
  readonly meters: readonly MeterReading[]
}

/** Of base64: a page of 100,000 calls is to stay below 600 KB with its charts. */
const mostBytes = 330_000
/** More calls than that never fit, whatever they are: they need not be tried. */
const mostCalls = 60_000

/**
 * All calls if they fit; else each second pair of them, or each fourth, ..., drawn by their numbers: who compares has wider
 * intervals, and no figure is bent. Null where not even the plan fits. `calls` of the run, as far as they are known.
 */
export function embedRun(run: ComparedRun, calls: number): EmbeddedRun | null {
  const meters = [...run.records()].filter((record): record is MeterReading => record.type === 'meter')
  for (let every = 2 ** Math.max(0, Math.ceil(Math.log2(calls / mostCalls))); every <= 2 ** 20; every *= 2) {
    const samples = thinned(run.records(), every)
    const body = packed({ plan: run.plan, calls: columnsOf(samples), meters: metersOf(meters, every) })
    const { startedAt, tool, planHash, state } = run
    if (body.length <= mostBytes)
      return { schema: pageSchema, startedAt, tool, planHash, state, calls, kept: samples.length, body }
  }
  return null
}

function thinned(records: Iterable<BenchRecord>, every: number): CallSample[] {
  const kept: CallSample[] = []
  for (const record of records)
    if (record.type === 'sample' && (every === 1 || lotOf(record.pair) % every === 0)) kept.push(record)
  return kept.toSorted((one, other) => one.call - other.call)
}

/** Of every so many calls one is kept, so that many are under way. */
function metersOf(meters: readonly MeterReading[], every: number): MeterReading[] {
  const most = 600
  const step = Math.ceil(meters.length / most)
  return meters
    .filter((_, index) => index % step === 0)
    .map((meter) => ({ ...meter, inFlight: Math.round(meter.inFlight / every) }))
}

function packed(body: EmbeddedBody): string {
  return gzipSync(JSON.stringify(body), { level: 9 }).toString('base64')
}

/** A number that looks drawn (Knuth's multiplicative hash, upper bits): all models of a pair are kept, or none. */
function lotOf(pair: number): number {
  return Math.imul(pair + 1, 0x9e3779b1) >>> 8
}
