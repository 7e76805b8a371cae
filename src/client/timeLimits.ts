import type { TimeLimits, TimeoutPolicy } from './policy.ts'

/** The limits of an endpoint's first attempt in a call, and of those after it. */
interface LimitsByAttempt {
  readonly first: TimeLimits
  readonly later: TimeLimits
}

/** Put together once for each policy, and not for each attempt. */
const known = new WeakMap<TimeoutPolicy, LimitsByAttempt>()

export function timeLimitsOf(policy: TimeoutPolicy, attemptsBefore: number): TimeLimits {
  let limits = known.get(policy)
  if (limits === undefined) {
    const { laterAttempts, ...first } = policy
    limits = { first, later: { ...first, ...laterAttempts } }
    known.set(policy, limits)
  }
  return attemptsBefore === 0 ? limits.first : limits.later
}
