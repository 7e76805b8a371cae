import { messages } from '../../../messages/index.ts'
import type { CoverageReport } from './coverageReport.ts'

const words = messages.coverage

/** A few lines that say how much was looked at. */
export function coverageSummary({ pairs, combinations, neverMet }: CoverageReport): string[] {
  return [
    words.faults(pairs.faults),
    words.pairs({
      phase: pairs.faultByPhase,
      kind: pairs.faultByKind,
      feature: pairs.faultByFeature,
      rule: pairs.faultByInvariant,
      featureAndRule: pairs.featureByInvariant,
    }),
    words.combinations(combinations),
    ...(neverMet.faults.length === 0 ? [] : [words.neverMet(neverMet.faults)]),
    ...(neverMet.invariants.length === 0 ? [] : [words.neverTested(neverMet.invariants)]),
  ]
}
