import type { BenchRecord } from '../../bench/sample.ts'

/** Where records go as they come: a run's folder, the live view, a summary that is built on the way. */
export interface RecordSink {
  /** Never waits. What was handed over is acknowledged once it is on the disk. */
  add(record: BenchRecord): void
}
