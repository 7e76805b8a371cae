/** What an attempt that ended says about its endpoint's load: it did well, it met overload (429, 503, 529, time-out), or nothing. */
export type LoadOutcome = 'good' | 'overloaded' | 'silent'

/** How many attempts may be in flight, as learnt from those that ended. It keeps no time and no queue. */
export interface ConcurrencyLimit {
  /** A whole number from 1, or Infinity. */
  readonly limit: number
  /** An attempt ended at `nowMs` after `latencyMs`; `inFlight` counts it still. */
  learn(nowMs: number, outcome: LoadOutcome, latencyMs: number, inFlight: number): void
}
