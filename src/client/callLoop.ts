import type { AttemptKind } from '../history/index.ts'
import type { Usage } from '../protocol/chat.ts'
import { CallRecord } from './callRecord.ts'
import { payloadOf } from './callPayload.ts'
import { checkCallOptions } from './checkCall.ts'
import { initialCallState, type CallState } from './callState.ts'
import type { ChatError } from './chatError.ts'
import type { ClientCore } from './core.ts'
import { longestSpread } from './candidates.ts'
import { shown } from './checkNames.ts'
import { afterRace } from './decide.ts'
import { beyondBudget, eligible, withoutUnaffordable } from './eligible.ts'
import { endsCall, failureOf, underPolicy, type Ending, type Failure } from './failure.ts'
import { Flight, type AttemptOrder, type AttemptResult } from './flight.ts'
import { hedgeDelayOf, hedgeEndpoint } from './hedging.ts'
import { ClientOptionsError } from './optionsError.ts'
import type { Payload } from './payload.ts'
import { Places } from './places.ts'
import type { CallOptions, ChatRequest } from './request.ts'
import { buryKey, passOnWait } from './sharedLessons.ts'

/** What one kind of call (whole answers, streams) does in an attempt. */
export interface CallKind<Value> {
  readonly stream: boolean
  /** See `CallState`. */
  readonly waitsForProbe?: boolean
  attempt(order: AttemptOrder): Promise<AttemptResult<Value>>
  /** Another attempt was faster: what this one opened is closed. */
  discard(value: Value): void
}

/** A call that got its answer, or the start of it. */
export interface Answered<Value> {
  readonly value: Value
  readonly flight: Flight<Value>
  /** To be told once how the answer went on: to its end (null), until a failure, or until its reader left. */
  readonly end: (how: Ending, usage: Usage | null) => void
}

/** One call from its start to its answer: the one place in the client that sleeps. */
export class CallLoop<Value> {
  readonly record: CallRecord
  readonly #core: ClientCore
  readonly #kind: CallKind<Value>
  readonly #payload: Payload
  readonly #idempotencyKey: string
  readonly #places: Places
  #state: CallState

