import type { ErrorClass } from '../../protocol/errorClass.ts'
import type { Figure } from '../figure.ts'
import type { SparseHistogram } from '../histogram.ts'
import type { SampleOutcome } from '../sample.ts'
import type { DistributionName, MetricName } from './index.ts'

/**
 * `measured`: `value` holds. `n-too-small`: no honest interval exists for so few (independent) calls, so no number is given.
 * `not-measured`: nothing was seen of it, or a part of it is unknown.
 */
type ReadingState = 'measured' | 'n-too-small' | 'not-measured'

type Interval = readonly [low: Figure, high: Figure]

export interface Reading {
  readonly state: ReadingState
  /** In the metric's unit; shares from 0 to 1. Null unless measured. */
  readonly value: Figure | null
  /** 95 %, on both sides. Null of a total, which is exact, and unless measured. */
  readonly interval: Interval | null
  /** Calls (of `gap`: gaps) that it is made of. */
  readonly n: number
  /** So many independent ones they are worth; null where that was not needed. */
  readonly effectiveN: number | null
  /** So many would have been enough, with the same correlation; null unless n was too small. */
  readonly neededN: number | null
}

/** A metric as it was measured: failures count as infinite; beside it, of latencies, the calls that succeeded alone. */
export interface MetricReading extends Reading {
  readonly successOnly: Reading | null
}

/** Failures of one kind. */
export interface ErrorRow {
  readonly errorClass: ErrorClass | null
  readonly reason: string | null
  readonly status: number | null
  readonly count: number
  /** Ms since the run began, at the end of the call. */
  readonly firstMs: number
  readonly lastMs: number
  /** `call` of the first of them, to be looked up in `history.ndjson`. */
  readonly call: number
}

/** What was measured of one series, or of all together. */
export interface SeriesSummary {
  /** The model that was asked first; null of all together. */
  readonly series: string | null
  /** Measured calls that were due: without warm-up and cancelled ones, with dropped ones. */
  readonly calls: number
  readonly outcomes: Readonly<Record<SampleOutcome, number>>
  /** By model: how many calls it answered that had asked another first. */
  readonly fallbackTo: Readonly<Record<string, number>>
  readonly truncated: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** Pieces of a stream per output token; null where one of both is unknown. */
  readonly chunksPerToken: number | null
  /** Exact decimals, warm-up included, unknown parts at their worst case; null if of a call not even that is known. */
  readonly costUsd: string | null
  readonly wastedUsd: string | null
  /** Calls whose cost is not known exactly. */
  readonly costsUnknown: number
  readonly metrics: Readonly<Record<MetricName, MetricReading>>
  readonly errors: readonly ErrorRow[]
  /** Of the calls that succeeded, in ms: they add up exactly with those of other shards. */
  readonly histograms: Readonly<Partial<Record<DistributionName, SparseHistogram>>>
}

export type LightState = 'green' | 'amber' | 'red' | 'unknown'

/** Whether the run can be believed. A red light taints every figure, an amber one should be read. */
export interface ValidityLight {
  readonly light:
    | 'lag'
    | 'loop-delay'
    | 'cpu-wait'
    | 'achieved'
    | 'dropped'
    | 'littles-law'
    | 'enough-calls'
    | 'independent'
    | 'drift'
  readonly state: LightState
  /** What was read, and what it is held to; null where nothing was read. */
  readonly value: number | null
  readonly limit: number
  /** One sentence with both. */
  readonly text: string
}

/** All that a benchmark found: plain JSON. */
export interface BenchSummary {
  readonly schema: 'brownout/bench-summary/1'
  readonly whole: SeriesSummary
  /** In the order in which they were first seen. */
  readonly series: readonly SeriesSummary[]
  readonly lights: readonly ValidityLight[]
  /** Seconds in which measured calls were due or under way. */
  readonly measuredSeconds: number
  readonly warmUpCalls: number
}
