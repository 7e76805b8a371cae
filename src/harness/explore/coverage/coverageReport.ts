import { axesOf, phasesOf, type Axes } from './axes.ts'
import type { Coverage } from './coverage.ts'

/** How many of all pairs were met. Not every pair exists: a stall knows no whole answer. */
interface Met {
  readonly met: number
  readonly of: number
}

/** What was exercised, as plain JSON: numbers are numbers of cases. */
export interface CoverageReport {
  readonly cases: number
  readonly pairs: {
    readonly faults: Met
    readonly faultByPhase: Met
    readonly faultByKind: Met
    readonly faultByFeature: Met
    readonly faultByInvariant: Met
    readonly featureByInvariant: Met
  }
  /** Different ones of fault x phase x feature x rule put to the test. */
  readonly combinations: number
  readonly neverMet: { readonly faults: readonly string[]; readonly invariants: readonly string[] }
  readonly faults: Readonly<Record<string, FaultCoverage>>
  readonly features: Readonly<Record<string, FeatureCoverage>>
  /** In how many cases each rule was put to the test. */
  readonly invariants: Readonly<Record<string, number>>
  readonly kinds: Readonly<Record<string, number>>
}

/** Zeros are left out. */
export interface FaultCoverage {
  readonly cases: number
  /** Where the attempts came to that met it. */
  readonly phases: Readonly<Record<string, number>>
  /** Which attempts met it. */
  readonly kinds: Readonly<Record<string, number>>
  readonly features: Readonly<Record<string, number>>
  readonly invariants: Readonly<Record<string, number>>
}

export interface FeatureCoverage {
  readonly cases: number
  readonly invariants: Readonly<Record<string, number>>
}

/** `invariants` are the names of all rules in the order in which they are judged: the keys of the tallies. */
export function coverageReport(coverage: Coverage, invariants: readonly string[]): CoverageReport {
  const axes = axesOf(invariants)
  return {
    cases: coverage.cases,
    pairs: {
      faults: met(coverage.fault),
      faultByPhase: { ...met(coverage.faultByPhase), of: phasePairs(axes) },
      faultByKind: met(coverage.faultByKind),
      faultByFeature: met(coverage.faultByFeature),
      faultByInvariant: met(coverage.faultByInvariant),
      featureByInvariant: met(coverage.featureByInvariant),
    },
    combinations: coverage.combinations.reduce((sum, word) => sum + bitsIn(word), 0),
    neverMet: {
      faults: axes.faults.filter((_, index) => coverage.fault[index] === 0),
      invariants: invariants.filter((_, index) => coverage.invariant[index] === 0),
    },
    faults: Object.fromEntries(
      axes.faults.map((type, index) => [
        type,
        {
          cases: coverage.fault[index]!,
          phases: row(coverage.faultByPhase, index, axes.phases),
          kinds: row(coverage.faultByKind, index, axes.kinds),
          features: row(coverage.faultByFeature, index, axes.features),
          invariants: row(coverage.faultByInvariant, index, invariants),
        },
      ]),
    ),
    features: Object.fromEntries(
      axes.features.map((name, index) => [
        name,
        { cases: coverage.feature[index]!, invariants: row(coverage.featureByInvariant, index, invariants) },
      ]),
    ),
    invariants: row(coverage.invariant, 0, invariants),
    kinds: row(coverage.kind, 0, axes.kinds),
  }
}

function phasePairs({ faults }: Axes): number {
  return faults.reduce((sum, fault) => sum + phasesOf(fault).length, 0)
}

function met(table: Uint32Array): Met {
  return { met: table.reduce((sum, cases) => sum + (cases > 0 ? 1 : 0), 0), of: table.length }
}

function row(table: Uint32Array, index: number, names: readonly string[]): Record<string, number> {
  const cells = names.map((name, column) => [name, table[index * names.length + column]!] as const)
  return Object.fromEntries(cells.filter(([, cases]) => cases > 0))
}

function bitsIn(word: number): number {
  let bits = 0
  for (let left = word; left !== 0; left &= left - 1) bits += 1
  return bits
}
