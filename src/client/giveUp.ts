import { isSpoiled, leastRoomMs, type CallState } from './callState.ts'
import { budgetFailure, closedFailure } from './closedFailure.ts'
import { endsCall, floorOf, type Failure } from './failure.ts'
import type { Gates } from './gates.ts'
import type { RetryPolicy } from './policy.ts'

export interface Failed {
  readonly do: 'fail'
  readonly failure: Failure
  /** Monotonic ms from which a new call has a chance, where somebody said so. */
  readonly retryAtMs: number | null
}

/** The end of a call for which nothing is left to try. Pure. */
export function giveUp(state: CallState, gates: Gates, nowMs: number, policy: RetryPolicy): Failed {
  const { lastFailure, refused } = state
  if (refused !== undefined) return { do: 'fail', failure: refused, retryAtMs: null }
  // What ended the call is the budget; what had gone wrong before it stands in the attempts.
  if (lastFailure !== undefined && isForMoney(lastFailure, state, gates, nowMs, policy))
    return { do: 'fail', failure: { ...budgetFailure(), status: lastFailure.status }, retryAtMs: null }
  const failure = lastFailure ?? closedFailure(state, gates, nowMs)
  const asked = isAskedToWait(failure, state, nowMs) ? state.notBeforeMs : null
  const opens = nextOpenAtMs(state, gates, nowMs)
  return {
    do: 'fail',
    failure,
    retryAtMs: asked === null || opens === null ? (asked ?? opens) : Math.min(asked, opens),
  }
}

/** A wait that was sat out is none any more: the money may have gone meanwhile. */
function isAskedToWait(failure: Failure, { notBeforeMs }: CallState, nowMs: number): boolean {
  return floorOf(failure) !== undefined && notBeforeMs > nowMs
}

/**
 * When the first endpoint opens that a new call could use, those included that this one has left; null if one is open.
 * What the budget does not bear is of no use to the next call either, open or not.
 */
function nextOpenAtMs(state: CallState, gates: Gates, nowMs: number): number | null {
  // A key that died in this call is no reason for ever: the gate knows until when.
  const lasting = { ...state, deadCredentials: [] }
  let opensAtMs = Infinity
  for (const index of state.order)
    if (!isSpoiled(lasting, gates.endpoints, index))
      opensAtMs = Math.min(opensAtMs, gates.gate(index, nowMs, state).opensAtMs)
  return opensAtMs > nowMs && opensAtMs < Infinity ? opensAtMs : null
}

/** Only the money is missing: an endpoint that the budget does not bear could be asked now. */
function isForMoney(
  lastFailure: Failure,
  state: CallState,
  gates: Gates,
  nowMs: number,
  { maxAttemptsPerCall }: RetryPolicy,
): boolean {
  const { attempts, attemptsOn, current, deadlineAtMs, mayRetry, unaffordable } = state
  if (attempts >= maxAttemptsPerCall || nowMs > deadlineAtMs - leastRoomMs) return false
  if (endsCall(lastFailure) || isAskedToWait(lastFailure, state, nowMs)) return false
  return unaffordable.some((index) => {
    const isLeft = attemptsOn[index] === 0 ? lastFailure.mayFallBack !== false : index === current && mayRetry
    const isWell = !isSpoiled({ ...state, unaffordable: [] }, gates.endpoints, index)
    return isLeft && isWell && gates.gate(index, nowMs, state).opensAtMs <= nowMs
  })
}
