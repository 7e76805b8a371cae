import { acceptFrom, type Accept } from './accept.ts'
import type { StreamPart } from './answerStream.ts'
import { CallLoop, type Answered } from './callLoop.ts'
import { leftFailure } from './callRecord.ts'
import { ChatError } from './chatError.ts'
import type { ClientCore } from './core.ts'
import type { CallOptions, ChatRequest, Reply } from './request.ts'
import { attemptStream, type OpenStream } from './streamAttempt.ts'
import { TextBuilder } from './textBuilder.ts'

/** Content as it comes, and the whole reply at the end. Nothing is sent before somebody reads; it is read once. */
export interface ReplyStream extends AsyncIterable<string> {
  /**
   * Rejects with the same error as the iteration; never an unhandled rejection. Who asks for it and does not begin to
   * iterate in the same turn has the stream read for them: what came is kept for a reader that comes later.
   */
  readonly reply: Promise<Reply>
}

/**
 * A streamed call. Until the first content, retries and fallbacks are free; from then on the caller holds a part of the
 * answer, and a stream that breaks ends in a `ChatError` with that part: nothing is replayed silently.
 */
export function streamReply(core: ClientCore, call: number, request: ChatRequest, options: CallOptions): ReplyStream {
  return new ReplyReader(core, call, request, options)
}

type Step = IteratorResult<string, undefined>

const finished: Step = { done: true, value: undefined }

/**
 * What an async generator would do, without its turns: content that came in one piece of the network is handed on
 * without waiting for anything (a generator inside a generator takes six turns of the microtask queue for each word).
 */
class ReplyReader implements ReplyStream {
  readonly #core: ClientCore
  readonly #call: number
  readonly #request: ChatRequest
  readonly #options: CallOptions
  readonly #accept: Accept | undefined
  readonly #settled = Promise.withResolvers<Reply>()
  /** The iterator that reads. */
  #owner: AsyncIterator<string, undefined> | undefined
  #isAskedForReply = false
  #loop: CallLoop<OpenStream> | undefined
  #answered: Answered<OpenStream> | undefined
  #firstContentMs = 0
  #text = new TextBuilder()
  /** A part that was polled and is no content. */
  #ahead: StreamPart | undefined
  /** Content that is a part of the text already, and was not handed on yet. */
  #held: string[] = []
  /** What ended the call while nobody read: the next one to read is told. */
  #untold: { readonly error: unknown } | undefined
  #isOver = false
  /** Who asks while an answer is under way waits for its turn. */
  #turn: Promise<unknown> | undefined

  constructor(core: ClientCore, call: number, request: ChatRequest, options: CallOptions) {
    this.#core = core
    this.#call = call
    this.#request = request
    this.#options = options
    this.#accept = options.accept === undefined ? core.accept : acceptFrom(options.accept)
    this.#settled.promise.catch(() => undefined)
  }

