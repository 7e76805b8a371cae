import { join } from 'node:path'
import type { BenchRecord } from '../../../bench/sample.ts'
import { messages } from '../../../messages/index.ts'
import { Problem } from '../../problem.ts'
import { historyFile, type BenchManifest } from './manifest.ts'
import { HistoryReading } from './readHistory.ts'
import { readManifest } from './readManifest.ts'

/** A run on disk, whole or not, for whoever sums it up, compares it, goes on with it or merges it. */
export interface BenchRun {
  readonly folder: string
  /** It holds the plan, the shard, and how the run ended. */
  readonly manifest: BenchManifest
  /** A new pass over the history: its records, and what of it could not be read. */
  read(): HistoryReading
  /** The records alone, where nobody asks for the rest. */
  records(): Iterable<BenchRecord>
}

/**
 * The run in a folder. Whatever killed the process that wrote it, it can be read. Throws a `Problem` where there is no
 * run, and where its two files do not belong together.
 */
export function readRun(folder: string): BenchRun {
  const manifest = readManifest(folder)
  const path = join(folder, historyFile)
  const read = () => new HistoryReading(path)
  checkHead(read(), manifest, path)
  return { folder, manifest, read, records: () => read().records() }
}

/** A head that is damaged says nothing; one of another plan says that a file was put here. */
function checkHead(reading: HistoryReading, { planHash }: BenchManifest, path: string): void {
  const head = headOf(reading)
  if (head !== undefined && head.plan !== planHash)
    throw new Problem('usage', messages.errors.runs.otherPlan(path, head.plan, planHash))
}

function headOf(reading: HistoryReading): HistoryReading['head'] {
  for (const _record of reading.records()) break
  return reading.head
}
