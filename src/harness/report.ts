import type { ComparedRun } from './bench/compare/comparedRun.ts'
import type { BenchReport } from './bench/benchReport.ts'
import type { Cell } from './conformance/cellOf.ts'
import type { ExploredTarget } from './explored/exploredTarget.ts'
import type { Day } from './day/dayInWords.ts'
import type { PlanReport } from './plan/planReport.ts'
import type { HistoryEvent } from '../history/index.ts'
import type { Verdict } from '../invariants/index.ts'
import type { WorldName } from '../scenarios/scenario.ts'

/** One rule's verdict on one run. */
export interface JudgedInvariant {
  readonly invariant: string
  readonly number: number
  readonly requirement: string
  readonly source: string
  readonly strength: 'must' | 'should'
  /** The scenario names it under `exercises`. */
  readonly exercised: boolean
  readonly result: Verdict
}

/**
 * `held`: nothing broke and all that had to be exercised was. `broke`: an invariant failed. `no-verdict`: something
 * that had to be exercised stayed unknown. `refused`: this world cannot play it (with the reason). `left-out`: it was
 * not asked for here (too long in real time). `crashed`: the harness or the target fell over.
 */
export type RunVerdict = 'held' | 'broke' | 'no-verdict' | 'refused' | 'left-out' | 'crashed'

export interface RunReport {
  readonly target: string
  readonly world: WorldName
  readonly scenario: string
  readonly family: string
  readonly requirement: string
  readonly source: string
  readonly strength: 'must' | 'should'
  readonly seed: number
  readonly verdict: RunVerdict
  /** Why: for `refused`, `left-out`, `crashed` and `no-verdict`. */
  readonly reason: string | null
  /** sha256 of the canonical history; null if nothing was played. */
  readonly historyHash: string | null
  /** Types after `brownout replay`; null for what was not played, and for a target that no token can bring back. */
  readonly token: string | null
  /** The command that plays it again, where no token does. */
  readonly again?: string
  /** What a program did beside its calls, in the order in which it did: it is told, whatever the verdict is. */
  readonly notes?: readonly string[]
  /** Of a run for a table about somebody else's client: what the table says of it. */
  readonly cell?: Cell
  readonly calls: number
  readonly answered: number
  readonly attempts: number
  /** How long the run lasted on its own clock. */
  readonly elapsedMs: number
  readonly judged: readonly JudgedInvariant[]
  /** For a run that broke: the events around the evidence of the first violations, at most 40, in order. */
  readonly excerpt: readonly HistoryEvent[]
  /** For a run that broke: its scenario in words. */
  readonly day: Day | null
}

/** All that a reporter may read. JSON as it stands in `report.json`. */
export interface Report {
  readonly schema: 'brownout/report/1'
  readonly tool: {
    readonly name: 'brownout'
    readonly version: string
    readonly commit: string | null
    readonly node: string
  }
  readonly command: string
  /** ISO 8601, wall time. */
  readonly startedAt: string
  readonly wallMs: number
  readonly seed: number
  readonly verdict: 'held' | 'broke' | 'no-verdict'
  readonly runs: readonly RunReport[]
  /** Of `brownout bench`: what was measured. It has no runs. */
  readonly bench?: BenchReport
  /** Of `brownout plan`: how much load fits. It has no runs. */
  readonly plan?: PlanReport
  /** Of `brownout explore`: what was looked at, target by target. Its runs are what was found. */
  readonly explored?: readonly ExploredTarget[]
}

/** A file that a reporter makes; the harness writes it into the run's folder. */
export interface Artifact {
  readonly file: string
  readonly content: string
  /** How `content` holds what is no text, such as a picture; absent for text. */
  readonly encoding?: 'base64'
}

/** Thrown by a reporter that cannot draw here: one line that says why, and how to mend it. Nothing else is lost by it. */
export class NotDrawn extends Error {
  override readonly name = 'NotDrawn'

  readonly reason: NotDrawnReason

  constructor(line: string, reason: NotDrawnReason) {
    super(line, { cause: reason.cause })
    this.reason = reason
  }
}

export interface NotDrawnReason {
  readonly why: string
  readonly fix: string
  /** A package that is optional was never installed: nothing is broken. */
  readonly isAbsent?: boolean
  readonly cause?: unknown
}

/**
 * Pure: a report goes in, files come out. It may throw `NotDrawn`. `run` are the records behind the report of a benchmark, where
 * they are at hand.
 */
export interface Reporter {
  readonly name: string
  readonly doc: string
  render(report: Report, run?: ComparedRun): Artifact[]
}
