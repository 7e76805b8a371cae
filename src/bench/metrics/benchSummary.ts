import type { ErrorClass } from '../../protocol/errorClass.ts'
import type { Figure } from '../figure.ts'
import type { SparseHistogram } from '../histogram.ts'
import type { CallSample, SampleOutcome } from '../sample.ts'
import type { DistributionName, MetricName } from './index.ts'
import type { WorkloadShape } from './workloadShape.ts'

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
  /** How many calls took so many attempts, in rising order. */
  readonly attemptCounts: readonly (readonly [attempts: number, calls: number])[]
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

/** What happened to the calls that were due in one stretch of time. */
export interface TimeSlice {
  /** Since the run began. */
  readonly fromMs: number
  readonly due: number
  /** Not answered: failed or never begun. */
  readonly failed: number
  /** Ms from when they were due to the end, of those that were answered; null of too few (5, 20 and 100). */
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly p99Ms: number | null
  /** By the model that was asked first: calls that began, and the attempts that they took. None is left out. */
  readonly begun: Readonly<Record<string, number>>
  readonly attempts: Readonly<Record<string, number>>
  /** By the model that answered, whoever was asked first; who answered none in this slice is left out. */
  readonly answeredBy: Readonly<Record<string, number>>
  /** Whose answer ended within this slice, whenever they were due. */
  readonly ended: number
  /** Calls under way, on average over the slice. */
  readonly meanInFlight: number
  /** Those that failed by the class of their error (`unknown` where nobody knows it), and `dropped`, which never began. */
  readonly lost: Readonly<Record<string, number>>
  /**
   * How long answers took: how many are in each band, of those that have any, in rising order. Band `b` goes from 10^(b/12) to
   * 10^((b+1)/12) ms.
   */
  readonly bands: readonly (readonly [band: number, calls: number])[]
}

/** A run over time, in at most 60 slices of one length, without gaps. */
export interface OverTime {
  readonly sliceMs: number
  readonly slices: readonly TimeSlice[]
}

/** A call that is shown by itself. */
export type ShownCall = Omit<CallSample, 'type' | 'gaps'>

/** Some calls of a run, at most 10 of each kind; one call may be of several. */
export interface ShownCalls {
  /** Of those that were answered, the slowest first. */
  readonly slowest: readonly ShownCall[]
  /** In the order in which they were due. */
  readonly failed: readonly ShownCall[]
  /** Drawn by their numbers, so that the same run shows the same ones; in the order in which they were due. */
  readonly random: readonly ShownCall[]
}

/** All that a benchmark found: plain JSON. */
export interface BenchSummary {
  readonly schema: 'brownout/bench-summary/1'
  readonly whole: SeriesSummary
  /** In the order in which they were first seen. */
  readonly series: readonly SeriesSummary[]
  readonly lights: readonly ValidityLight[]
  readonly overTime: OverTime
  readonly workload: WorkloadShape
  readonly shownCalls: ShownCalls
  /** Seconds in which measured calls were due or under way. */
  readonly measuredSeconds: number
  readonly warmUpCalls: number
}
