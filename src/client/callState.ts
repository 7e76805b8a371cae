import type { Failure } from './failure.ts'

/** What a call has been through so far: all that its next move depends on, beside the gates. */
export interface CallState {
  readonly deadlineAtMs: number
  readonly attempts: number
  /** Attempts made on each endpoint of the chain. */
  readonly attemptsOn: readonly number[]
  /** The endpoint of the last attempt; -1 before the first. */
  readonly current: number
  /** The current endpoint may be tried again, from `notBeforeMs` on. */
  readonly mayRetry: boolean
  readonly notBeforeMs: number
  /** Keys that died during this call; they stay dead for it whatever the process-wide cooldown says. */
  readonly deadCredentials: readonly number[]
  /** Endpoints that showed a bad certificate: every other endpoint at their origin would show the same one. */
  readonly badCertificates: readonly number[]
  readonly lastFailure: Failure | undefined
  /** The place this call holds in an endpoint's rate limiter. */
  readonly reserved: { readonly endpoint: number; readonly startAtMs: number } | undefined
}

export function initialCallState(endpoints: number, deadlineAtMs: number): CallState {
  return {
    deadlineAtMs,
    attempts: 0,
    attemptsOn: Array.from({ length: endpoints }, () => 0),
    current: -1,
    mayRetry: false,
    notBeforeMs: -Infinity,
    deadCredentials: [],
    badCertificates: [],
    lastFailure: undefined,
    reserved: undefined,
  }
}
