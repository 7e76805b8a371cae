import type { Accept } from './accept.ts'
import { AnswerStream, type StreamPart } from './answerStream.ts'
import { acceptable, readBody } from './chatAttempt.ts'
import type { Answer } from './completion.ts'
import type { ClientCore } from './core.ts'
import { openBody } from './declaredType.ts'
import { ClientExchange } from './exchange.ts'
import type { Failure } from './failure.ts'
import type { AttemptOrder, AttemptResult } from './flight.ts'
import { isGood } from './statusClass.ts'

/** A stream that has shown its first content; the rest is read as the caller pulls. */
export interface OpenStream {
  readonly firstText: string
  /** The application has been asked about it already, as a whole. */
  readonly isAccepted: boolean
  /** The next part if it has come already: reading what is there costs no turn. */
  poll(): StreamPart | undefined
  /** The next part; after `end` or `failure` there is none. */
  next(): Promise<StreamPart>
  /** It was ended from outside: by a time limit, or by its caller's abort. */
  readonly isEnded: boolean
  /** Calls `listener` when that happens, whoever is reading. */
  onEnded(listener: () => void): void
  /** What is left then: the last part is `end` or `failure`. */
  takeRest(): StreamPart[]
  /** The caller stops early, or is done: the connection and the timers are given back. */
  leave(): Promise<void>
}

/** One attempt at a stream, up to its first content: until then everything may still be tried again. */
export async function attemptStream(
  core: ClientCore,
  order: AttemptOrder,
  accept: Accept | undefined,
): Promise<AttemptResult<OpenStream>> {
  const exchange = new ClientExchange(core, order)
  try {
    const head = await exchange.send(true)
    if (!isGood(head.status)) {
      const body = await exchange.readError(head)
      exchange.finish()
      return { ok: false, failure: exchange.failureOfResponse(head, body) }
    }
    const { response, isStream } = await openBody(head, exchange.watch)
    if (!isStream) {
      const body = await exchange.readAll(response)
      exchange.finish()
      // Some gateways ignore `stream: true`: the whole answer is then one piece.
      return whole(readBody(core, exchange, response, body), accept)
    }
    const stream = new AnswerStream(exchange, response, core.decisions.needsFinishMarker)
    const first = await stream.next()
    if (first.part === 'content') return { ok: true, value: new BegunStream(first.text, stream, exchange) }
    await stream.leave()
    exchange.finish()
    // A good end without a word before it: the answer only calls tools, and its reader has nothing of it yet.
    return first.part === 'end' ? whole({ ...first, text: '' }, accept) : { ok: false, failure: first.failure }
  } catch (error) {
    exchange.finish()
    return { ok: false, failure: exchange.failureFrom(error) }
  }
}

/** An answer that is here as a whole, as a stream of which nothing is left to read. */
function whole(read: Answer | Failure, accept: Accept | undefined): AttemptResult<OpenStream> {
  const result = acceptable(read, accept)
  if (!result.ok) return result
  const { text: firstText, finishReason, usage, toolCalls, reasoning } = result.value
  const end: StreamPart = { part: 'end', finishReason, usage, toolCalls, reasoning }
  const value: OpenStream = {
    firstText,
    isAccepted: true,
    poll: () => end,
    next: () => Promise.resolve(end),
    isEnded: true,
    onEnded: () => {},
    takeRest: () => [end],
    leave: () => Promise.resolve(),
  }
  return { ok: true, value }
}

/** A class, as everything with an accessor that is made per call: see docs/decisions/0007. */
class BegunStream implements OpenStream {
  readonly firstText: string
  readonly isAccepted = false
  readonly #stream: AnswerStream
  readonly #exchange: ClientExchange

  constructor(firstText: string, stream: AnswerStream, exchange: ClientExchange) {
    this.firstText = firstText
    this.#stream = stream
    this.#exchange = exchange
  }

  poll(): StreamPart | undefined {
    return this.#stream.poll()
  }

  next(): Promise<StreamPart> {
    return this.#stream.next()
  }

  get isEnded(): boolean {
    return this.#exchange.watch.signal.aborted
  }

  onEnded(listener: () => void): void {
    this.#exchange.watch.onEnded = listener
  }

  takeRest(): StreamPart[] {
    return this.#stream.takeRest()
  }

  async leave(): Promise<void> {
    await this.#stream.leave()
    this.#exchange.finish()
  }
}
