import type { ErrorClass } from '../../protocol/errorClass.ts'
import type { Usage } from '../../protocol/chat.ts'
import type { Failure } from '../failure.ts'

/** What one probe found out. */
export interface ProbeResult {
  /** `no_verdict`: the answer says nothing about the endpoint's health, which stays as it was. */
  readonly verdict: 'healthy' | 'unhealthy' | 'no_verdict'
  /** `ok`, or what came instead: `auth (http_401): …`. Scrubbed of the key. */
  readonly reason: string
  /** Null when healthy. */
  readonly failure: Failure | null
  /** What the provider counted for the probe; null where it did not say: unknown, not zero. `models` is free. */
  readonly usage: Usage | null
  /** Whether the request went out: what was not sent was not billed. */
  readonly sent: boolean
}

/** Errors about the probe, its pace or its end; whoever answers with one may be perfectly well. */
const saysNothing: ReadonlySet<ErrorClass> = new Set<ErrorClass>([
  'invalid_request',
  'context_length',
  'content_policy',
  'rate_limited',
  'conflict',
  'unacceptable',
  'aborted',
  'circuit_open',
  'local_limit',
  'budget',
])

export function healthyProbe(usage: Usage | null): ProbeResult {
  return { verdict: 'healthy', reason: 'ok', failure: null, usage, sent: true }
}

export function failedProbe(failure: Failure, sent: boolean): ProbeResult {
  const verdict = saysNothing.has(failure.errorClass) ? 'no_verdict' : 'unhealthy'
  const reason = `${failure.errorClass} (${failure.reason}): ${failure.message}`
  return { verdict, reason, failure, usage: null, sent }
}
