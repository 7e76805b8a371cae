import type { Invariant } from '../../invariants/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import type { Target } from '../../targets/target.ts'
import type { Address } from './address.ts'
import type { Coverage } from './coverage/coverage.ts'
import type { Tallies } from './tallies.ts'

/** What to explore, how far, and with what. */
export interface Exploration {
  /**
   * A client, or where a thread finds it: a function cannot be sent to another thread. Our own targets are found by
   * themselves.
   */
  readonly target: Target | Address
  /** How many cases to play, at most. */
  readonly runs: number
  /** The same seed and the same number of runs give the same result, for any number of workers. */
  readonly seed: number
  /**
   * 1 with a `Target`: in this thread. More, or any number with an `Address`: in so many threads beside it, where a watchdog
   * ends a target that never comes back.
   */
  readonly workers: number
  /** The user's own rules, beside the catalogue's; for threads, where to find them. */
  readonly own?: readonly Invariant[] | readonly Address[]
  /** Scenarios that are played before the random cases, and count. */
  readonly examples?: readonly Scenario[]
  /** Ends with the first case that breaks a rule (of that name, unless `any`). Played to the last case unless set. */
  readonly until?: string
  /** False: cases that break a rule stay as they were drawn. */
  readonly shrinks?: boolean
  /** Begins no more cases once it is aborted; what was played then is the result. */
  readonly signal?: AbortSignal
  /** A case that takes longer, in real ms, never comes back (threads only); 10,000 unless set. */
  readonly hangMs?: number
}

/** The name that a finding has where no rule was broken: the target threw what it must not, or never came back. */
export const crash = 'crash'
export const hang = 'hang'

/** A rule that was broken, with the smallest case found that breaks it. */
export interface Found {
  /** The rule's name; `crash` or `hang` where the target threw, or never came back. */
  readonly invariant: string
  /** The first breach of the shrunk case, or what was thrown. */
  readonly message: string
  /** Shrunk. */
  readonly scenario: Scenario
  /** Of the run. */
  readonly seed: number
  /** Of the shrunk case's history; '' for a crash or a hang, which leave none. */
  readonly historyHash: string
  /** The first case that broke the rule, counted from 1. */
  readonly afterCases: number
  /** Rules of the script as it was drawn. */
  readonly rulesBefore: number
  /** Rules of the shrunk script. */
  readonly rules: number
  /** How many simpler cases were tried. */
  readonly shrinkRuns: number
}

export interface Explored {
  /** Cases played; fewer than asked for if it ended early. */
  readonly cases: number
  readonly calls: number
  readonly attempts: number
  /** By rule, in the catalogue's order, the user's own last. */
  readonly tallies: Tallies
  /** What was exercised: `coverageReport` puts it in words and tables. */
  readonly coverage: Coverage
  /** One per broken rule, in the order in which they were found. */
  readonly found: readonly Found[]
}

/** Told while it goes on; each may be left out. */
export interface ExplorationEvents {
  /** After each shard, in order. */
  readonly onProgress?: (progress: { readonly cases: number; readonly runs: number }) => void
  /** A rule was broken for the first time; the case is still to be shrunk. */
  readonly onAlarm?: (invariant: string, afterCases: number) => void
  readonly onFound?: (found: Found) => void
}
