import type { CoverageReport, Explored, Exploration, Found, Tally } from '../explore/index.ts'
import { coverageReport } from '../explore/coverage/coverageReport.ts'

/** What one target's exploration came to, as plain JSON: it stands in `report.json`. */
export interface ExploredTarget {
  readonly target: string
  readonly seed: number
  /** Cases that were asked for; `cases` were played. */
  readonly runs: number
  readonly cases: number
  readonly calls: number
  readonly attempts: number
  /** By rule: in how many cases it passed, stayed unknown and failed, and how often it was put to the test in all of them. */
  readonly rules: Readonly<Record<string, Tally>>
  readonly coverage: CoverageReport
  /** The smallest day for each broken rule, in the order in which they were broken. */
  readonly found: readonly FoundDay[]
}

/** `found-1a2b3c4d`, and how it was come by. */
export interface FoundDay extends Omit<Found, 'scenario' | 'historyHash'> {
  readonly name: string
  /** Types after `brownout replay`. */
  readonly token: string | null
}

export function exploredTarget(
  target: string,
  { seed, runs }: Pick<Exploration, 'seed' | 'runs'>,
  { cases, calls, attempts, tallies, coverage }: Explored,
  found: readonly FoundDay[],
): ExploredTarget {
  const report = coverageReport(coverage, Object.keys(tallies))
  return { target, seed, runs, cases, calls, attempts, rules: tallies, coverage: report, found }
}

/** Nothing that was put to the test proves nothing. */
export function wasJudged({ rules }: Pick<ExploredTarget, 'rules'>): boolean {
  return Object.values(rules).some(({ pass, fail }) => pass + fail > 0)
}
