import type { Script } from '../faults/index.ts'
import type { Declared } from '../history/index.ts'
import type { LoadSpec } from '../load/index.ts'

/** The worlds in which a scenario may be played. */
export const worldNames = ['virtual', 'loopback', 'msw'] as const
export type WorldName = (typeof worldNames)[number]

/** More than these nobody needs to see how a herd behaves. */
export const mostInstances = 1_000

/** A must stands in an RFC, in a provider's own text, or is plain safety; a should is what good clients do. */
export type Strength = 'must' | 'should'

/** What the caller does beside waiting for its answer. */
export interface CallerScript {
  readonly stream?: boolean
  /** Aborts each call's signal this long after the call started. */
  readonly abortAtMs?: number
  /** Aborts only every so-manieth call: with 2 the second, the fourth, …; all unless set. */
  readonly abortEvery?: number
  /** The name of the signal's reason: as after `abort()` unless it is to be as `AbortSignal.timeout()` gives it. */
  readonly abortName?: 'AbortError' | 'TimeoutError'
  /** Takes so long over every piece of a stream before it reads on. */
  readonly readerDelayMs?: number
  /** Leaves a stream's loop after so many deltas. */
  readonly stopAfterDeltas?: number
  /** `max_tokens` of each request, as far as the target lets its caller say so. */
  readonly maxTokens?: number
  /** White space behind the key as it is handed to the client, as if it had been read from a file: `'\n'`. */
  readonly keyEnding?: string
  /** At this instant of the run the wall clock jumps (virtual world only). */
  readonly wallJump?: { readonly atMs: number; readonly byMs: number }
}

/** One bad day, all data: what the upstream does, how it is called, what a correct client then does. */
export interface Scenario {
  /** Kebab-case, unique; what is typed on the command line. */
  readonly name: string
  /** The folder it lies in: `auth`, `rate-limit`, … */
  readonly family: string
  /** What a correct client does, in one sentence. */
  readonly requirement: string
  /** Where that stands. */
  readonly source: string
  readonly strength: Strength
  readonly upstream: Script
  readonly load: LoadSpec
  readonly caller?: CallerScript
  /**
   * So many instances of the client, 1 to 1,000, each with its own memory and connections, share the upstream; one unless
   * set. Call n is made by instance n modulo their number, and of callers that wait for their answers the n-th has that one.
   */
  readonly instances?: number
  readonly expect: Declared
  /** The invariants that this scenario must put to the test: one of them unknown makes the run `no verdict`. */
  readonly exercises: readonly string[]
  /** Worlds that can play it; all unless said. */
  readonly worlds?: readonly WorldName[]
  /** A whole number from 0 to 2^32 - 1: it is played with these chances, whatever the seed of the rehearsal is. */
  readonly seed?: number
}

/** Checks the shape while it is written: an unknown key is an error, which a generic would let pass. */
export function defineScenario(definition: Scenario): Scenario {
  return definition
}