  /** Throws a `ClientOptionsError` for options, and a `ChatError` for a request, that cannot work. */
  constructor(core: ClientCore, call: number, request: ChatRequest, options: CallOptions, kind: CallKind<Value>) {
    checkCallOptions(options)
    const deadlineMs = options.deadlineMs ?? core.policies.deadlineMs
    if (!(typeof deadlineMs === 'number' && deadlineMs >= 1))
      throw new ClientOptionsError(`deadlineMs is ${shown(deadlineMs)}, expected a number of ms from 1`)
    const callId = options.callId ?? call
    this.#core = core
    this.#kind = kind
    this.#payload = payloadOf(request, kind.stream)
    this.#places = new Places(core.gates, core.clock)
    this.#idempotencyKey = options.idempotencyKey ?? core.random.identity('call', callId)
    const order = eligible(core, this.#payload, options.prefer, callId)
    const tokens = core.gates.countsTokens ? this.#payload.countedTokens : 0
    this.record = new CallRecord(core, callId, options.signal, kind.stream)
    const { startedAtMs } = this.record
    const beyond = beyondBudget(core, order, this.#payload)
    this.#state = initialCallState(
      core.endpoints.length,
      startedAtMs + deadlineMs,
      order,
      tokens,
      beyond,
      kind.waitsForProbe,
    )
  }

  /** Resolves with the answer or throws a `ChatError`. After a throw nothing of the call is left behind. */
  async run(): Promise<Answered<Value>> {
    const { clock, gates, decisions, policies } = this.#core
    for (;;) {
      if (this.record.scope.aborted) throw this.#fail(this.record.abortFailure())
      const move = decisions.nextMove(this.#state, gates, clock.now(), policies.retry)
      if (move.do === 'fail') throw this.#fail(move.failure, move.retryAtMs)
      if (move.do === 'queue') {
        await this.#queue(move.endpoints, move.lookAtMs)
        continue
      }
      const placed = this.#places.take(move.endpoint, this.#state, clock.now())
      this.#state = placed.state
      if (!placed.stands) continue
      const delayMs = move.do === 'wait' ? this.#spread(move.endpoint, move.delayMs, move.reason) : 0
      this.#payRetry(move.endpoint, delayMs)
      if (move.do === 'wait') {
        this.#state = this.#places.leavePermit(this.#state)
        await this.#wait(Math.min(delayMs, move.lookAtMs - clock.now()), move.reason)
        continue
      }
      const kind: AttemptKind =
        this.#state.attempts === 0 ? 'first' : this.#isRetry(move.endpoint) ? 'retry' : 'fallback'
      const flight = this.#launch(move.endpoint, kind)
      const answered = flight === undefined ? undefined : await this.#race(flight)
      if (answered !== undefined) return answered
    }
  }

  #isRetry(endpoint: number): boolean {
    return this.#state.attempts > 0 && endpoint === this.#state.current
  }

  #payRetry(endpoint: number, inMs: number): void {
    if (!this.#isRetry(endpoint)) return
    const nowMs = this.#core.clock.now()
    this.#state = this.#places.payRetry(endpoint, this.#state, nowMs, nowMs + inMs)
  }

  #spread(endpoint: number, delayMs: number, reason: string): number {
    const { clock, random, policies, gates, decisions } = this.#core
    if (reason !== 'asked' || !decisions.spreadsAskedWaits) return delayMs
    const nowMs = clock.now()
    const start = { endpoint, startAtMs: nowMs + delayMs }
    const spreadMs = longestSpread(start, this.#state, gates, nowMs, policies.retry)
    const laterMs = delayMs + spreadMs * random.stream('spread', this.record.call, this.#state.attempts)()
    const fits = !this.#isRetry(endpoint) || this.#places.mayRetryAt(endpoint, nowMs, nowMs + laterMs)
    return fits ? laterMs : delayMs
  }

  /** Whatever happened meanwhile is looked at afresh by the next move. */
  async #wait(delayMs: number, reason: string): Promise<void> {
    const { clock, emit, decisions } = this.#core
    emit({ type: 'wait-started', call: this.record.call, delayMs: round(delayMs), reason })
    const startedAtMs = clock.now()
    if (decisions.abortsWaits) await this.record.scope.sleep(delayMs, (wake) => this.#places.onMovedUp(wake))
    else await clock.sleep(delayMs)
    const waitedMs = clock.now() - startedAtMs
    this.record.waitedMs += waitedMs
    const refreshed = this.#places.refreshed(this.#state, clock.now())
    this.#state = { ...refreshed, waitedMs: refreshed.waitedMs + waitedMs }
  }

  /** Stands in line for a permit, in every line that moves, until something else may be open, or the deadline. */
  async #queue(endpoints: readonly number[], lookAtMs: number): Promise<void> {
    const { clock, gates, emit } = this.#core
    const startedAtMs = clock.now()
    const roomMs = Math.min(this.#state.deadlineAtMs, lookAtMs) - startedAtMs
    emit({ type: 'wait-started', call: this.record.call, delayMs: round(roomMs), reason: 'concurrency' })
    const lines: { endpoint: number; leave: () => boolean }[] = []
    await this.record.scope.sleep(roomMs, (wake) => {
      for (const endpoint of endpoints) lines.push({ endpoint, leave: gates.lanes[endpoint]!.concurrency!.join(wake) })
    })
    this.record.waitedMs += clock.now() - startedAtMs
    // Two lines may have moved at one instant: the later permit goes to whoever stands behind.
    const granted = lines.filter(({ leave }) => !leave()).toReversed()
    this.#state = this.#places.refreshed(this.#state, clock.now())
    for (const { endpoint } of granted) this.#state = this.#places.holdPermit(endpoint, this.#state)
    if (granted.length === 0 && !this.record.scope.aborted && this.#state.deadlineAtMs <= lookAtMs)
      throw this.#fail(failureOf('local_limit', 'concurrency', 'no permit to be in flight before the deadline'))
  }

  /** Starts an attempt with all it needs; undefined if the budget does not bear it. */
  #launch(index: number, kind: AttemptKind): Flight<Value> | undefined {
    const { clock, gates, budget, limits } = this.#core
    const lane = gates.lanes[index]!
    const state = this.#state
    const worst = budget === undefined ? undefined : this.#payload.atMostPicoUsd(lane.endpoint, lane.price)
    const hold = worst === undefined ? undefined : budget!.reserve(worst)
    if (budget !== undefined && hold === undefined) {
      this.#state = this.#places.release(state)
      // A hedge is too dear for as long as the attempt beside it holds its worst case; a retry need not be.
      if (kind !== 'hedge') this.#state = { ...this.#state, unaffordable: [...state.unaffordable, index] }
      return undefined
    }
    const attemptsHere = state.attemptsOn[index]!
    this.#state = {
      ...this.#places.use(index, state),
      // A hedge is beside the way: where the call stands, its failures say.
      current: kind === 'hedge' ? state.current : index,
      attempts: state.attempts + 1,
      attemptsOn: state.attemptsOn.with(index, attemptsHere + 1),
    }
    if (kind === 'hedge') lane.retryBudget?.withdraw(clock.now())
    else if (kind !== 'retry') lane.retryBudget?.deposit(clock.now())
    return new Flight<Value>({
      core: this.#core,
      call: this.record.call,
      callStartedAtMs: this.record.startedAtMs,
      attempt: state.attempts,
      kind,
      index,
      hold,
      spending: this.record.spending,
      order: {
        payload: this.#payload,
        scope: this.record.scope,
        limits: attemptsHere === 0 ? limits.first : limits.later,
        deadlineAtMs: this.#state.deadlineAtMs,
        idempotencyKey: this.#idempotencyKey,
      },
      begin: (order) => this.#kind.attempt(order),
    })
  }

  /** Waits for the first attempt that answers, starting further ones where the policy says so. */
  async #race(first: Flight<Value>): Promise<Answered<Value> | undefined> {
    const flights = [first]
    let failures = 0
    for (let hedges = 0; flights.length > 0;) {
      const delayMs = hedgeDelayOf(this.#core, first, hedges)
      const landed = delayMs === undefined && flights.length === 1 ? flights[0]! : await this.#firstOf(flights, delayMs)
      if (landed === undefined) {
        hedges += 1
        const hedge = this.#launchHedge(flights)
        if (hedge !== undefined) flights.push(hedge)
        else hedges = Infinity
        continue
      }
      const result = await landed.result
      flights.splice(flights.indexOf(landed), 1)
      if (result.ok) {
        for (const loser of flights) this.#cancel(loser)
        landed.commit()
        const end: Answered<Value>['end'] = (how, usage) => this.#endAnswered(landed, how, usage)
        return { value: result.value, flight: landed, end }
      }
      const failure = this.#learn(landed, result.failure, failures)
      failures += 1
      // The caller's abort ends them all by itself. What a hedge is told ends nothing that may still bring an answer.
      if (endsCall(failure) && !landed.isHedge && !this.record.scope.aborted)
        for (const other of flights.splice(0)) this.#cancel(other)
    }
    return undefined
  }

  /** The first flight whose result is there; undefined if none is after `delayMs`. */
  async #firstOf(flights: readonly Flight<Value>[], delayMs = Infinity): Promise<Flight<Value> | undefined> {
    let landed: Flight<Value> | undefined
    const settled = Promise.race(flights.map(async (flight) => (await flight.result, flight)))
    if (delayMs === Infinity) return settled
    await this.record.scope.sleep(delayMs, (wake) => void settled.then((flight) => ((landed = flight), wake())))
    return landed ?? (this.record.scope.aborted ? settled : undefined)
  }

