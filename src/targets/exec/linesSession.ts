import { messages } from '../../messages/index.ts'
import type { CallOutcome } from '../../history/index.ts'
import type { OpenTarget, TargetCall } from '../target.ts'
import { PendingCall } from './pendingCall.ts'
import { TesteeProgram, type TesteeStart } from './testeeProgram.ts'
import { abortLine, callLine, readTesteeLine, type TesteeLine } from './testeeProtocol.ts'

const words = messages.program

/** How long a program that says when it is ready may take to say so, in ms. */
const longestStartMs = 15_000

export interface LinesSessionOptions extends Omit<TesteeStart, 'onLine' | 'onOver'> {
  readonly model: string
  readonly deadlineMs: number | undefined
  /** It says when it is ready, as it was seen to do: its calls begin then. */
  readonly saysReady: boolean
  /** For whoever wants to know what it says. */
  readonly onSaid?: (line: TesteeLine) => void
}

/** One program that answers the calls of one case, a line for each. */
export class LinesSession implements OpenTarget {
  readonly #options: LinesSessionOptions
  readonly #program: TesteeProgram
  readonly #open = new Map<number, PendingCall>()
  readonly #isReady = Promise.withResolvers<void>()
  #over: string | undefined
  #isClosing = false
  #strangeLines = 0

  constructor(options: LinesSessionOptions) {
    this.#options = options
    this.#program = new TesteeProgram({
      ...options,
      onLine: (line) => this.#read(line),
      onOver: (how) => this.#lost(how),
    })
  }

  get pid(): number | undefined {
    return this.#program.pid
  }

  async ready(): Promise<void> {
    if (!this.#options.saysReady) return
    const timer = this.#options.clock.timer(longestStartMs, () => this.#isReady.resolve())
    await this.#isReady.promise
    timer.cancel()
  }

  chat(call: TargetCall): Promise<CallOutcome> {
    return this.#ask(call, false, (pending) => pending.outcome())
  }

  async *stream(call: TargetCall): AsyncGenerator<string, CallOutcome> {
    const { pending, settled } = this.#put(call, true)
    try {
      return yield* pending.pieces()
    } finally {
      // Whoever leaves before the end gives up.
      if (this.#open.has(call.call)) this.#program.send(abortLine(call.call))
      settled()
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await this.#program.end({ isIdle: this.#open.size === 0 })
    if (this.#strangeLines > 1) this.#options.note('garbled', words.garbledMore(this.#strangeLines - 1))
  }

  async #ask<Result>(
    call: TargetCall,
    stream: boolean,
    wait: (pending: PendingCall) => Promise<Result>,
  ): Promise<Result> {
    const { pending, settled } = this.#put(call, stream)
    try {
      return await wait(pending)
    } finally {
      settled()
    }
  }

  #put({ call, messages: asked, maxTokens, signal }: TargetCall, stream: boolean) {
    const { model, deadlineMs } = this.#options
    const pending = new PendingCall()
    if (this.#over !== undefined) {
      this.#options.note('crashed', words.crashed(this.#over, 0))
      pending.settle(failed(words.goneBefore(this.#over)))
      return { pending, settled: () => undefined }
    }
    this.#open.set(call, pending)
    this.#program.send(
      callLine({
        id: call,
        messages: asked,
        model,
        stream,
        ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
        ...(deadlineMs === undefined ? {} : { deadline_ms: deadlineMs }),
      }),
    )
    const onAbort = () => this.#program.send(abortLine(call))
    signal.addEventListener('abort', onAbort, { once: true })
    return { pending, settled: () => signal.removeEventListener('abort', onAbort) }
  }

  #read(text: string): void {
    const line = readTesteeLine(text)
    if (line !== undefined) this.#options.onSaid?.(line)
    if (line?.says === 'ready') return this.#isReady.resolve()
    const pending = line === undefined ? undefined : this.#open.get(line.id)
    if (line === undefined || pending === undefined) return this.#strange(text)
    if (line.says === 'delta') return pending.delta(this.#program.scrub(line.delta))
    this.#open.delete(line.id)
    pending.settle(this.#clean(line.outcome))
  }

  /** The first is quoted; how many there were in all is said at the end. */
  #strange(text: string): void {
    this.#strangeLines += 1
    if (this.#strangeLines === 1) this.#options.note('garbled', words.garbled(this.#program.quote(text)))
  }

  #lost(how: string): void {
    this.#over = how
    this.#isReady.resolve()
    // What we ended ourselves did not crash, and what hung goes on hanging.
    if (this.#isClosing) return
    if (this.#open.size > 0) this.#options.note('crashed', words.crashed(how, this.#open.size))
    for (const pending of this.#open.values()) pending.settle(failed(words.goneBefore(how)))
    this.#open.clear()
  }

  #clean(outcome: CallOutcome): CallOutcome {
    const scrub = (text: string) => this.#program.scrub(text)
    return outcome.ok ? { ...outcome, text: scrub(outcome.text) } : { ...outcome, message: scrub(outcome.message) }
  }
}

function failed(message: string): CallOutcome {
  return { ok: false, errorClass: null, message, status: null, retryAtMs: null }
}
