import type { RunReport } from '../../harness/report.ts'
import { brokenRules, type BrokenRule } from '../../reporters/digest.ts'

/** Why a run fails a test: rules that broke, or that it proves nothing. */
export interface Complaint {
  readonly verdict: 'broke' | 'no-verdict' | 'refused' | 'crashed'
  /** Empty unless it broke. */
  readonly rules: readonly BrokenRule[]
  /** Null if it broke. */
  readonly reason: string | null
}

/** What speaks against a run; undefined if nothing does. A run that proved nothing is no success. */
export function complaintOf(
  run: RunReport,
  excepted: ReadonlySet<string>,
  strength: 'must' | 'should' = 'should',
): Complaint | undefined {
  if (run.verdict === 'held') return undefined
  if (run.verdict !== 'broke') {
    const verdict = run.verdict === 'left-out' ? 'refused' : run.verdict
    return { verdict, rules: [], reason: run.reason }
  }
  const rules = brokenRules(run).filter(
    (rule) => !excepted.has(rule.invariant) && (strength === 'should' || rule.strength === 'must'),
  )
  if (rules.length > 0) return { verdict: 'broke', rules, reason: null }
  const held = run.judged.some(({ exercised, result }) => exercised && result.verdict === 'pass')
  return held ? undefined : { verdict: 'no-verdict', rules: [], reason: null }
}
