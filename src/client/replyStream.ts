import { acceptFrom } from './accept.ts'
import type { StreamPart } from './answerStream.ts'
import { CallLoop } from './callLoop.ts'
import type { ClientCore } from './core.ts'
import type { Failure } from './failure.ts'
import type { Ending } from './flight.ts'
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
  const accept = options.accept === undefined ? core.accept : acceptFrom(options.accept)
  const loop = new CallLoop<OpenStream>(core, call, request, options, {
    stream: true,
    attempt: (order) => attemptStream(core, order, accept),
    discard: (stream) => void stream.leave(),
  })
  for (;;) {
    const { value: stream, flight, end } = await loop.run()
    let how: Ending | undefined
    const firstContentMs = core.clock.now() - loop.record.startedAtMs
    let text = stream.firstText
    let failure: Failure
    try {
      if (text !== '') yield text
      for (;;) {
        const part = await stream.next()
        if (part.part === 'content') {
          text += part.text
          yield part.text
          continue
        }
        const refusal = part.part === 'end' ? accept?.({ ...part, text }) : part.failure
        if (refusal !== undefined) {
          failure = refusal
          end((how = refusal), part.part === 'end' ? part.usage : null)
          break
        }
        end((how = null), (part as Ended).usage)
        return loop.record.reply(flight, { ...(part as Ended), text }, firstContentMs)
      }
    } finally {
      await stream.leave()
      if (how === undefined) {
        end('left', null)
        loop.record.left(flight, firstContentMs)
      }
    }
    if (failure.errorClass === 'aborted') throw loop.record.error(loop.record.abortFailure(), text)
    if (core.decisions.commitsAtFirstContent) throw loop.record.error(failure, text)
  }
}

type Ended = StreamPart & { part: 'end' }
