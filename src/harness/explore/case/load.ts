import { burst, callers, constant, poisson, sequential, type LoadSpec } from '../../../load/index.ts'
import type { CaseBounds } from './bounds.ts'
import type { Arbitrary, FC } from './fastCheck.ts'

export function load(fc: FC, { calls: mostCalls, pauseMs }: CaseBounds): Arbitrary<LoadSpec> {
  const calls = fc.integer({ min: 1, max: mostCalls })
  return fc.oneof(
    fc.record({ calls, pauseMs: fc.nat(pauseMs) }).map(sequential),
    fc.record({ calls }).map(burst),
    fc
      .record({ callers: fc.integer({ min: 1, max: 8 }), calls, pauseMs: fc.nat(pauseMs) })
      .map((plan) => callers({ ...plan, calls: Math.ceil(plan.calls / plan.callers) })),
    fc.record({ calls, everyMs: fc.integer({ min: 1, max: pauseMs }) }).map(constant),
    fc
      .record({
        perSecond: fc.integer({ min: 1, max: 10 }),
        durationMs: fc.integer({ min: 100, max: mostCalls * 100 }),
      })
      .map(poisson),
  )
}
