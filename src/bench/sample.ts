import type { ErrorClass } from '../protocol/errorClass.ts'

/**
 * How a call of a benchmark ended. `cancelled`: the run was stopped while it was out, which is no failure. `dropped`: it was
 * due, and never began (too many were out, or the run was stopped); it counts as a failure of the load, never in silence.
 */
export const sampleOutcomes = [
  'ok-first-try',
  'ok-after-retry',
  'ok-after-fallback',
  'failed',
  'cancelled',
  'dropped',
] as const
export type SampleOutcome = (typeof sampleOutcomes)[number]

/** Distances between tokens, as sorted pairs of ms (three digits) and how often. */
export type GapCounts = readonly (readonly [gapMs: number, count: number])[]

/** One attempt of a call that took more than one, or failed; instants are ms since the call began. */
export interface CallTry {
  readonly model: string
  readonly startedMs: number
  readonly endedMs: number
  /** Null of the one that answered. */
  readonly errorClass: ErrorClass | null
}

/**
 * One call of a benchmark: a line of `history.ndjson`. Instants are ms since the run began, on the clock that drove it, with
 * three decimals. Latency counts from `dueMs`, when the call was planned to start, whether it started then or not.
 */
export interface CallSample {
  readonly type: 'sample'
  /** Made while the run warmed up: it may have been paid for, and counts in no figure but the cost. Absent on all others. */
  readonly warmUp?: true | undefined
  /** Its place in the plan, from 0: the same in all shards of a run, and never twice in one. */
  readonly call: number
  /** The model that is asked first: what is compared. */
  readonly series: string
  /** Calls of different series with the same pair ask the same prompt, within seconds of each other. */
  readonly pair: number
  readonly prompt: number
  readonly dueMs: number
  /** Null if it never began. */
  readonly startedMs: number | null
  /** First content of the answer; null if there was none, or it was not streamed. */
  readonly firstTokenMs: number | null
  readonly endedMs: number | null
  /** How long the answering attempt waited for its connection; 0 on one that stood already. */
  readonly connectMs: number | null
  /** All that the client waited of itself: for a place, backoff, the server's sake. */
  readonly waitedMs: number | null
  readonly outcome: SampleOutcome
  /** The model that answered; null if none did. */
  readonly model: string | null
  readonly errorClass: ErrorClass | null
  /** What exactly, inside the class. */
  readonly reason: string | null
  readonly status: number | null
  readonly attempts: number
  /** In their order, the first 16 of them. Absent where the one attempt answered, and of clients that do not tell. */
  readonly tries?: readonly CallTry[] | undefined
  /** From the end of the first attempt, which failed, to the first content (or the whole answer) of another model. */
  readonly failoverMs: number | null
  /** As the provider counts; null where it did not say. */
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  /** Pieces of a stream: a piece is not a token. */
  readonly chunks: number
  readonly gaps: GapCounts
  /** The answer was cut at `max_tokens`: shorter than it would have been, so it is counted apart. */
  readonly truncated: boolean
  /** Exact decimals; null where a price or a count is unknown. */
  readonly costUsd: string | null
  /** With all that may have been billed beside it. */
  readonly atMostUsd: string | null
  /** Of that, what was paid for attempts whose answer nobody got; unknown parts at their worst case. */
  readonly wastedUsd: string | null
}

/** How the measuring process itself was doing: a line of `history.ndjson` every second of a run in real time. */
export interface MeterReading {
  readonly type: 'meter'
  readonly atMs: number
  /** Of the last second: how late this process's event loop was. */
  readonly loopLagMs: { readonly p50: number; readonly p99: number; readonly max: number }
  /** Share of the second in which the event loop was busy, from 0 to 1. */
  readonly loopBusy: number
  /** Of the time in which this process could run, the share in which it waited for a CPU; null where nobody counts. */
  readonly cpuWait?: number | null
  readonly inFlight: number
  /** In a merged run: of which shard, from 1. */
  readonly shard?: number
}

/** What was left to wait when a run was stopped, or what else must be told about it. */
export interface RunNote {
  readonly type: 'note'
  readonly atMs: number
  readonly note: 'interrupted' | 'resumed' | 'budget-reached' | 'limit-reached'
  readonly text: string
  /** In a merged run: of which shard, from 1. */
  readonly shard?: number
}

/**
 * What a live run may have come to: on the disk before each request is sent, so that whoever goes on after a crash knows the
 * most that was spent. The last one counts.
 */
export interface BudgetMark {
  readonly type: 'budget'
  /** All that was spent, and the worst case of what is under way. */
  readonly atMostUsd: string
  /** That were let go. */
  readonly requests: number
}

/** Lines of a benchmark's `history.ndjson`, after its first, which holds the plan's hash and the shard. */
export type BenchRecord = CallSample | MeterReading | RunNote | BudgetMark
