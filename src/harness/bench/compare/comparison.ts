import type { Finding } from '../../../bench/compare/finding.ts'
import type { GateResult } from '../../../bench/gates/judgeGates.ts'
import type { ValidityLight } from '../../../bench/metrics/benchSummary.ts'
import type { ComparedRun } from './comparedRun.ts'
import type { ExactDifference } from './exactDifference.ts'

type Side = Pick<ComparedRun, 'name' | 'startedAt' | 'tool' | 'planHash' | 'state'> & {
  /** Measured ones. */
  readonly calls: number
  /** What speaks against the run. */
  readonly lights: readonly ValidityLight[]
}

/** Two runs, or a baseline and a run, side by side: plain JSON. */
export interface Comparison {
  readonly schema: 'brownout/bench-comparison/1'
  readonly before: Side
  readonly after: Side
  /** Call by call: same prompts at the same planned instants. */
  readonly isPaired: boolean
  readonly margin: number
  readonly findings: readonly Finding[]
  /** Of the later run. */
  readonly gates: readonly GateResult[]
  /** In virtual time only. */
  readonly exact: ExactDifference | null
  /** Timings of one of both cannot be believed. */
  readonly isTooNoisy: boolean
  readonly verdict: 'held' | 'broke' | 'no-verdict'
}
