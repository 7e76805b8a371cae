import type { RandomStream } from '../runtime/index.ts'
import { backoffDelay } from './backoff.ts'
import type { CallState } from './callState.ts'
import type { Endpoint } from './endpoint.ts'
import { failureOf, spoilsOf, type Failure } from './failure.ts'
import type { Gate, Gates } from './gates.ts'
import type { RetryPolicy } from './policy.ts'

/** What a call does next. The loop in `callLoop.ts` is the one place that sleeps. */
export type Move =
  | { readonly do: 'attempt'; readonly endpoint: number }
  | { readonly do: 'wait'; readonly endpoint: number; readonly delayMs: number; readonly reason: string }
  | { readonly do: 'fail'; readonly failure: Failure; readonly retryAtMs: number | null }

/** Where a call stands after an attempt on the current endpoint failed. Pure but for the draw from `random`. */
export function afterFailure(
  state: CallState,
  failure: Failure,
  credential: number,
  nowMs: number,
  policy: RetryPolicy,
  random: RandomStream,
): CallState {
  const spoils = spoilsOf(failure)
  const attemptsHere = state.attemptsOn[state.current]!
  const backoffMs = backoffDelay(attemptsHere - 1, policy, random)
  return {
    ...state,
    mayRetry: mayRetryHere(failure, attemptsHere, policy),
    notBeforeMs: nowMs + Math.max(backoffMs, failure.askedWaitMs ?? 0),
    deadCredentials: spoils === 'credential' ? [...state.deadCredentials, credential] : state.deadCredentials,
    badCertificates: spoils === 'origin' ? [...state.badCertificates, state.current] : state.badCertificates,
    lastFailure: failure,
  }
}

function mayRetryHere(failure: Failure, attemptsHere: number, policy: RetryPolicy): boolean {
  if (attemptsHere >= policy.maxAttemptsPerEndpoint) return false
  // Retry-After beyond the cap: never early, hence not at all in this call.
  if ((failure.askedWaitMs ?? 0) > policy.longestAskedWaitMs) return false
  if (failure.shouldRetry !== undefined) return failure.shouldRetry
  if (refusedOrUnknown(failure)) return attemptsHere < 2
  return spoilsOf(failure) === 'attempt'
}

/** Refused and unresolvable endpoints are left at once; they get one more try only where no other endpoint is left. */
function refusedOrUnknown({ errorClass, reason }: Failure): boolean {
  return errorClass === 'network' && (reason === 'refused' || reason === 'dns')
}

interface Candidate {
  readonly endpoint: number
  readonly startAtMs: number
  readonly reason: string
  /** Backoff on the same endpoint is always sat out; other waits only up to the policy's patience. */
  readonly isBackoff: boolean
}

/**
 * The next move of a call: the current endpoint if it may be retried soon, else the next one in the chain that is open,
 * else whichever opens first if that is worth waiting for, else the end. Endpoints that the call has left are never
 * entered again. Pure.
 */
export function nextMove(state: CallState, gates: Gates, nowMs: number, policy: RetryPolicy): Move {
  const { lastFailure } = state
  if (lastFailure !== undefined && spoilsOf(lastFailure) === 'call' && lastFailure.shouldRetry !== true) {
    return { do: 'fail', failure: lastFailure, retryAtMs: null }
  }
  if (state.attempts >= policy.maxAttemptsPerCall) return giveUp(state, gates, nowMs, null)
  const candidates = candidatesOf(state, gates, nowMs)
  const possible = candidates.filter((candidate) => isWorthWaitingFor(candidate, state, nowMs, policy))
  const soon = possible.find(({ isBackoff, startAtMs }) => isBackoff || startAtMs - nowMs <= policy.patienceMs)
  const chosen = soon ?? earliestOf(possible)
  if (chosen === undefined) return giveUp(state, gates, nowMs, earliestOf(candidates)?.startAtMs ?? null)
  const delayMs = chosen.startAtMs - nowMs
  if (delayMs <= 0) return { do: 'attempt', endpoint: chosen.endpoint }
  return { do: 'wait', endpoint: chosen.endpoint, delayMs, reason: chosen.reason }
}

