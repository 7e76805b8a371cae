import type { Clock } from '../runtime/index.ts'
import { paidForMs, type CallState } from './callState.ts'
import type { Gates } from './gates.ts'
import type { Reservation } from './limits/index.ts'

/** What one call holds at the gates: at most one place in a rate limiter, one permit to be in flight, one paid retry. */
export class Places {
  readonly #gates: Gates
  readonly #clock: Clock
  #place: { endpoint: number; reservation: Reservation } | undefined
  #retry: { endpoint: number; atMs: number } | undefined

  constructor(gates: Gates, clock: Clock) {
    this.#gates = gates
    this.#clock = clock
  }

  /**
   * Takes or keeps the place in the endpoint's limiter. It does not stand if it turns out to be later than planned (the
   * request before it started late): decide again.
   */
  take(endpoint: number, state: CallState, nowMs: number): { readonly state: CallState; readonly stands: boolean } {
    const cleared = this.#leaveOthers(endpoint, state)
    const { limiter } = this.#gates.lanes[endpoint]!
    if (limiter === undefined) return { state: cleared, stands: true }
    const known = this.#place !== undefined
    const reservation = this.#place?.reservation ?? limiter.reserve(nowMs, state.tokens)
    this.#place = { endpoint, reservation }
    const isLate = known && reservation.startAtMs <= nowMs && limiter.confirm(reservation, nowMs) > 0
    return { state: { ...cleared, reserved: { endpoint, startAtMs: reservation.startAtMs } }, stands: !isLate }
  }

  /** The call will try the endpoint again at `atMs`: others must not use up what it counts on. */
  payRetry(endpoint: number, state: CallState, nowMs: number, atMs: number): CallState {
    const { retryBudget } = this.#gates.lanes[endpoint]!
    if (retryBudget === undefined) return state
    const paidMs = this.#retry?.atMs ?? Infinity
    if (atMs >= paidMs && atMs <= paidMs + paidForMs) return state
    const free = this.#leaveRetry(state)
    retryBudget.withdraw(nowMs, atMs)
    this.#retry = { endpoint, atMs }
    return { ...free, paidRetryMs: atMs }
  }

  /** Whether a retry that is put off to `atMs` has room in the budget there too: others may be planned behind it. */
  mayRetryAt(endpoint: number, nowMs: number, atMs: number): boolean {
    const { retryBudget } = this.#gates.lanes[endpoint]!
    return retryBudget === undefined || retryBudget.earliest(nowMs, atMs, this.#retry?.atMs) <= atMs
  }

  /** Somebody before this call gave up: its place is earlier than it was. */
  onMovedUp(wake: () => void): void {
    if (this.#place !== undefined) this.#place.reservation.movedUp = wake
  }

  /** The state with the place as it is now, and without a retry that was paid for an instant long gone. */
  refreshed(state: CallState, nowMs: number): CallState {
    const isStale = this.#retry !== undefined && nowMs > this.#retry.atMs + paidForMs
    const paid = isStale ? this.#leaveRetry(state) : state
    if (this.#place === undefined) return paid
    const { endpoint, reservation } = this.#place
    return { ...paid, reserved: { endpoint, startAtMs: reservation.startAtMs } }
  }

  /** The attempt starts: its place is used up, its permit is out. */
  use(endpoint: number, state: CallState): CallState {
    this.#place = undefined
    this.#retry = undefined
    if (state.permit !== endpoint) {
      this.#leavePermit(state)
      this.#gates.lanes[endpoint]!.concurrency?.tryAcquire()
    }
    return { ...state, reserved: undefined, permit: undefined, paidRetryMs: undefined }
  }

  /** The line has given this call a permit. */
  holdPermit(endpoint: number, state: CallState): CallState {
    this.#leavePermit(state)
    return { ...state, permit: endpoint }
  }

  /** The call has to wait for something else: whoever stands in line gets the permit. */
  leavePermit(state: CallState): CallState {
    if (state.permit === undefined) return state
    this.#leavePermit(state)
    return { ...state, permit: undefined }
  }

  /** The call goes no further: nothing was used. */
  release(state: CallState): CallState {
    this.#leavePermit(state)
    return { ...this.#leaveRetry(this.#leavePlace(state)), permit: undefined }
  }

  #leaveOthers(endpoint: number, state: CallState): CallState {
    const placed = this.#place !== undefined && this.#place.endpoint !== endpoint ? this.#leavePlace(state) : state
    return this.#retry !== undefined && this.#retry.endpoint !== endpoint ? this.#leaveRetry(placed) : placed
  }

  #leaveRetry(state: CallState): CallState {
    if (this.#retry === undefined) return state
    this.#gates.lanes[this.#retry.endpoint]!.retryBudget?.giveBack(this.#retry.atMs)
    this.#retry = undefined
    return { ...state, paidRetryMs: undefined }
  }

  #leavePlace(state: CallState): CallState {
    if (this.#place === undefined) return state
    this.#gates.lanes[this.#place.endpoint]!.limiter?.cancel(this.#place.reservation)
    this.#place = undefined
    return { ...state, reserved: undefined }
  }

  #leavePermit({ permit }: CallState): void {
    if (permit !== undefined) this.#gates.lanes[permit]!.concurrency?.release(this.#clock.now(), 'silent', 0)
  }
}