  #open(): CallLoop<OpenStream> {
    return new CallLoop<OpenStream>(this.#core, this.#call, this.#request, this.#options, {
      stream: true,
      attempt: (order) => attemptStream(this.#core, order, this.#accept),
      discard: (stream) => void stream.leave(),
    })
  }

  get reply(): Promise<Reply> {
    if (!this.#isAskedForReply && this.#owner === undefined) queueMicrotask(() => void this.#drain())
    this.#isAskedForReply = true
    return this.#settled.promise
  }

  [Symbol.asyncIterator](): AsyncIterator<string, undefined> {
    const iterator: AsyncIterator<string, undefined> = {
      next: () => {
        this.#owner ??= iterator
        if (this.#owner === iterator) return this.#next()
        return Promise.reject(new TypeError('a reply stream can be read once: keep what it gave'))
      },
      return: () => (this.#owner === undefined || this.#owner === iterator ? this.#leave() : Promise.resolve(finished)),
    }
    return iterator
  }

  /** Reads for those who only want the reply, as long as nobody else reads. */
  async #drain(): Promise<void> {
    try {
      while (this.#owner === undefined && !this.#isOver)
        await this.#inTurn(async () => {
          const step = await this.#pull()
          if (step.done !== true) this.#held.push(step.value)
          return step
        })
    } catch (error) {
      this.#untold = { error }
    }
  }

  #next(): Promise<Step> {
    if (this.#turn !== undefined) return this.#inTurn(() => this.#rest() ?? this.#pull())
    const rest = this.#rest()
    if (rest !== undefined) return rest
    const part = this.#answered?.value.poll()
    if (part?.part === 'content') return Promise.resolve(this.#content(part.text))
    this.#ahead = part
    return this.#inTurn(() => this.#pull())
  }

  /** What is left to tell without reading on; undefined: nothing, and the stream goes on. */
  #rest(): Promise<Step> | undefined {
    if (this.#held.length > 0) return Promise.resolve({ done: false, value: this.#held.shift()! })
    if (this.#untold !== undefined) {
      const { error } = this.#untold
      this.#untold = undefined
      return Promise.reject(error as Error)
    }
    return this.#isOver ? Promise.resolve(finished) : undefined
  }

  #inTurn(act: () => Promise<Step>): Promise<Step> {
    const step = this.#turn === undefined ? act() : this.#turn.then(act)
    const turn: Promise<void> = step.then(
      () => this.#endTurn(turn),
      () => this.#endTurn(turn),
    )
    this.#turn = turn
    return step
  }

  #endTurn(turn: Promise<unknown>): void {
    if (this.#turn === turn) this.#turn = undefined
    this.#endUnread()
  }

  #content(text: string): Step {
    this.#text.add(text)
    return { done: false, value: text }
  }

  async #pull(): Promise<Step> {
    if (this.#isOver) return finished
    try {
      if (this.#answered === undefined) {
        const { firstText } = await this.#begin()
        if (firstText !== '') return this.#content(firstText)
      }
      for (;;) {
        const part = this.#ahead ?? (await this.#answered!.value.next())
        this.#ahead = undefined
        if (part.part === 'content') return this.#content(part.text)
        await this.#answered!.value.leave()
        if (this.#conclude(part)) return finished
        const { firstText } = await this.#begin()
        return this.#content(firstText)
      }
    } catch (error) {
      this.#isOver = true
      this.#settled.reject(error)
      throw error
    }
  }

  async #begin(): Promise<OpenStream> {
    this.#loop ??= this.#open()
    this.#answered = await this.#loop.run()
    this.#firstContentMs = this.#core.clock.now() - this.#loop.record.startedAtMs
    this.#answered.value.onEnded(() => this.#endUnread())
    return this.#answered.value
  }

  /**
   * The attempt is over and nobody is reading: the caller aborted, a limit passed, or the answer is here as a whole. Its
   * reader may never come back, so the call ends now, and the reader is told if it comes.
   */
  #endUnread(): void {
    if (this.#turn !== undefined || this.#isOver || this.#answered?.value.isEnded !== true) return
    try {
      for (const part of this.#answered.value.takeRest()) {
        if (part.part !== 'content') {
          void this.#answered.value.leave()
          this.#conclude(part, true)
          return
        }
        this.#text.add(part.text)
        this.#held.push(part.text)
      }
    } catch (error) {
      this.#isOver = true
      this.#untold = { error }
      this.#settled.reject(error)
    }
  }

  /** The stream has ended: true with the whole answer; throws for a broken one. */
  #conclude(part: Exclude<StreamPart, { part: 'content' }>, isUnread = false): boolean {
    const { value: stream, flight, end } = this.#answered!
    const { record } = this.#loop!
    const accept = stream.isAccepted ? undefined : this.#accept
    const failure = part.part === 'failure' ? part.failure : accept?.({ ...part, text: this.#text.text })
    end(failure ?? null, part.part === 'end' ? part.usage : (failure?.usage ?? null))
    if (failure === undefined && part.part === 'end') {
      this.#isOver = true
      this.#settled.resolve(record.reply(flight, { ...part, text: this.#text.text }, this.#firstContentMs))
      return true
    }
    if (failure!.errorClass === 'aborted') throw record.error(record.abortFailure(), this.#text.text)
    if (isUnread || this.#core.decisions.commitsAtFirstContent) throw record.error(failure!, this.#text.text)
    this.#text = new TextBuilder()
    return false
  }

  #leave(): Promise<Step> {
    return this.#inTurn(async () => {
      if (!this.#isOver && this.#answered !== undefined) {
        const { value: stream, flight, end } = this.#answered
        await stream.leave()
        end('left', null)
        this.#settled.reject(this.#loop!.record.left(flight, this.#firstContentMs, this.#text.text))
      }
      this.#held = []
      this.#untold = undefined
      this.#isOver = true
      this.#settled.reject(new ChatError(leftFailure(), []))
      return finished
    })
  }
}
