import type { TimeLimits, TimeoutPolicy } from './policy.ts'

/** The limits of an endpoint's first attempt in a call, and of those after it. */
export interface LimitsByAttempt {
  readonly first: TimeLimits
  readonly later: TimeLimits
}

/** Put together once for each client, and not for each attempt. */
export function limitsByAttempt({ laterAttempts, ...first }: TimeoutPolicy): LimitsByAttempt {
  return { first, later: { ...first, ...laterAttempts } }
}
