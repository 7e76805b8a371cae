import type { CallOutcome } from '../../history/index.ts'
import type { ChatMessage } from '../../protocol/chat.ts'
import type { TargetCall, TargetEndpoint } from '../target.ts'

/** What an answer without a text is to the code around a library. */
class NoAnswer extends TypeError {
  override readonly name = 'TypeError'
}

/** `completion.choices[0].message.content`, as the caller of any library reads it: what is no text is no answer. */
export function answerIn(completion: unknown): CallOutcome {
  const { choices, model } = (completion ?? {}) as { choices?: unknown; model?: unknown }
  const [first] = Array.isArray(choices) ? (choices as unknown[]) : []
  const content = (first as { message?: { content?: unknown } } | null | undefined)?.message?.content
  if (typeof content !== 'string') throw new NoAnswer('the answer holds no choices[0].message.content')
  return { ok: true, text: content, model: typeof model === 'string' ? model : null }
}

/** Whatever was thrown, as its caller reads it. The status is where the libraries put it. */
export function failureOf(thrown: unknown): CallOutcome {
  const error = (thrown ?? {}) as {
    name?: unknown
    message?: unknown
    status?: unknown
    statusCode?: unknown
    response?: { status?: unknown; statusCode?: unknown } | null
    lastError?: unknown
  }
  const numbers = [error.status, error.statusCode, error.response?.status, error.response?.statusCode]
  const status = numbers.find((value) => typeof value === 'number') ?? null
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return { ok: false, errorClass: null, message, status: status as number | null, retryAtMs: null }
}

/** Turns what a call throws into its outcome. */
export async function outcomeOf(call: () => Promise<CallOutcome>): Promise<CallOutcome> {
  try {
    return await call()
  } catch (error) {
    return failureOf(error)
  }
}

/** The same for a stream, whatever piece it breaks at. */
export async function* streamOutcomeOf(
  pieces: AsyncGenerator<string, CallOutcome>,
): AsyncGenerator<string, CallOutcome> {
  try {
    return yield* pieces
  } catch (error) {
    return failureOf(error)
  }
}

/** The text of a message; who drives rehearsals sends nothing else. */
export function textOf({ content }: ChatMessage): string {
  if (typeof content !== 'string') throw new TypeError('a message of a rehearsal is text')
  return content
}

/** The body of a chat request to one model, for libraries that know HTTP and nothing of chats. */
export function chatBody({ model }: TargetEndpoint, { messages, maxTokens }: TargetCall) {
  return { model, messages: [...messages], ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }) }
}

export function chatUrl({ baseURL }: TargetEndpoint): string {
  return `${baseURL}/chat/completions`
}

export function chatHeaders({ apiKey }: TargetEndpoint) {
  return { authorization: `Bearer ${apiKey}` }
}

export const nothingToClose = () => Promise.resolve()
