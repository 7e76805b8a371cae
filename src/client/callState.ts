import type { Endpoint } from './endpoint.ts'
import type { Failure } from './failure.ts'

/** What a call holds and needs at the gates. */
export interface Claim {
  /** What the request counts in a limiter of tokens. */
  readonly tokens: number
  /** The place this call holds in an endpoint's rate limiter. */
  readonly reserved: { readonly endpoint: number; readonly startAtMs: number } | undefined
  /** The endpoint at which this call holds a permit to be in flight. */
  readonly permit: number | undefined
  /** When the retry on the current endpoint is to start for which this call has paid at the retry budget. */
  readonly paidRetryMs: number | undefined
}

/** What a call has been through so far: all that its next move depends on, beside the gates. */
export interface CallState extends Claim {
  readonly deadlineAtMs: number
  /** How long it has sat out waits so far, in ms. */
  readonly waitedMs: number
  /** Where the last circuit is open it waits for the probe, even before its first attempt: there is no hurry. */
  readonly waitsForProbe: boolean
  /** The endpoints that may serve this call, in the order in which they are tried. */
  readonly order: readonly number[]
  readonly attempts: number
  /** Attempts made on each endpoint. */
  readonly attemptsOn: readonly number[]
  /** The endpoint of the last attempt; -1 before the first. */
  readonly current: number
  /** The current endpoint may be tried again, from `notBeforeMs` on. */
  readonly mayRetry: boolean
  readonly notBeforeMs: number
  /** Keys that died during this call; they stay dead for it whatever the client-wide cooldown says. */
  readonly deadCredentials: readonly number[]
  /** Endpoints that showed a bad certificate: every other endpoint at their origin would show the same one. */
  readonly badCertificates: readonly number[]
  /** Endpoints that can do nothing for this call (404 and the like), whatever another attempt there still comes to. */
  readonly spoiltEndpoints: readonly number[]
  /** The largest window that was too small for the messages; -1 while none was. */
  readonly outgrownWindow: number
  /** Endpoints whose worst case the cost budget does not bear any more. */
  readonly unaffordable: readonly number[]
  readonly lastFailure: Failure | undefined
  /** A hedge was told that nothing helps the call: it goes on where it is, and nowhere else, and ends with this. */
  readonly refused: Failure | undefined
  /** How long the attempt took that failed so. */
  readonly lastTookMs: number
}

/** What a wait must leave of the call. Timers are no finer, and an instant put together of others may be off by rounding. */
export const leastRoomMs = 1

/** A paid retry may start so much later than planned: timers are late. Later still, others may have counted on the room. */
export const paidForMs = 1_000

/** Never written to, so shared by all calls. */
const nones: (readonly number[])[] = []
const noneOf = (endpoints: number): readonly number[] =>
  (nones[endpoints] ??= Object.freeze(Array.from({ length: endpoints }, () => 0)))

export function initialCallState(
  endpoints: number,
  deadlineAtMs: number,
  order: readonly number[] = Array.from({ length: endpoints }, (_, index) => index),
  tokens = 0,
  unaffordable: readonly number[] = [],
  waitsForProbe = false,
): CallState {
  return {
    deadlineAtMs,
    waitedMs: 0,
    waitsForProbe,
    order,
    tokens,
    attempts: 0,
    attemptsOn: noneOf(endpoints),
    current: -1,
    mayRetry: false,
    notBeforeMs: -Infinity,
    deadCredentials: [],
    badCertificates: [],
    spoiltEndpoints: [],
    outgrownWindow: -1,
    unaffordable,
    lastFailure: undefined,
    refused: undefined,
    lastTookMs: 0,
    reserved: undefined,
    permit: undefined,
    paidRetryMs: undefined,
  }
}

/** What this call has learnt rules the endpoint out. */
export function isSpoiled(state: CallState, endpoints: readonly Endpoint[], index: number): boolean {
  const { credential, origin, contextWindow } = endpoints[index]!
  return (
    state.deadCredentials.includes(credential) ||
    state.badCertificates.some((bad) => endpoints[bad]!.origin === origin) ||
    (contextWindow !== undefined && contextWindow <= state.outgrownWindow) ||
    state.spoiltEndpoints.includes(index) ||
    state.unaffordable.includes(index)
  )
}
