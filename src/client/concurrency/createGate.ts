import { AimdLimit } from './aimd.ts'
import { checkLimit } from './checkLimit.ts'
import { LimitedGate, type ConcurrencyGate } from './concurrencyGate.ts'
import { fixedLimit } from './fixed.ts'
import { GradientLimit } from './gradient.ts'
import type { ConcurrencyLimit } from './limit.ts'
import type { ConcurrencyLimitSpec } from './limitSpec.ts'

/**
 * The gate of one endpoint. `onChange` hears of every change of the limit, before anybody is let in by it.
 * Throws a `ClientOptionsError` for a limit that no client could live by.
 */
export function concurrencyGate(
  spec: ConcurrencyLimitSpec,
  onChange: (from: number, to: number) => void = () => {},
): ConcurrencyGate {
  checkLimit(spec)
  return new LimitedGate(limitFrom(spec), onChange)
}

function limitFrom(spec: ConcurrencyLimitSpec): ConcurrencyLimit {
  switch (spec.limit) {
    case 'fixed':
      return fixedLimit(spec)
    case 'aimd':
      return new AimdLimit(spec)
    case 'gradient':
      return new GradientLimit(spec)
  }
}
