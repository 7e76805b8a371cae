import type { RandomStream } from '../runtime/index.ts'
import { backoffDelay } from './backoff.ts'
import { leastRoomMs, type CallState } from './callState.ts'
import { candidatesOf, earliestOf, type Candidate } from './candidates.ts'
import type { Endpoint } from './endpoint.ts'
import { endsCall, floorOf, refusedOrUnknown, spoilsOf, type Failure } from './failure.ts'
import type { Gates } from './gates.ts'
import { giveUp, type Failed } from './giveUp.ts'
import type { RetryPolicy } from './policy.ts'
import { nextProbeAtMs, waitsForProbe } from './probedCircuit.ts'

/** What a call does next. The loop in `callLoop.ts` is the one place that sleeps. */
export type Move =
  | { readonly do: 'attempt'; readonly endpoint: number }
  | {
      readonly do: 'wait'
      readonly endpoint: number
      readonly delayMs: number
      readonly reason: string
      /** Look again by then (monotonic ms): a circuit elsewhere lets one through. Infinity: none does before. */
      readonly lookAtMs: number
    }
  /** Stand in the lines for a permit to be in flight, and look again at `lookAtMs`; the first permit counts. */
  | { readonly do: 'queue'; readonly endpoints: readonly number[]; readonly lookAtMs: number }
  | Failed

/** Where a call stands after an attempt on the current endpoint failed. Pure but for the draw from `random`. */
export function afterFailure(
  state: CallState,
  failure: Failure,
  endpoint: Pick<Endpoint, 'credential' | 'contextWindow'>,
  nowMs: number,
  policy: RetryPolicy,
  random: RandomStream,
): CallState {
  const spoils = spoilsOf(failure)
  const attemptsHere = state.attemptsOn[state.current]!
  const backoffMs = backoffDelay(attemptsHere - 1, policy, random)
  const { credential, contextWindow = -1 } = endpoint
  return {
    ...state,
    mayRetry: mayRetryHere(failure, attemptsHere, policy),
    notBeforeMs: nowMs + Math.max(backoffMs, floorOf(failure) ?? 0),
    deadCredentials: spoils === 'credential' ? [...state.deadCredentials, credential] : state.deadCredentials,
    badCertificates: spoils === 'origin' ? [...state.badCertificates, state.current] : state.badCertificates,
    spoiltEndpoints:
      spoils === 'endpoint' && failure.shouldRetry !== true
        ? [...state.spoiltEndpoints, state.current]
        : state.spoiltEndpoints,
    outgrownWindow:
      failure.errorClass === 'context_length' ? Math.max(state.outgrownWindow, contextWindow) : state.outgrownWindow,
    lastFailure: failure,
  }
}

/**
 * Where a call stands after another attempt of the same race failed, a hedge or the one beside it. Whichever landed last:
 * it goes on where it still may, and what keeps it from other endpoints must be so by both.
 */
export function afterRace(before: CallState, later: CallState): CallState {
  const { current, mayRetry, notBeforeMs, lastFailure, lastTookMs } = before
  const kept = before.mayRetry && !later.mayRetry ? { current, mayRetry, notBeforeMs, lastFailure, lastTookMs } : {}
  const merged = { ...later, ...kept }
  if (merged.lastFailure?.mayFallBack !== false) return merged
  if (lastFailure?.mayFallBack === false && later.lastFailure?.mayFallBack === false) return merged
  const { mayFallBack: _, ...mayGoOn } = merged.lastFailure
  return { ...merged, lastFailure: mayGoOn }
}

function mayRetryHere(failure: Failure, attemptsHere: number, policy: RetryPolicy): boolean {
  if (attemptsHere >= policy.maxAttemptsPerEndpoint) return false
  // Retry-After beyond the cap: never early, hence not at all in this call.
  if ((floorOf(failure) ?? 0) > policy.longestAskedWaitMs) return false
  if (failure.shouldRetry !== undefined) return failure.shouldRetry
  if (refusedOrUnknown(failure)) return attemptsHere < 2
  return spoilsOf(failure) === 'attempt'
}

/**
 * The next move of a call: the current endpoint if it may be retried soon, else the next one in the chain that is open,
 * else whichever opens first if that is worth waiting for, else the end. Backoffs on one endpoint are together within the
 * policy's patience while another is open. Endpoints that the call has left are never entered again. Pure.
 */
export function nextMove(state: CallState, gates: Gates, nowMs: number, policy: RetryPolicy): Move {
  const { lastFailure } = state
  if (lastFailure !== undefined && endsCall(lastFailure)) return { do: 'fail', failure: lastFailure, retryAtMs: null }
  if (mayGoStraight(state, gates, nowMs)) return { do: 'attempt', endpoint: state.order[0]! }
  if (state.attempts >= policy.maxAttemptsPerCall) return giveUp(state, gates, nowMs, policy)
  const candidates = candidatesOf(state, gates, nowMs, policy)
  const possible = candidates.filter((candidate) => isWorthWaitingFor(candidate, state, nowMs, policy))
  // Added up as the start was, or a wait of exactly so long would be longer by a rounding error.
  const patientUntilMs = nowMs + policy.patienceMs
  const soon = possible.find(
    ({ isFull, isBackoff, startAtMs }) => !isFull && (isBackoff || startAtMs <= patientUntilMs),
  )
  // A line moves as others end; how fast, nobody knows. It goes before a wait that is known to be long.
  const lines = soon === undefined ? possible.filter(({ isFull, startAtMs }) => isFull && startAtMs <= nowMs) : []
  if (lines.length > 0) {
    const other = earliestOf(possible.filter((candidate) => !lines.includes(candidate)))
    const lookAtMs = Math.min(other?.startAtMs ?? Infinity, nextProbeAtMs(state, gates, nowMs))
    return { do: 'queue', endpoints: lines.map(({ endpoint }) => endpoint), lookAtMs }
  }
  const chosen = soon ?? earliestOf(possible)
  if (chosen === undefined) return giveUp(state, gates, nowMs, policy)
  const delayMs = chosen.startAtMs - nowMs
  if (delayMs <= 0) return { do: 'attempt', endpoint: chosen.endpoint }
  const { endpoint, reason } = chosen
  return { do: 'wait', endpoint, delayMs, reason, lookAtMs: nextProbeAtMs(state, gates, nowMs) }
}

/** Most calls go where they want to at once: nothing else needs to be looked at. */
function mayGoStraight(state: CallState, gates: Gates, nowMs: number): boolean {
  if (state.attempts > 0 || state.unaffordable.length > 0 || state.deadlineAtMs <= nowMs) return false
  const { opensAtMs, full } = gates.gate(state.order[0]!, nowMs, state)
  return opensAtMs <= nowMs && !full
}

/**
 * An open circuit is no queue: only who has tried already, or has no hurry, waits for it. An asked wait has its cap, and
 * after the deadline nobody is there any more.
 */
function isWorthWaitingFor(
  { startAtMs, reason, isOwnWait }: Candidate,
  state: CallState,
  nowMs: number,
  { longestAskedWaitMs }: RetryPolicy,
): boolean {
  if (startAtMs <= nowMs) return startAtMs < state.deadlineAtMs
  if (startAtMs > state.deadlineAtMs - leastRoomMs) return false
  if (isOwnWait) return true
  if (reason === 'breaker') return waitsForProbe(state)
  return !(reason === 'asked' && startAtMs > nowMs + longestAskedWaitMs)
}
