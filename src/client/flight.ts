import type { AttemptKind } from '../history/index.ts'
import type { Usage } from '../protocol/chat.ts'
import type { PriceTable } from '../protocol/money/price.ts'
import type { TransportHeaders } from '../runtime/index.ts'
import { spentWindow } from './askedWait.ts'
import type { CallScope } from './callScope.ts'
import type { AttemptRecord } from './chatError.ts'
import type { ClientCore } from './core.ts'
import type { Hold } from './costBudget.ts'
import type { Endpoint } from './endpoint.ts'
import { failureOf, type Ending, type Failure } from './failure.ts'
import type { Lane } from './lane.ts'
import type { Payload } from './payload.ts'
import type { TimeLimits } from './policy.ts'
import type { Spending } from './spend.ts'

export type AttemptResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** What an attempt takes down on its way; monotonic ms. */
export interface AttemptTrace {
  /** When its connection stood and the request went out, if the transport told. */
  sentAtMs: number | undefined
  /** Nothing has gone out. A transport that tells nothing of its connections is taken to send at once. */
  isUnsent: boolean
  /** Of the response, as soon as they are there. */
  headers: TransportHeaders
}

/** One attempt as the loop orders it. */
export interface AttemptOrder {
  readonly endpoint: Endpoint
  readonly payload: Payload
  readonly scope: CallScope
  readonly limits: TimeLimits
  readonly deadlineAtMs: number
  readonly idempotencyKey: string
  readonly trace: AttemptTrace
  /** Sets what ends this attempt when another one of the call has won. */
  cancelledBy(cancel: (reason: unknown) => void): void
}

export interface FlightPlan<Value> {
  readonly core: ClientCore
  readonly call: number
  /** When the call began, in monotonic ms. */
  readonly callStartedAtMs: number
  readonly attempt: number
  readonly kind: AttemptKind
  readonly index: number
  /** What the cost budget holds for it. */
  readonly hold: Hold | undefined
  readonly spending: Spending
  readonly order: Omit<AttemptOrder, 'trace' | 'cancelledBy' | 'endpoint'>
  readonly begin: (order: AttemptOrder) => Promise<AttemptResult<Value>>
}

/** For so long others are asked before an endpoint that ate a call: the breaker alone needs ten calls to notice. */
const suspicionMs = 15_000

/** One attempt under way, with all that has to be given back when it ends. */
export class Flight<Value> {
  readonly #plan: FlightPlan<Value>
  readonly #lane: Lane
  #probe: boolean
  readonly #price: PriceTable | undefined
  readonly trace: AttemptTrace = { sentAtMs: undefined, isUnsent: true, headers: {} }
  readonly startedAtMs: number
  readonly result: Promise<AttemptResult<Value>>
  /** When its result was there: of a stream, its first content. */
  #committedAtMs: number | undefined
  #cancel: ((reason: unknown) => void) | undefined
  #over = false

