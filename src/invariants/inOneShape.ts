import type { Declared } from '../history/index.ts'

type EveryName = { readonly [Name in keyof Required<Declared>]: undefined }

/** Each name there is: what was not declared stands here as undefined. */
const nothing: EveryName = {
  deadlineMs: undefined,
  maxAttemptsPerCall: undefined,
  maxAttemptsPerEndpoint: undefined,
  backoff: undefined,
  longestAskedWaitMs: undefined,
  credentialCooldownMs: undefined,
  timeouts: undefined,
  rpm: undefined,
  tpm: undefined,
  maxConcurrent: undefined,
  hedge: undefined,
  balance: undefined,
  retryBudget: undefined,
  breaker: undefined,
  slowCallMs: undefined,
  prices: undefined,
  budgetUsd: undefined,
  attemptAtMostUsd: undefined,
  wasteAtMost: undefined,
  keysOf: undefined,
  fallback: undefined,
  answerSchema: undefined,
  failsWith: undefined,
  answeredAtLeast: undefined,
  answeredAtMost: undefined,
  amplificationAtMost: undefined,
  retryPeak: undefined,
  quotaUse: undefined,
  outage: undefined,
}

/**
 * The same, with all names in one order. Each random case declares other things, and forty rules ask each one: objects of
 * hundreds of shapes would make every such question a search.
 */
export function inOneShape(declared: Declared): Declared {
  return Object.assign<object, Declared>({ ...nothing }, declared)
}
