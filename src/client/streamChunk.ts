import type { ChatCompletionChunk } from '../protocol/chat.ts'
import type { MessageParts } from './messageParts.ts'

/** One choice of a chunk, as it may come. */
export interface StreamedChoice {
  readonly index?: number
  readonly delta?: MessageParts | null
  readonly finish_reason?: string | null
}

/** The provider is at work on an answer. */
export function hasChoices({ choices }: { readonly choices?: unknown }): boolean {
  return Array.isArray(choices) && choices.length > 0
}

/** The JSON object of an event; undefined for anything else. */
export function parseObject(data: string): Partial<ChatCompletionChunk> | undefined {
  try {
    const parsed: unknown = JSON.parse(data)
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined
  } catch {
    return undefined
  }
}

/**
 * Why a choice has ended; undefined while it goes on. Some servers write `""` or `"null"` into every chunk for "not yet"
 * (sglang #3912, ollama #4357, openai-dotnet #389).
 */
export function finishReasonOf(choice: { readonly finish_reason?: unknown } | null | undefined): string | undefined {
  const reason = choice?.finish_reason
  return typeof reason === 'string' && reason !== '' && reason !== 'null' ? reason : undefined
}
