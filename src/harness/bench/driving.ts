import type { Clock, EventLoopMeter } from '../../runtime/index.ts'
import type { BenchClient } from './benchClient.ts'
import type { BenchPlan, Shard } from './benchPlan.ts'
import type { RecordSink } from './recordSink.ts'

/** How a run is stopped before its load is over. */
export interface LoadStop {
  /** From here on no call begins; those that are out have `graceMs` to end. */
  readonly signal: AbortSignal
  readonly graceMs: number
  /** Those that are out are aborted at once. */
  readonly quit?: AbortSignal
}

/** What is known already of a run that is taken up again. */
export interface LoadResumption {
  /** Its sample is on the disk: it is not made again. */
  readonly isRecorded: (call: number) => boolean
  /** The latest instant of the records, in ms since the run began: callers that wait for answers go on from there. */
  readonly atMs: number
}

export interface Driving {
  readonly plan: BenchPlan
  readonly client: BenchClient
  readonly sink: RecordSink
  /** The one that the client reads too. */
  readonly clock: Clock
  /** Only this part of the plan; its calls are due when they would be in the whole. */
  readonly shard?: Shard
  readonly resumption?: LoadResumption
  readonly stop?: LoadStop
  /** In real time: read every second, and written between the samples. */
  readonly meter?: Pick<EventLoopMeter, 'read'>
}

export function isStopped(stop: LoadStop | undefined): boolean {
  return stop?.signal.aborted === true || stop?.quit?.aborted === true
}
