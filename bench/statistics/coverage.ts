import { bootstrapQuantile } from '../../src/bench/statistics/bootstrap.ts'
import { normalQuantile } from '../../src/bench/statistics/normal.ts'
import { quantileInterval } from '../../src/bench/statistics/quantileInterval.ts'
import { meanBlockOf } from '../../src/bench/statistics/stationaryBootstrap.ts'
import { createRandom } from '../../src/runtime/index.ts'
import { autoregressive, normals } from './simulated.ts'

export interface Setting {
  readonly phi: number
  readonly q: number
  readonly n: number
}

export interface Coverage {
  /** Of the intervals that there were, how many held the truth. */
  readonly share: number
  readonly belowShare: number
  readonly aboveShare: number
  /** How often calls were too few for one. */
  readonly noneShare: number
  readonly meanEffectiveN: number
}

type Limits = readonly [low: number, high: number]

/** How often 95 % intervals hold the true quantile of lognormal latencies: their order is that of the normal ones. */
export function coverage({ phi, q, n }: Setting, runs: number): Coverage {
  let effective = 0
  const counted = count(runs, q, (run) => {
    const values = autoregressive(n, phi, normals(run, 'coverage', phi, q, n)).map(Math.exp)
    const { interval, effectiveN } = quantileInterval(values, values.toSorted(), q)
    effective += effectiveN
    return interval
  })
  return { ...counted, meanEffectiveN: effective / runs }
}

/** The same by percentile limits of the stationary bootstrap. */
export function bootstrapCoverage({ phi, q, n }: Setting, runs: number, resamples: number): Coverage {
  let effective = 0
  const counted = count(runs, q, (run) => {
    const values = autoregressive(n, phi, normals(run, 'coverage', phi, q, n)).map(Math.exp)
    const { effectiveN } = quantileInterval(values, values.toSorted(), q)
    effective += effectiveN
    const uniform = createRandom(run).stream('bootstrap')
    return bootstrapQuantile(values, q, { resamples, meanBlock: meanBlockOf(n, effectiveN), uniform })
  })
  return { ...counted, meanEffectiveN: effective / runs }
}

function count(runs: number, q: number, limitsOf: (run: number) => Limits | undefined) {
  const truth = Math.exp(normalQuantile(q))
  let [none, below, above] = [0, 0, 0]
  for (let run = 0; run < runs; run += 1) {
    const limits = limitsOf(run)
    if (limits === undefined) none += 1
    else if (limits[1] < truth) below += 1
    else if (limits[0] > truth) above += 1
  }
  const told = Math.max(1, runs - none)
  return {
    share: (told - below - above) / told,
    belowShare: below / told,
    aboveShare: above / told,
    noneShare: none / runs,
  }
}
