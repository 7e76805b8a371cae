import type { ErrorClass } from '../protocol/errorClass.ts'

/**
 * What a failure spoils, from the smallest to the largest: only this `attempt` (the same endpoint may do better), the
 * `endpoint` (another may do better), the `origin` (another host may do better), the `credential` (another key may do
 * better), or the whole `call` (nothing helps).
 */
export type Spoils = 'attempt' | 'endpoint' | 'origin' | 'credential' | 'call'

/** What one class of errors means for the call, the endpoint and the bill. */
export interface ErrorRule {
  readonly spoils: Spoils
  /** Says something about the endpoint's health: the circuit breaker counts it. */
  readonly countsForBreaker: boolean
  /** The provider may have worked, and may charge, although no answer came. */
  readonly mayBeBilled: boolean
}

const rule = (spoils: Spoils, countsForBreaker = false, mayBeBilled = false): ErrorRule => ({
  spoils,
  countsForBreaker,
  mayBeBilled,
})

/** The retry matrix: one row a class, and nothing about retries is decided anywhere else by class. */
export const errorTable: Readonly<Record<ErrorClass, ErrorRule>> = {
  invalid_request: rule('call'),
  auth: rule('credential'),
  permission: rule('credential'),
  not_found: rule('endpoint'),
  context_length: rule('endpoint'),
  content_policy: rule('call'),
  rate_limited: rule('attempt'),
  quota_exhausted: rule('credential'),
  overloaded: rule('attempt', true),
  server_error: rule('attempt', true),
  conflict: rule('attempt'),
  timeout: rule('attempt', true, true),
  network: rule('attempt', true, true),
  tls_permanent: rule('origin', true),
  tls_transient: rule('attempt', true, true),
  protocol: rule('attempt', true, true),
  unacceptable: rule('attempt', false, true),
  aborted: rule('call', false, true),
  circuit_open: rule('endpoint'),
  local_limit: rule('endpoint'),
  budget: rule('call'),
}
