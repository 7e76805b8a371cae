import { CallLoop } from './callLoop.ts'
import { ChatError } from './chatError.ts'
import type { ClientCore } from './core.ts'
import type { Failure } from './failure.ts'
import type { CallOptions, ChatRequest, Reply } from './request.ts'
import { attemptStream, type OpenStream } from './streamAttempt.ts'

/** Content as it comes, and the whole reply at the end. Nothing is sent before somebody reads; it is read once. */
export interface ReplyStream extends AsyncIterable<string> {
  /** Rejects with the same error as the iteration; never an unhandled rejection. */
  readonly reply: Promise<Reply>
}

/**
 * A streamed call. Until the first content, retries and fallbacks are free; from then on the caller holds a part of the
 * answer, and a stream that breaks ends in a `ChatError` with that part: nothing is replayed silently.
 */
export function streamReply(core: ClientCore, call: number, request: ChatRequest, options: CallOptions): ReplyStream {
  const settled = Promise.withResolvers<Reply>()
  settled.promise.catch(() => undefined)
  let begun = false
  const run = async function* (): AsyncGenerator<string, void> {
    if (begun) throw new TypeError('a reply stream can be read once: keep what it gave')
    begun = true
    try {
      settled.resolve(yield* deltas(core, call, request, options))
    } catch (error) {
      settled.reject(error)
      throw error
    } finally {
      settled.reject(new Error('the stream was left before its end'))
    }
  }
  return {
    reply: settled.promise,
    [Symbol.asyncIterator]: () => {
      const deltasOnce = run()
      return {
        next: () => deltasOnce.next(),
        // A generator that was never begun skips its own `finally`.
        return: async () => {
          const result = await deltasOnce.return()
          settled.reject(new Error('the stream was left before its end'))
          return result
        },
      }
    },
  }
}

async function* deltas(
  core: ClientCore,
  call: number,
  request: ChatRequest,
  options: CallOptions,
): AsyncGenerator<string, Reply> {
  const loop = new CallLoop<OpenStream>(core, call, options, (order) => attemptStream(core, order, request))
  for (;;) {
    const { value: stream, endpoint, attempts, end } = await loop.run()
    let how: Failure | null | 'left' = 'left'
    const firstContentMs = core.clock.now() - loop.startedAtMs
    let text = stream.firstText
    let failure: Failure
    try {
      yield stream.firstText
      for (;;) {
        const part = await stream.next()
        if (part.part === 'content') {
          text += part.text
          yield part.text
          continue
        }
        if (part.part === 'failure') {
          how = failure = part.failure
          break
        }
        end((how = null))
        const { id, model } = core.endpoints[endpoint]!
        const timings = { firstContentMs, totalMs: core.clock.now() - loop.startedAtMs }
        return { text, endpoint: id, model, finishReason: part.finishReason, usage: part.usage, attempts, timings }
      }
    } finally {
      await stream.leave()
      if (how !== null) end(how)
      loop.scope.dispose()
    }
    if (failure.errorClass === 'aborted') throw loop.abortError(text)
    if (core.decisions.commitsAtFirstContent) throw new ChatError(failure, attempts, { partialText: text })
  }
}
