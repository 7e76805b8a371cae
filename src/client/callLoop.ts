import type { AttemptKind } from '../history/index.ts'
import { initialCallState, type CallState } from './callState.ts'
import { CallScope } from './callScope.ts'
import { ChatError, type AttemptRecord } from './chatError.ts'
import type { ClientCore } from './core.ts'
import { errorTable } from './errorTable.ts'
import { failureOf, spoilsOf, type Failure } from './failure.ts'
import type { Reservation } from './limits/index.ts'
import { ClientOptionsError } from './optionsError.ts'
import type { CallOptions } from './request.ts'

export type AttemptResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** One attempt as the loop orders it. */
export interface AttemptOrder {
  readonly endpoint: number
  readonly scope: CallScope
  readonly deadlineAtMs: number
  readonly idempotencyKey: string
}

/** A call that got its answer, or the start of it. */
export interface Answered<Value> {
  readonly value: Value
  readonly endpoint: number
  readonly attempts: AttemptRecord[]
  /** To be told once how the answer went on: to its end (null), until a failure, or until its reader left. */
  readonly end: (how: Failure | null | 'left') => void
}

/** One call from its start to its answer: the one place in the client that sleeps. */
export class CallLoop<Value> {
  readonly #core: ClientCore
  readonly #attempt: (order: AttemptOrder) => Promise<AttemptResult<Value>>
  readonly #call: number
  readonly #idempotencyKey: string
  readonly startedAtMs: number
  readonly scope: CallScope
  readonly attempts: AttemptRecord[] = []
  #state: CallState
  #place: { endpoint: number; reservation: Reservation } | undefined

  constructor(
    core: ClientCore,
    call: number,
    options: CallOptions,
    attempt: (order: AttemptOrder) => Promise<AttemptResult<Value>>,
  ) {
    this.#core = core
    this.#call = options.callId ?? call
    this.#attempt = attempt
    this.startedAtMs = core.clock.now()
    this.#idempotencyKey = options.idempotencyKey ?? core.random.identity('call', this.#call)
    this.scope = new CallScope(core.clock, options.signal)
    const deadlineMs = options.deadlineMs ?? core.policies.deadlineMs
    if (!(deadlineMs >= 1)) throw new ClientOptionsError(`deadlineMs is ${deadlineMs}, expected a number of ms from 1`)
    this.#state = initialCallState(core.endpoints.length, this.startedAtMs + deadlineMs)
  }

