import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchRecord } from '../../src/bench/sample.ts'
import { checkedLine } from '../../src/harness/bench/store/checkedLine.ts'
import { historySchema } from '../../src/harness/bench/store/historyHead.ts'
import { HistoryReading } from '../../src/harness/bench/store/readHistory.ts'
import type { SkippedLine } from '../../src/harness/bench/store/skipped.ts'

export const sampleHead = { type: 'bench', schema: historySchema, plan: '0123456789abcdef', seed: 7, shard: null }

/** A whole history, as a run leaves it. */
export function historyOf(records: readonly BenchRecord[]): Buffer {
  return Buffer.from([sampleHead, ...records].map((line) => `${checkedLine(line)}\n`).join(''))
}

export interface ReadBack {
  readonly records: readonly BenchRecord[]
  readonly skipped: readonly SkippedLine[]
  readonly skippedBytes: number
  readonly wholeBytes: number
  readonly hasHead: boolean
}

/** Reads bytes as a file; `useFile` gives one path for many of them. */
export function readBack(bytes: Uint8Array, path: string): ReadBack {
  writeFileSync(path, bytes)
  const reading = new HistoryReading(path)
  const records = [...reading.records()]
  const { skipped, wholeBytes, head } = reading
  return { records, skipped: skipped.first, skippedBytes: skipped.bytes, wholeBytes, hasHead: head !== undefined }
}

/** Does work with the path of a file in memory where the system has such. */
export function withFile<Result>(work: (path: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-torn-'))
  try {
    return work(join(folder, 'history.ndjson'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
