import { axesOf, type Axes } from './axes.ts'

/**
 * What was exercised, as counts of cases: flat tables, row by row, that travel between threads and add up. A case counts
 * once in a cell, however often it was there.
 */
export interface Coverage {
  cases: number
  /** In how many cases a fault took effect. */
  readonly fault: Uint32Array
  readonly feature: Uint32Array
  /** In how many cases a rule was put to the test. */
  readonly invariant: Uint32Array
  readonly kind: Uint32Array
  readonly faultByPhase: Uint32Array
  readonly faultByKind: Uint32Array
  readonly faultByFeature: Uint32Array
  readonly faultByInvariant: Uint32Array
  readonly featureByInvariant: Uint32Array
  readonly featureByKind: Uint32Array
  /** Fault x phase x feature x rule put to the test: a bit each. */
  readonly combinations: Uint32Array
}

export function noCoverage(invariants: readonly string[]): Coverage {
  return coverageOn(axesOf(invariants))
}

function coverageOn({ faults, phases, kinds, features, invariants }: Axes): Coverage {
  const table = (...axes: readonly (readonly unknown[])[]) =>
    new Uint32Array(axes.reduce((product, { length }) => product * length, 1))
  return {
    cases: 0,
    fault: table(faults),
    feature: table(features),
    invariant: table(invariants),
    kind: table(kinds),
    faultByPhase: table(faults, phases),
    faultByKind: table(faults, kinds),
    faultByFeature: table(faults, features),
    faultByInvariant: table(faults, invariants),
    featureByInvariant: table(features, invariants),
    featureByKind: table(features, kinds),
    combinations: new Uint32Array(
      Math.ceil((faults.length * phases.length * features.length * invariants.length) / 32),
    ),
  }
}

/** Adds up; the order does not matter. */
export function addCoverage(to: Coverage, more: Coverage): void {
  to.cases += more.cases
  for (const [name, table] of Object.entries(more) as [keyof Coverage, Uint32Array | number][]) {
    const sum = to[name]
    if (typeof table === 'number' || typeof sum === 'number') continue
    if (name === 'combinations') for (let index = 0; index < table.length; index += 1) sum[index]! |= table[index]!
    else for (let index = 0; index < table.length; index += 1) sum[index]! += table[index]!
  }
}
