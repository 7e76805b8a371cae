import type { RandomStream } from '../../runtime/index.ts'

/** What strategies may know about an endpoint, by its index, at the instant of a call. */
export interface RouteFacts {
  /** In pico-dollars, whatever the unit it is asked for: all that counts is the order. Null: unknown. */
  price(endpoint: number): bigint | null
  /** The latency to expect, in ms. Undefined: never measured. */
  latencyMs(endpoint: number, nowMs: number): number | undefined
  /** Attempts under way. */
  inFlight(endpoint: number): number
}

/** One call asks for an order. */
export interface Turn {
  readonly facts: RouteFacts
  readonly nowMs: number
  readonly random: RandomStream
}

/** A member of a balance, in the order in which they are written. A route inside the route is judged by the endpoint that it would ask first. */
export interface Candidate {
  readonly weight: number
  /** The endpoint it would ask first. */
  readonly head: number
  /** All its endpoints, `head` first. */
  readonly endpoints: readonly number[]
}

/**
 * Puts members into the order in which a call tries them: the pick first. Members that are equal in the strategy's eyes
 * keep the order in which they were written.
 */
export interface Strategy {
  order(candidates: readonly Candidate[], turn: Turn): readonly Candidate[]
  /** A call was sent to the member at `position` first. For strategies that remember. */
  picked?(position: number): void
}

/** A strategy that sorts by one number, lowest first. */
export function lowestFirst(score: (candidate: Candidate, turn: Turn) => number): Strategy {
  return {
    order: (candidates, turn) =>
      candidates
        .map((candidate) => ({ candidate, score: score(candidate, turn) }))
        // Infinity less Infinity is no order.
        .toSorted((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0))
        .map(({ candidate }) => candidate),
  }
}