  #launchHedge(flights: readonly Flight<Value>[]): Flight<Value> | undefined {
    const { clock } = this.#core
    const index = hedgeEndpoint(
      this.#core,
      this.#state,
      flights.map((flight) => flight.index),
      clock.now(),
    )
    if (index === undefined) return undefined
    const placed = this.#places.take(index, this.#state, clock.now())
    this.#state = placed.state
    return placed.stands ? this.#launch(index, 'hedge') : undefined
  }

  #cancel(loser: Flight<Value>): void {
    this.record.attempts.push(loser.cancel())
    void loser.result.then((late) => late.ok && this.#kind.discard(late.value))
  }

  /** What the failure, as the policy wants it understood, teaches this call, and what it teaches all calls. */
  #learn(flight: Flight<Value>, given: Failure, failuresBefore: number): Failure {
    const { clock, policies, random, decisions } = this.#core
    const failure = underPolicy(given, policies.fallback)
    this.record.attempts.push(flight.end(failure, failure.usage ?? null))
    const nowMs = clock.now()
    const { endpoint, index } = flight
    passOnWait(this.#core, index, failure)
    const draw = random.stream('backoff', this.record.call, this.#state.attempts)
    const before = { ...this.#state, current: index, lastTookMs: nowMs - flight.startedAtMs }
    const isRefused = flight.isHedge && endsCall(failure)
    const learnt = isRefused ? { ...failure, spoils: 'endpoint' as const } : failure
    const after = decisions.afterFailure(before, learnt, endpoint, nowMs, policies.retry, draw)
    const merged = failuresBefore === 0 ? after : afterRace(this.#state, after)
    this.#state = withoutUnaffordable(this.#core, isRefused ? { ...merged, refused: failure } : merged, this.#payload)
    if (this.#state.deadCredentials.includes(endpoint.credential)) buryKey(this.#core, endpoint, failure)
    return failure
  }

  /** An answer that had begun is over; where it broke off, this call goes no further, but all calls learn from it. */
  #endAnswered(flight: Flight<Value>, how: Ending, usage: Usage | null): void {
    this.record.attempts.push(flight.end(how, usage))
    if (how === null || how === 'left') return
    passOnWait(this.#core, flight.index, how)
    buryKey(this.#core, flight.endpoint, how)
  }

  /** The call goes no further; what it held is given back. */
  #fail(failure: Failure, retryAtMs: number | null = null): ChatError {
    this.#state = this.#places.release(this.#state)
    return this.record.error(failure, '', retryAtMs)
  }
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
