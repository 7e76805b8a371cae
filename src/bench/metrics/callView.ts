import type { SampleOutcome } from '../sample.ts'

/** One call as metrics see it. NaN where a sample says null. */
export interface CallView {
  readonly outcome: SampleOutcome
  readonly isSuccess: boolean
  /** Success, and inside every limit of the SLO. */
  readonly isGood: boolean
  /** Ms since the run began. */
  readonly dueMs: number
  /** Ms from when it was due. */
  readonly startMs: number
  readonly firstTokenMs: number
  readonly endMs: number
  readonly connectMs: number
  readonly failoverMs: number
  readonly attempts: number
  readonly outputTokens: number
  readonly truncated: boolean
  /** What it cost; at its worst case where only that is known. */
  readonly costUsd: number
  readonly wastedUsd: number
}