  constructor(plan: FlightPlan<Value>) {
    const { core, call, attempt, kind, index, order } = plan
    this.#plan = plan
    const lane = (this.#lane = core.gates.lanes[index]!)
    this.startedAtMs = core.clock.now()
    this.#probe = lane.breaker?.admit(this.startedAtMs) ?? false
    this.#price = lane.price
    lane.inFlight += 1
    const { id, model, origin } = lane.endpoint
    if (core.isHeard) core.emit({ type: 'attempt-started', call, attempt, endpoint: id, kind, model, origin })
    this.result = plan.begin({
      ...order,
      endpoint: lane.endpoint,
      trace: this.trace,
      cancelledBy: (cancel) => (this.#cancel = cancel),
    })
  }

  get index(): number {
    return this.#plan.index
  }

  get isHedge(): boolean {
    return this.#plan.kind === 'hedge'
  }

  get endpoint(): Endpoint {
    return this.#lane.endpoint
  }

  /** Its result is there, and is the one that the call takes. */
  commit(): void {
    const nowMs = (this.#committedAtMs = this.#plan.core.clock.now())
    // A probe has shown by now what it was sent for: how long its reader takes is no reason to keep others out.
    if (this.#probe) this.#lane.breaker?.settle(nowMs, true, this.#isSlow(nowMs - this.startedAtMs) ? 'failed' : 'good')
    this.#probe = false
    this.#leaveAlone(nowMs)
  }

  /** A good answer may say that it was the last one for a while: that binds all calls. */
  #leaveAlone(nowMs: number): void {
    const { core, index } = this.#plan
    const waitMs = spentWindow(this.trace.headers, core.clock.epochMs())
    if (waitMs !== undefined && core.decisions.sharesAskedWaits) core.gates.askForPeace(index, nowMs, waitMs)
  }

  /** Another attempt has won: this one is closed, and may be billed all the same. */
  cancel(): AttemptRecord {
    const record = this.end(failureOf('aborted', 'superseded', 'another attempt of the call was faster'), null)
    this.#cancel?.(new Error('superseded'))
    return record
  }

  /** Gives everything back. To be told once. */
  end(how: Ending, usage: Usage | null): AttemptRecord {
    const { core, call, attempt, kind, callStartedAtMs, spending, hold, order } = this.#plan
    const failure = how === 'left' ? null : how
    const endedAtMs = core.clock.now()
    const latencyMs = (this.#committedAtMs ?? endedAtMs) - this.startedAtMs
    this.#giveBack(how, endedAtMs, latencyMs)
    const sent = !this.trace.isUnsent
    const charged = { endpoint: this.endpoint, price: this.#price, payload: order.payload, sent, how, usage }
    const picoUsd = core.decisions.chargeAttempt(charged, [spending, core.spending])
    if (hold !== undefined) core.budget!.settle(hold, picoUsd)
    const { id } = this.#lane.endpoint
    const { errorClass = null, reason = null, status = null } = failure ?? {}
    if (core.isHeard) core.emit({ type: 'attempt-ended', call, attempt, endpoint: id, errorClass, reason, status })
    const startedAtMs = this.startedAtMs - callStartedAtMs
    return { endpoint: id, kind, startedAtMs, endedAtMs: endedAtMs - callStartedAtMs, failure, usage }
  }

  /**
   * The deadline ended it after most of the call, and after longer than the client has patience: where that happens to
   * every other call, the others in the chain would never be asked.
   */
  #ateTheCall(how: Ending, tookMs: number): boolean {
    if (how === null || how === 'left' || how.reason !== 'deadline') return false
    const { core, order, callStartedAtMs } = this.#plan
    return tookMs > core.policies.retry.patienceMs && tookMs * 2 > order.deadlineAtMs - callStartedAtMs
  }

  #isSlow(latencyMs: number): boolean {
    return latencyMs > (this.#plan.core.policies.circuitBreaker?.slowCallMs ?? Infinity)
  }

  #giveBack(how: Ending, nowMs: number, latencyMs: number): void {
    if (this.#over) throw new Error('an attempt ended twice')
    this.#over = true
    const lane = this.#lane
    const { decisions } = this.#plan.core
    lane.inFlight -= 1
    const ateTheCall = this.#ateTheCall(how, latencyMs)
    const health = ateTheCall ? 'failed' : decisions.healthOf(how)
    if (ateTheCall) lane.suspectUntilMs = nowMs + suspicionMs
    else if (health === 'good') lane.suspectUntilMs = -Infinity
    const took = how === null || this.#committedAtMs !== undefined
    const tookLonger = !took && wouldHaveTakenLonger(how)
    lane.breaker?.settle(nowMs, this.#probe, (took || tookLonger) && this.#isSlow(latencyMs) ? 'failed' : health)
    if (took) lane.latency.record(nowMs, latencyMs)
    else if (tookLonger) lane.latency.recordAtLeast(nowMs, latencyMs)
    if (decisions.givesPermitBack(how)) lane.concurrency?.release(nowMs, loadOf(how), latencyMs)
  }
}

/** It was given up, be it for the call's deadline: an endpoint that is always given up, or always loses, is slow. */
function wouldHaveTakenLonger(how: Ending): boolean {
  return how !== null && how !== 'left' && (how.reason === 'superseded' || how.errorClass === 'timeout')
}

/** What an ending says about how much the endpoint bears. */
function loadOf(how: Ending): 'good' | 'overloaded' | 'silent' {
  if (how === null) return 'good'
  if (how === 'left') return 'silent'
  const { errorClass, reason } = how
  const isOverload = errorClass === 'rate_limited' || errorClass === 'overloaded' || errorClass === 'timeout'
  return isOverload && reason !== 'deadline' ? 'overloaded' : 'silent'
}
