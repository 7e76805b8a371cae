import type { Usage } from '../protocol/chat.ts'
import { CallScope } from './callScope.ts'
import { ChatError, type AttemptRecord } from './chatError.ts'
import type { Answer } from './completion.ts'
import type { ClientCore } from './core.ts'
import { failureOf, type Failure } from './failure.ts'
import type { Flight } from './flight.ts'
import type { Reply } from './request.ts'
import { requestIdOf } from './requestId.ts'
import { Spending } from './spend.ts'

/** What the reply of a stream comes to that its reader left. */
export function leftFailure(): Failure {
  return failureOf('aborted', 'left', 'the stream was left before its end')
}

/** What a call leaves behind: its attempts, its cost, its times; and how it ends. */
export class CallRecord {
  readonly #core: ClientCore
  readonly call: number
  /** Monotonic ms. */
  readonly startedAtMs: number
  readonly scope: CallScope
  readonly attempts: AttemptRecord[] = []
  readonly spending = new Spending()
  waitedMs = 0

  constructor(core: ClientCore, call: number, signal: AbortSignal | undefined, stream: boolean) {
    this.#core = core
    this.call = call
    this.startedAtMs = core.clock.now()
    this.scope = new CallScope(core.clock, signal)
    if (core.closed) this.scope.close()
    core.openCalls.add(this.scope)
    if (core.isHeard) core.emit({ type: 'operation-started', call, stream })
  }

  abortFailure(): Failure {
    const { reason } = this.scope
    const message = reason instanceof Error ? reason.message : 'the caller aborted'
    return failureOf('aborted', this.scope.closed ? 'closed' : 'caller', message, { cause: reason })
  }

  /** The call is over without a (whole) answer. */
  error(failure: Failure, partialText = '', retryAtMs: number | null = null): ChatError {
    const { clock } = this.#core
    this.#over(failure, undefined, null, null)
    // Whole ms, and never too early.
    const at = retryAtMs === null ? null : Math.ceil(clock.epochMs() + (retryAtMs - clock.now()))
    return new ChatError(failure, this.attempts, { retryAtMs: at, partialText, cost: this.spending.cost })
  }

  /** The reader of a stream went away before its end. */
  left(flight: Flight<unknown>, firstContentMs: number, partialText: string): ChatError {
    this.#over(null, flight, null, firstContentMs)
    return new ChatError(leftFailure(), this.attempts, { partialText, cost: this.spending.cost })
  }

  /** The call is over with an answer. */
  reply(flight: Flight<unknown>, answer: Answer, firstContentMs: number): Reply {
    this.#over(null, flight, answer.usage, firstContentMs)
    const { id, model, secret } = flight.endpoint
    const quoted = requestIdOf(flight.trace.headers)
    const requestId = quoted === null ? null : secret.scrub(quoted)
    const { text, reasoning, toolCalls, finishReason, usage } = answer
    const totalMs = this.#core.clock.now() - this.startedAtMs
    const connectMs = (flight.trace.sentAtMs ?? flight.startedAtMs) - flight.startedAtMs
    const timings = { waitedMs: this.waitedMs, connectMs, firstContentMs, totalMs }
    const { attempts } = this
    const said = { text, reasoning, toolCalls, finishReason, usage }
    return { ...said, endpoint: id, model, requestId, cost: this.spending.cost, attempts, timings }
  }

  /** The caller's signal is let go, and whoever listens is told. */
  #over(
    failure: Failure | null,
    flight: Flight<unknown> | undefined,
    usage: Usage | null,
    firstContentMs: number | null,
  ): void {
    this.scope.dispose()
    this.#core.openCalls.delete(this.scope)
    const { clock, emit, isHeard } = this.#core
    if (!isHeard) return
    const { usd: costUsd, atMostUsd } = this.spending.cost
    emit({
      type: 'operation-ended',
      call: this.call,
      endpoint: flight?.endpoint.id ?? null,
      model: flight?.endpoint.model ?? null,
      errorClass: failure?.errorClass ?? null,
      reason: failure?.reason ?? null,
      attempts: this.attempts.length,
      durationMs: clock.now() - this.startedAtMs,
      firstContentMs,
      usage,
      costUsd,
      atMostUsd,
    })
  }
}
