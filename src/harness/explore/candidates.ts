import type { Scenario } from '../../scenarios/scenario.ts'
import { countRules } from './shrink/countRules.ts'

/** A case that broke a rule, as it was drawn. */
export interface Candidate {
  readonly invariant: string
  readonly message: string
  readonly scenario: Scenario
  readonly seed: number
  /** Counted from 1. */
  readonly number: number
}

/** So many small cases are kept per rule, beside the first one. */
const mostKept = 2

/** Keeps, per rule, the first case and the smallest ones. */
export class Candidates {
  readonly #kept = new Map<string, Candidate[]>()

  get invariants(): readonly string[] {
    return [...this.#kept.keys()]
  }

  /** Cases come in the order of their numbers. */
  add(candidate: Candidate): void {
    const kept = this.#kept.get(candidate.invariant)
    if (kept === undefined) {
      this.#kept.set(candidate.invariant, [candidate])
      return
    }
    const [first, ...small] = [...kept, candidate]
    this.#kept.set(candidate.invariant, [first!, ...small.toSorted(smallestFirst).slice(0, mostKept)])
  }

  of(invariant: string): readonly Candidate[] {
    return this.#kept.get(invariant) ?? []
  }

  all(): Candidate[] {
    return [...this.#kept.values()].flat().toSorted((a, b) => a.number - b.number)
  }
}

function smallestFirst(a: Candidate, b: Candidate): number {
  return sizeOf(a) - sizeOf(b) || a.number - b.number
}

/** Rules count most; of two with as many the shorter one. */
function sizeOf({ scenario }: Candidate): number {
  return countRules(scenario.upstream) * 100_000 + JSON.stringify(scenario).length
}
