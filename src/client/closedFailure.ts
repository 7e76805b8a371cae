import type { CallState } from './callState.ts'
import { failureOf, type Failure } from './failure.ts'
import type { Gates } from './gates.ts'

/** Why a call fails that could not make a single attempt. */
export function closedFailure(state: CallState, gates: Gates, nowMs: number): Failure {
  // Whatever else is closed will open: that the budget bears nothing is what lasts.
  if (state.order.every((index) => state.unaffordable.includes(index))) return budgetFailure()
  const reasons = state.order.map((index) => reasonAt(index, state, gates, nowMs))
  return reasons.find(({ errorClass }) => errorClass !== 'auth') ?? reasons[0]!
}

function reasonAt(index: number, state: CallState, gates: Gates, nowMs: number): Failure {
  const death = gates.causeOfDeath(gates.endpoints[index]!.credential, nowMs)
  if (death !== undefined)
    return failureOf(death.errorClass, 'cooling_down', `this key was refused before: ${death.message}`)
  if (state.unaffordable.includes(index)) return budgetFailure()
  const { reason, opensAtMs } = gates.gate(index, nowMs, state)
  if (reason === 'breaker')
    return failureOf('circuit_open', 'open', 'the circuit is open: the endpoint has mostly failed of late')
  if (reason === 'asked')
    return failureOf('rate_limited', 'cooling_down', 'the server asked for peace until later than this call may wait')
  if (opensAtMs === Infinity)
    return failureOf('local_limit', 'tpm', 'the request alone counts more tokens than the limit of a whole minute')
  return failureOf(
    'local_limit',
    'quota',
    'the limit of requests or tokens per minute leaves no room before the deadline',
  )
}

/** The worst case of another attempt would take the client over its budget. */
export function budgetFailure(): Failure {
  return failureOf('budget', 'spent', 'the worst case of this attempt would take the client over its cost budget')
}
