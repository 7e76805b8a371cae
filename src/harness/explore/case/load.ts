import { burst, callers, constant, poisson, sequential, type LoadSpec } from '../../../load/index.ts'
import type { CaseBounds } from './bounds.ts'
import type { Arbitrary, FC } from './fastCheck.ts'
import { percentOf, type Odds } from './odds.ts'

export function load(fc: FC, { calls: mostCalls, pauseMs }: CaseBounds, odds: Odds): Arbitrary<LoadSpec> {
  const calls = fc.integer({ min: 1, max: mostCalls })
  const arrivals: Record<'sequential' | 'burst' | 'callers' | 'constant' | 'poisson', Arbitrary<LoadSpec>> = {
    sequential: fc.record({ calls, pauseMs: fc.nat(pauseMs) }).map(sequential),
    burst: fc.record({ calls }).map(burst),
    callers: fc
      .record({ callers: fc.integer({ min: 1, max: Math.min(8, mostCalls) }), calls, pauseMs: fc.nat(pauseMs) })
      .map((plan) => callers({ ...plan, calls: Math.ceil(plan.calls / plan.callers) })),
    constant: fc.record({ calls, everyMs: fc.integer({ min: 1, max: pauseMs }) }).map(constant),
    poisson: fc
      .record({
        perSecond: fc.integer({ min: 1, max: 10 }),
        durationMs: fc.integer({ min: 100, max: mostCalls * 100 }),
      })
      .map(poisson),
  }
  return fc.oneof(
    ...(Object.keys(arrivals) as (keyof typeof arrivals)[]).map((shape) => ({
      weight: percentOf(shape, odds),
      arbitrary: arrivals[shape],
    })),
  )
}
