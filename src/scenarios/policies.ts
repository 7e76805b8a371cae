import type { Declared } from '../history/index.ts'

/** The policy that most applications want; it equals our client's defaults. Minutes on the clock, so for the virtual world. */
export const standard = {
  deadlineMs: 60_000,
  maxAttemptsPerCall: 6,
  maxAttemptsPerEndpoint: 3,
  backoff: { initialMs: 500, capMs: 8_000 },
  retryBudget: { ratio: 0.2, floorPerSecond: 3 },
  breaker: { failureRatio: 0.5, minSamples: 10, windowMs: 30_000, openMs: 15_000 },
  longestAskedWaitMs: 60_000,
  credentialCooldownMs: 300_000,
  timeouts: { connectMs: 5_000, headersMs: 20_000, firstTokenMs: 20_000, byteIdleMs: 15_000, attemptMs: 60_000 },
} as const satisfies Declared

/** A breaker that opens and closes again within the seconds of a scenario. */
export const quickBreaker = { failureRatio: 0.5, minSamples: 4, windowMs: 2_000, openMs: 400 } as const

/** The same shape in tenths of seconds: scenarios that real sockets play too must not take long. */
export const quick = {
  deadlineMs: 4_000,
  maxAttemptsPerCall: 6,
  maxAttemptsPerEndpoint: 3,
  backoff: { initialMs: 40, capMs: 160 },
  retryBudget: { ratio: 0.2, floorPerSecond: 3 },
  breaker: { failureRatio: 0.5, minSamples: 10, windowMs: 30_000, openMs: 15_000 },
  longestAskedWaitMs: 2_000,
  credentialCooldownMs: 300_000,
  timeouts: { connectMs: 1_000, headersMs: 400, firstTokenMs: 400, byteIdleMs: 300, attemptMs: 3_000 },
} as const satisfies Declared
