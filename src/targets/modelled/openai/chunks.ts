import { EventLines } from './eventLines.ts'
import type { BegunStream } from './sdk.ts'
import { SdkError, streamError } from './sdkErrors.ts'

/** `Stream.fromSSEResponse`: the parsed chunks up to `[DONE]`, or to the end of the body, which is as good to it. */
export async function* chunksOf({ response, controller, release }: BegunStream): AsyncGenerator<unknown, void> {
  try {
    if (response.body === null) {
      throw new SdkError('OpenAIError', 'Attempted to iterate over a response with no body')
    }
    const lines = new EventLines()
    for await (const piece of response.body) {
      for (const event of lines.push(piece)) {
        if (event.data === '[DONE]') return
        yield chunkOf(event.event, event.data)
      }
    }
    for (const event of lines.end()) {
      if (event.data === '[DONE]') return
      yield chunkOf(event.event, event.data)
    }
  } catch (error) {
    // An abort ends the loop of its caller as the end of the answer does.
    if (controller.signal.aborted && error instanceof Error && error.name === 'AbortError') return
    throw error
  } finally {
    release()
    controller.abort()
  }
}

function chunkOf(event: string | null, data: string): unknown {
  let chunk: unknown
  try {
    chunk = JSON.parse(data)
  } catch {
    throw new SdkError('SyntaxError', 'Error reading response: malformed server-sent event JSON.')
  }
  if (event?.startsWith('thread.') === true) return { event, data: chunk }
  const { error } = (chunk ?? {}) as { error?: unknown }
  if (event === 'error') throw streamError(error ?? chunk)
  if (error) throw streamError(error)
  refuseMissingChoice(chunk)
  return chunk
}

/** `normalizeChatCompletionChunk` looks at every choice. */
function refuseMissingChoice(chunk: unknown): void {
  const { choices } = (chunk ?? {}) as { choices?: unknown }
  const missing = Array.isArray(choices) ? choices.find((choice) => choice === null) : undefined
  if (missing === undefined) return
  throw new SdkError('TypeError', "Cannot read properties of null (reading 'finish_reason')")
}
