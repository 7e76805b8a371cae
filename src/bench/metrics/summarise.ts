import type { BenchRecord, CallSample } from '../sample.ts'
import type { BenchSummary } from './benchSummary.ts'
import { LightReadings } from './lights.ts'
import { overTime } from './overTime.ts'
import { SampleTable } from './sampleTable.ts'
import { SeriesCounts } from './seriesCounts.ts'
import { ShownCallsBuilder } from './shownCalls.ts'
import { summaryOf } from './seriesSummary.ts'
import type { CallLimit } from './slo.ts'
import { Room } from './valuesOf.ts'
import { WorkloadShapeBuilder } from './workloadShape.ts'

export interface SummaryOptions {
  /** What a call has to keep to count as good. */
  readonly slo?: readonly CallLimit[]
  /** Calls that the plan makes, if it was played to its end; null where only time ends it. */
  readonly plannedCalls?: number | null
}

/**
 * Sums up a run, one record after the other, in some 70 bytes a call. It is a `RecordSink`, too, so that a run may build its
 * summary on the way. The order of records does not matter, but to gaps.
 */
export class SummaryBuilder {
  readonly table = new SampleTable()
  readonly #options: SummaryOptions
  readonly #whole = new SeriesCounts()
  readonly #series = new Map<string, SeriesCounts>()
  readonly #lights = new LightReadings()
  readonly #shown = new ShownCallsBuilder()
  readonly #workload = new WorkloadShapeBuilder()
  #warmUpCalls = 0

  constructor(options: SummaryOptions = {}) {
    this.#options = options
  }

  add(record: BenchRecord): void {
    if (record.type === 'meter') this.#lights.addMeter(record)
    if (record.type === 'sample') this.#addSample(record)
  }

  summary(): BenchSummary {
    const { slo = [], plannedCalls = null } = this.#options
    const span = this.#lights.span()
    const room = new Room(this.table.rows)
    const whole = summaryOf(null, this.table, this.#whole, slo, span, room)
    const series = [...this.#series].map(([name, counts]) => summaryOf(name, this.table, counts, slo, span, room))
    return {
      schema: 'brownout/bench-summary/1',
      whole,
      series,
      lights: this.#lights.lights({
        whole,
        series,
        table: this.table,
        room,
        plannedCalls: this.#toMeasure(plannedCalls),
      }),
      overTime: overTime(this.table, span, room),
      workload: this.#workload.shape(),
      shownCalls: this.#shown.shown(),
      measuredSeconds: (span.toMs - span.fromMs) / 1000,
      warmUpCalls: this.#warmUpCalls,
    }
  }

  /** What of the gaps of a series (of all, for null) is known, for whoever compares. */
  gapsOf(series: string | null): SeriesCounts['gaps'] | undefined {
    return (series === null ? this.#whole : this.#series.get(series))?.gaps
  }

  /** Calls of the warm-up are planned, too, and made, and no part of what was measured. */
  #toMeasure(plannedCalls: number | null): number | null {
    return plannedCalls === null ? null : plannedCalls - this.#warmUpCalls
  }

  #addSample(sample: CallSample): void {
    const counts = this.#countsOf(sample.series)
    if (sample.warmUp === true) {
      this.#warmUpCalls += 1
      for (const one of [counts, this.#whole]) one.pay(sample)
      return
    }
    for (const one of [counts, this.#whole]) one.add(sample)
    // A call that was cancelled says nothing of anybody.
    if (sample.outcome === 'cancelled') return
    this.table.add(sample)
    this.#lights.addSample(sample)
    this.#shown.add(sample)
    this.#workload.add(sample)
  }

  #countsOf(series: string): SeriesCounts {
    const known = this.#series.get(series)
    if (known !== undefined) return known
    const fresh = new SeriesCounts()
    this.#series.set(series, fresh)
    return fresh
  }
}

/** The summary of a run's records, in one pass. */
export function summarise(records: Iterable<BenchRecord>, options: SummaryOptions = {}): BenchSummary {
  const builder = new SummaryBuilder(options)
  for (const record of records) builder.add(record)
  return builder.summary()
}
