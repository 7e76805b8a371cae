import { shown } from '../checkNames.ts'
import { ClientOptionsError } from '../optionsError.ts'
import { gcra, type GcraLimits } from './gcra.ts'
import type { RateLimiter } from './rateLimiter.ts'
import { slidingLog } from './slidingLog.ts'

/** What one endpoint's limiter holds, and how. */
export interface LimiterPolicy extends GcraLimits {
  /** `sliding-log` if left out: exact, and a full minute may start at once. `gcra`: at an even pace, with a burst. */
  readonly algorithm?: 'sliding-log' | 'gcra' | undefined
}

/** The limiter of one endpoint. Throws `ClientOptionsError` for limits that none could hold. */
export function limiterFor(policy: LimiterPolicy): RateLimiter {
  const { rpm = Infinity, tpm = Infinity, algorithm = 'sliding-log', burst, burstTokens } = policy
  wholeFrom(1, 'rpm', rpm)
  wholeFrom(1, 'tpm', tpm)
  wholeFrom(0, 'burst', burst ?? 0)
  wholeFrom(0, 'burstTokens', burstTokens ?? 0)
  if (algorithm !== 'gcra' && (burst !== undefined || burstTokens !== undefined))
    throw new ClientOptionsError("rateLimiter.burst and burstTokens need algorithm: 'gcra'; a sliding log has no burst")
  if (rpm === Infinity && tpm === Infinity) return unlimited
  if (algorithm === 'gcra') return gcra(policy)
  if (algorithm === 'sliding-log') return slidingLog(policy)
  throw new ClientOptionsError(`rateLimiter.algorithm is ${shown(algorithm)}, expected 'sliding-log' or 'gcra'`)
}

/** Remembers nothing, as nothing is held. */
const unlimited: RateLimiter = {
  earliest: (nowMs) => nowMs,
  reserve: (nowMs) => ({ startAtMs: nowMs }),
  confirm: () => 0,
  cancel: () => {},
}

function wholeFrom(least: number, name: string, value: number): void {
  if (value === Infinity && least === 1) return
  if (Number.isInteger(value) && value >= least) return
  throw new ClientOptionsError(`rateLimiter.${name} is ${shown(value)}, expected a whole number from ${least}`)
}
