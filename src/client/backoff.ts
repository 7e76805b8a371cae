import type { RandomStream } from '../runtime/index.ts'
import type { RetryPolicy } from './policy.ts'

/**
 * Full jitter: anywhere between nothing and the ceiling, so that calls which failed together do not come back together
 * (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015). `retries` counts from 0.
 */
export function backoffDelay(retries: number, policy: RetryPolicy, random: RandomStream): number {
  return random() * ceilingOf(retries, policy)
}

/** The longest that so many retries can be backed off in all, in ms. */
export function longestBackoff(retries: number, policy: RetryPolicy): number {
  let longestMs = 0
  for (let retry = 0; retry < retries; retry += 1) longestMs += ceilingOf(retry, policy)
  return longestMs
}

function ceilingOf(retries: number, { initialDelayMs, maxDelayMs }: RetryPolicy): number {
  // 2^k overflows to Infinity after k = 1023, and no backoff at all (0 ms) times Infinity would be NaN.
  return Math.min(maxDelayMs, initialDelayMs * 2 ** Math.min(retries, 1023))
}
