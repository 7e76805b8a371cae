import type { Declared, HistoryView } from '../history/index.ts'

/** One breach, with the events that prove it. */
export interface Violation {
  readonly message: string
  /** `seq` of the events, in order. */
  readonly evidence: readonly number[]
}

/**
 * `pass` says how often the rule was put to the test; never so is `unknown`, with the reason: a check that never ran
 * proves nothing.
 */
export type Verdict =
  | { readonly verdict: 'pass'; readonly checked: number }
  | { readonly verdict: 'fail'; readonly checked: number; readonly violations: readonly Violation[] }
  | { readonly verdict: 'unknown'; readonly why: string }

/** From where the rule can be seen: the wire, the wire and the caller, or only the client's own events. */
export type Vantage = 'wire' | 'driver' | 'client'

export interface JudgingContext {
  readonly declared: Declared
  /** By how many ms two witnesses may differ: 0 on the virtual clock, 50 on sockets. */
  readonly toleranceMs: number
  /** Attempts may have failed of which the upstream knows nothing (refused, unanswered): only a client that tells knows. */
  readonly missesConnections?: boolean
}

export interface Invariant {
  readonly name: string
  /** Its number in the catalogue of invariants (design). */
  readonly number: number
  /** What a correct client never does, in one sentence. */
  readonly requirement: string
  readonly source: string
  readonly strength: 'must' | 'should'
  readonly vantage: Vantage
  check(view: HistoryView, context: JudgingContext): Verdict
}

export function defineInvariant<const Definition extends Invariant>(definition: Definition): Definition {
  return definition
}

/** Collects what a check finds and turns it into a verdict; so that no check forgets the third value. */
export class Findings {
  #checked = 0
  readonly #violations: Violation[] = []

  /** The rule was put to the test once more. */
  checked(times = 1): void {
    this.#checked += times
  }

  violated(message: string, ...evidence: { readonly seq: number }[]): void {
    this.#violations.push({ message, evidence: evidence.map(({ seq }) => seq) })
  }

  /** `whyUnknown` is said when nothing was checked. */
  verdict(whyUnknown: string): Verdict {
    if (this.#violations.length > 0) {
      return { verdict: 'fail', checked: this.#checked, violations: this.#violations }
    }
    return this.#checked > 0 ? { verdict: 'pass', checked: this.#checked } : { verdict: 'unknown', why: whyUnknown }
  }
}