  /** Resolves with the answer or throws a `ChatError`. After a throw nothing of the call is left behind. */
  async run(): Promise<Answered<Value>> {
    const { clock, gates, decisions, policies } = this.#core
    for (;;) {
      if (this.scope.aborted) throw this.abortError()
      const move = decisions.nextMove(this.#state, gates, clock.now(), policies.retry)
      if (move.do === 'fail') throw this.#endError(move.failure, move.retryAtMs)
      if (!this.#takePlace(move.endpoint)) continue
      if (move.do === 'wait') {
        await this.#wait(move.delayMs, move.reason)
        continue
      }
      this.#place = undefined
      const { result, end } = await this.#try(move.endpoint)
      if (result.ok) return { value: result.value, endpoint: move.endpoint, attempts: this.attempts, end }
      end(result.failure)
      this.#learn(move.endpoint, result.failure, clock.now())
    }
  }

  /**
   * Takes or keeps the place in the endpoint's limiter. False if the place turns out to be later than planned (the
   * request before it started late): decide again.
   */
  #takePlace(endpoint: number): boolean {
    const { clock, gates } = this.#core
    if (this.#place !== undefined && this.#place.endpoint !== endpoint) this.#givePlaceBack()
    const limiter = gates.limiter(endpoint)
    if (limiter === undefined) return true
    const nowMs = clock.now()
    const reservation = this.#place?.reservation ?? limiter.reserve(nowMs, 0)
    const known = this.#place !== undefined
    this.#place = { endpoint, reservation }
    this.#state = { ...this.#state, reserved: { endpoint, startAtMs: reservation.startAtMs } }
    if (!known || reservation.startAtMs > nowMs) return true
    const later = limiter.confirm(reservation, nowMs) > 0
    if (later) this.#state = { ...this.#state, reserved: { endpoint, startAtMs: reservation.startAtMs } }
    return !later
  }

  #givePlaceBack(): void {
    if (this.#place === undefined) return
    this.#core.gates.limiter(this.#place.endpoint)?.cancel(this.#place.reservation)
    this.#place = undefined
    this.#state = { ...this.#state, reserved: undefined }
  }

  /** Whatever happened meanwhile is looked at afresh by the next move. */
  async #wait(delayMs: number, reason: string): Promise<void> {
    this.#core.emit({ type: 'wait-started', call: this.#call, delayMs: round(delayMs), reason })
    if (this.#core.decisions.abortsWaits) await this.scope.sleep(delayMs)
    else await this.#core.clock.sleep(delayMs)
  }

  async #try(endpoint: number): Promise<{ result: AttemptResult<Value>; end: Answered<Value>['end'] }> {
    const { clock, gates, endpoints } = this.#core
    const { id } = endpoints[endpoint]!
    const kind: AttemptKind =
      this.#state.attempts === 0 ? 'first' : endpoint === this.#state.current ? 'retry' : 'fallback'
    const attempt = this.#state.attempts
    const startedAtMs = clock.now()
    this.#state = {
      ...this.#state,
      current: endpoint,
      reserved: undefined,
      attempts: attempt + 1,
      attemptsOn: this.#state.attemptsOn.with(endpoint, this.#state.attemptsOn[endpoint]! + 1),
    }
    const breaker = gates.breaker(endpoint)
    const probe = breaker?.admit(startedAtMs) ?? false
    this.#core.emit({ type: 'attempt-started', call: this.#call, attempt, endpoint: id, kind })
    const result = await this.#attempt({
      endpoint,
      scope: this.scope,
      deadlineAtMs: this.#state.deadlineAtMs,
      idempotencyKey: this.#idempotencyKey,
    })
    const end = (how: Failure | null | 'left') => {
      const failure = how === 'left' ? null : how
      const endedAtMs = clock.now()
      breaker?.settle(endedAtMs, probe, how === 'left' ? 'silent' : healthOf(failure))
      this.attempts.push({
        endpoint: id,
        kind,
        startedAtMs: startedAtMs - this.startedAtMs,
        endedAtMs: endedAtMs - this.startedAtMs,
        failure,
      })
      const { errorClass = null, reason = null, status = null } = failure ?? {}
      this.#core.emit({ type: 'attempt-ended', call: this.#call, attempt, endpoint: id, errorClass, reason, status })
    }
    return { result, end }
  }

  /** What the failure teaches this call, and what it teaches all calls. */
  #learn(endpoint: number, failure: Failure, nowMs: number): void {
    const { gates, endpoints, policies, random, decisions } = this.#core
    const { credential } = endpoints[endpoint]!
    const { retry } = policies
    if (failure.askedWaitMs !== undefined && decisions.sharesAskedWaits)
      gates.askForPeace(endpoint, nowMs + failure.askedWaitMs)
    const draw = random.stream('backoff', this.#call, this.#state.attempts)
    this.#state = decisions.afterFailure(this.#state, failure, credential, nowMs, retry, draw)
    if (this.#state.deadCredentials.includes(credential) && spoilsOf(failure) === 'credential') {
      gates.bury(credential, nowMs + retry.credentialCooldownMs, failure)
    }
  }

  abortError(partialText = ''): ChatError {
    this.#end()
    const reason = this.scope.reason
    const message = reason instanceof Error ? reason.message : 'the caller aborted'
    return new ChatError(failureOf('aborted', 'caller', message, { cause: reason }), this.attempts, { partialText })
  }

  #end(): void {
    this.#givePlaceBack()
    this.scope.dispose()
  }

  #endError(failure: Failure, retryAtMs: number | null): ChatError {
    this.#end()
    const { clock } = this.#core
    const at = retryAtMs === null ? null : clock.epochMs() + (retryAtMs - clock.now())
    return new ChatError(failure, this.attempts, { retryAtMs: at })
  }
}

/** A caller's abort, its deadline and its own mistakes say nothing about the endpoint. */
function healthOf(failure: Failure | null): 'failed' | 'good' | 'silent' {
  if (failure === null) return 'good'
  if (failure.reason === 'deadline') return 'silent'
  return errorTable[failure.errorClass].countsForBreaker ? 'failed' : 'silent'
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
