/**
 * The exploration of a target by random cases: `explore` plays, judges, learns what was not exercised yet, and shrinks what
 * breaks a rule. `found` of its result are scenarios that can be played like any other, on the virtual world, with
 * `found.seed`; `coverageReport(explored.coverage, Object.keys(explored.tallies))` says how much was looked at, and
 * `coverageSummary` says it in a few lines. `shrinkScenario` makes any failing scenario smaller.
 */
export { addressOf, type Address } from './address.ts'
export {
  coverageReport,
  type CoverageReport,
  type FaultCoverage,
  type FeatureCoverage,
} from './coverage/coverageReport.ts'
export { coverageSummary } from './coverage/coverageSummary.ts'
export type { Exploration, ExplorationEvents, Explored, Found } from './exploration.ts'
export { explore } from './explore.ts'
export { countRules } from './shrink/countRules.ts'
export { shrinkScenario, type Shrunk } from './shrink/shrinkScenario.ts'
export type { Tallies, Tally } from './tallies.ts'