/** An open circuit is no queue, an asked wait has its cap, and after the deadline nobody is there any more. */
function isWorthWaitingFor(
  { startAtMs, reason }: Candidate,
  { deadlineAtMs }: CallState,
  nowMs: number,
  { longestAskedWaitMs }: RetryPolicy,
): boolean {
  if (startAtMs >= deadlineAtMs) return false
  const delayMs = startAtMs - nowMs
  return delayMs <= 0 || (reason !== 'breaker' && !(reason === 'asked' && delayMs > longestAskedWaitMs))
}

function candidatesOf(state: CallState, gates: Gates, nowMs: number): Candidate[] {
  const candidates: Candidate[] = []
  const stays = state.mayRetry && !isSpoiled(state, gates.endpoints, state.current)
  const avoided = state.lastFailure !== undefined && refusedOrUnknown(state.lastFailure)
  const here = stays ? candidateHere(state, gates.gate(state.current, nowMs, state.reserved), nowMs) : undefined
  if (here !== undefined && !avoided) candidates.push(here)
  gates.endpoints.forEach((_, endpoint) => {
    const gate = gates.gate(endpoint, nowMs, state.reserved)
    if (state.attemptsOn[endpoint]! > 0 || gate.reason === 'credential' || isSpoiled(state, gates.endpoints, endpoint))
      return
    if (Number.isFinite(gate.opensAtMs) || gate.opensAtMs < 0) {
      candidates.push({ endpoint, startAtMs: Math.max(nowMs, gate.opensAtMs), reason: gate.reason, isBackoff: false })
    }
  })
  if (here !== undefined && avoided) candidates.push(here)
  return candidates
}

/** What this call has learnt rules the endpoint out: its key is dead, or its origin showed a bad certificate. */
function isSpoiled(state: CallState, endpoints: readonly Endpoint[], index: number): boolean {
  const { credential, origin } = endpoints[index]!
  return (
    state.deadCredentials.includes(credential) || state.badCertificates.some((bad) => endpoints[bad]!.origin === origin)
  )
}

function candidateHere(state: CallState, gate: Gate, nowMs: number): Candidate | undefined {
  if (gate.reason === 'credential' || gate.opensAtMs === Infinity) return undefined
  const gated = gate.opensAtMs > Math.max(nowMs, state.notBeforeMs)
  const isBackoff = !gated && state.lastFailure?.askedWaitMs === undefined
  const startAtMs = Math.max(nowMs, state.notBeforeMs, gate.opensAtMs)
  const reason = gated ? gate.reason : isBackoff ? 'backoff' : 'asked'
  return { endpoint: state.current, startAtMs, reason, isBackoff }
}

function earliestOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || candidate.startAtMs < best.startAtMs ? candidate : best),
    undefined,
  )
}

function giveUp(state: CallState, gates: Gates, nowMs: number, opensAtMs: number | null): Move {
  const failure = state.lastFailure ?? closedFailure(gates, nowMs)
  const asked = failure.askedWaitMs === undefined ? null : state.notBeforeMs
  return { do: 'fail', failure, retryAtMs: opensAtMs ?? asked }
}

/** Why a call fails that could not make a single attempt. */
function closedFailure(gates: Gates, nowMs: number): Failure {
  const reasons = gates.endpoints.map(({ credential }, index) => {
    const death = gates.causeOfDeath(credential, nowMs)
    if (death !== undefined)
      return failureOf(death.errorClass, 'cooling_down', `this key was refused before: ${death.message}`)
    const { reason } = gates.gate(index, nowMs)
    if (reason === 'breaker')
      return failureOf('circuit_open', 'open', 'the circuit is open: the endpoint has mostly failed of late')
    if (reason === 'asked')
      return failureOf('rate_limited', 'cooling_down', 'the server asked for peace until later than this call may wait')
    return failureOf('local_limit', 'rpm', 'the limit of requests per minute leaves no room before the deadline')
  })
  return reasons.find(({ errorClass }) => errorClass !== 'auth') ?? reasons[0]!
}
