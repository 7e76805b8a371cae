import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchRecord, CallSample, MeterReading, RunNote } from '../../../bench/sample.ts'
import { messages } from '../../../messages/index.ts'
import { withFiles } from '../../files.ts'
import { Problem } from '../../problem.ts'
import { countCalls } from '../arrivals.ts'
import { BenchFolder } from '../store/benchFolder.ts'
import { readCheckedLine } from '../store/checkedLine.ts'
import { historyFile, type BenchManifest } from '../store/manifest.ts'
import type { BenchRun } from '../store/readRun.ts'
import type { Skipped } from '../store/skipped.ts'
import { checkParts, shardsOf } from './checkParts.ts'
import { isLost, lostCalls } from './lostCalls.ts'
import { Contradiction, SampleUnion, type SampleLine } from './sampleUnion.ts'

const words = messages.errors.merge

export interface Merged {
  readonly folder: BenchFolder
  readonly of: number
  readonly shards: readonly number[]
  readonly missingShards: readonly number[]
  /** Calls with a record. */
  readonly recorded: number
  /** Null where only time ends the plan. */
  readonly planned: number | null
  /** Calls that nobody recorded: in an open load each is there as dropped. Null where nobody can count them. */
  readonly lost: number | null
  /** What could not be read, run by run. */
  readonly skipped: readonly Skipped[]
}

/** All that several runs have, before any of it is written. */
interface Union {
  readonly samples: SampleUnion
  /** Readings and notes, by their text: what is in two runs is one. */
  readonly others: ReadonlyMap<string, MeterReading | RunNote>
  readonly skipped: readonly Skipped[]
}

/**
 * Makes one run in `out` of several of the same plan: shards, parts that were merged before, or the same one again. Its samples
 * stand in the order of their calls, so its bytes do not depend on who measured which. Throws a `Problem` for runs that are not
 * parts of one, and where a call is in two of them with different content.
 */
export function mergeRuns(
  runs: readonly BenchRun[],
  out: string,
  made: Pick<BenchManifest, 'tool' | 'command'>,
): Merged {
  checkParts(runs)
  const union = unionOf(runs)
  const { plan } = runs[0]!.manifest
  const isRecorded = (call: number) => union.samples.get(call)?.isLost === false
  const recorded = union.samples.calls().filter(isRecorded).length
  if (recorded === 0) throw new Problem('usage', words.nothing(runs.length))
  const planned = countCalls(plan)
  const lost = planned === null ? null : Math.max(0, planned - recorded)
  const { of, shards, finishedShards } = shardsOfAll(runs)
  const missingShards = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !shards.includes(index))
  const merged = { of, shards, finishedShards, lostCalls: lost ?? 0 }
  const folder = BenchFolder.create(out, { ...manifestOf(runs), ...made, merged })
  write(folder, runs, union, lost === 0 ? [] : lostCalls(plan, isRecorded))
  // Where nobody knows how many calls there should be, each shard says whether it came to its end.
  const isWhole = lost === null ? finishedShards.length === of : lost === 0
  folder.finish({ state: isWhole ? 'finished' : 'interrupted' })
  return { folder, of, shards, missingShards, recorded, planned, lost, skipped: union.skipped }
}

function shardsOfAll(runs: readonly BenchRun[]): ReturnType<typeof shardsOf> {
  const parts = runs.map(({ manifest }) => shardsOf(manifest))
  const ascending = (shards: readonly number[]) => [...new Set(shards)].toSorted((one, other) => one - other)
  return {
    of: parts[0]!.of,
    shards: ascending(parts.flatMap(({ shards }) => shards)),
    finishedShards: ascending(parts.flatMap((part) => part.finishedShards)),
  }
}

function unionOf(runs: readonly BenchRun[]): Union {
  const samples = new SampleUnion()
  const others = new Map<string, MeterReading | RunNote>()
  const skipped = runs.map((run, index) => {
    const reading = run.read()
    for (const { record, ...line } of reading.entries()) {
      if (record.type === 'sample') add(samples, record, { ...line, run: index, isLost: isLost(record) }, runs)
      else if (record.type !== 'budget') keep(others, withShard(record, run.manifest))
    }
    return reading.skipped
  })
  return { samples, others, skipped }
}

function add(samples: SampleUnion, { call }: CallSample, line: SampleLine, runs: readonly BenchRun[]): void {
  try {
    samples.add(call, line)
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error
    const [one, other] = error.runs.map((index) => runs[index]!.folder) as [string, string]
    throw new Problem('usage', words.contradiction(call, one, other), { cause: error })
  }
}

function keep(others: Map<string, MeterReading | RunNote>, record: MeterReading | RunNote): void {
  others.set(JSON.stringify(record), record)
}

/** In a run of one shard that goes without saying. */
function withShard(record: MeterReading | RunNote, { shard }: BenchManifest): MeterReading | RunNote {
  return record.shard !== undefined || shard === null ? record : { ...record, shard: shard.index }
}

/** The samples by their calls, then the rest by its instants. */
function write(
  folder: BenchFolder,
  runs: readonly BenchRun[],
  { samples, others }: Union,
  lost: Iterable<CallSample>,
): void {
  const readers = runs.map((run) => new LineReader(join(run.folder, historyFile)))
  try {
    const filled = new Map(Array.from(lost, (sample) => [sample.call, sample]))
    const calls = [...new Set([...samples.calls(), ...filled.keys()])].toSorted((one, other) => one - other)
    for (const call of calls) {
      const line = samples.get(call)
      folder.add(filled.get(call) ?? readers[line!.run]!.read(line!))
    }
  } finally {
    for (const reader of readers) reader.close()
  }
  for (const [, record] of [...others].toSorted(([a, one], [b, other]) => one.atMs - other.atMs || (a < b ? -1 : 1)))
    folder.add(record)
}

/** Reads lines again that were read before. */
class LineReader {
  readonly #path: string
  readonly #handle: number

  constructor(path: string) {
    this.#path = path
    this.#handle = withFiles('readRun', path, () => openSync(path, 'r'))
  }

  read({ offset, bytes }: SampleLine): BenchRecord {
    const line = Buffer.allocUnsafe(bytes - 1)
    withFiles('readRun', this.#path, () => readSync(this.#handle, line, 0, line.length, offset))
    const checked = readCheckedLine(line)
    // Somebody writes to a run that is being merged.
    if (checked === undefined) throw new Problem('environment', messages.errors.runs.changed(this.#path))
    return checked.record as unknown as BenchRecord
  }

  close(): void {
    closeSync(this.#handle)
  }
}

/** Of the whole: it began with the first of them, and lasted as long as the longest. */
function manifestOf(runs: readonly BenchRun[]): Omit<BenchManifest, 'merged' | 'tool' | 'command'> {
  const manifests = runs.map(({ manifest }) => manifest)
  const { schema, config, plan, planHash, limits } = manifests[0]!
  const startedAt = manifests.map((manifest) => manifest.startedAt).toSorted()[0]!
  const walls = manifests.map(({ wallMs }) => wallMs)
  const wallMs = walls.reduce((most, wall) => (most === null || wall === null ? null : Math.max(most, wall)))
  const common = { schema, config, plan, planHash, limits, startedAt, wallMs }
  return { ...common, shard: null, state: 'running', verdict: null, calibration: null, writer: null }
}
