import { Histogram } from '../../bench/histogram.ts'
import type { BenchRecord, CallSample } from '../../bench/sample.ts'
import type { RecordSink } from '../../harness/bench/recordSink.ts'

/** What is known of one model so far. */
export interface SeriesCounts {
  readonly model: string
  /** Calls that are over, whatever became of them; those of the warm-up too. */
  done: number
  failed: number
  /** Calls that took more than one attempt. */
  retried: number
  dropped: number
  cancelled: number
  /** For the eye: exact sums are the report's. Where a cost is unknown, its worst case. */
  costUsd: number
  readonly ttft: Histogram
  readonly total: Histogram
}

/**
 * Counts what a benchmark takes down, for whoever looks on. A call costs it a few additions: nothing is drawn here, and
 * nothing is kept that grows. Latencies are those of answers, after the warm-up.
 */
export class BenchProgress implements RecordSink {
  readonly series: ReadonlyMap<string, SeriesCounts>
  inFlight = 0
  /** Of the last second; null before the first reading, and in virtual time. */
  lagP99Ms: number | null = null

  constructor(models: readonly string[]) {
    this.series = new Map(models.map((model) => [model, seriesOf(model)]))
  }

  add(record: BenchRecord): void {
    if (record.type === 'sample') return this.#count(record)
    if (record.type !== 'meter') return
    this.inFlight = record.inFlight
    this.lagP99Ms = record.loopLagMs.p99
  }

  get done(): number {
    let done = 0
    for (const one of this.series.values()) done += one.done
    return done
  }

  #count(sample: CallSample): void {
    const series = this.series.get(sample.series)
    if (series === undefined) return
    series.done += 1
    const { outcome, dueMs, firstTokenMs, endedMs, attempts, costUsd, atMostUsd } = sample
    if (outcome === 'failed' || outcome === 'dropped' || outcome === 'cancelled') series[outcome] += 1
    if (attempts > 1) series.retried += 1
    series.costUsd += Number(costUsd ?? atMostUsd ?? 0)
    if (!outcome.startsWith('ok') || sample.warmUp === true) return
    if (firstTokenMs !== null) series.ttft.record(firstTokenMs - dueMs)
    if (endedMs !== null) series.total.record(endedMs - dueMs)
  }
}

function seriesOf(model: string): SeriesCounts {
  const counts = { done: 0, failed: 0, retried: 0, dropped: 0, cancelled: 0, costUsd: 0 }
  return { model, ...counts, ttft: new Histogram(), total: new Histogram() }
}
