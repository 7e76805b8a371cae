/**
 * What a message, or a delta of one, may hold: the fields of the OpenAI API reference, of its older versions
 * (`function_call`), and of those who add to it (`reasoning_content` of DeepSeek, `reasoning` of OpenRouter).
 */
export interface MessageParts {
  readonly content?: unknown
  readonly refusal?: unknown
  readonly reasoning_content?: unknown
  readonly reasoning?: unknown
  readonly tool_calls?: unknown
  readonly function_call?: unknown
}

/** The content as text: a string, or the text parts of a list. */
export function contentOf({ content }: MessageParts): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part: { type?: unknown; text?: unknown } | null) => (isText(part) ? part.text : '')).join('')
}

function isText(part: { type?: unknown; text?: unknown } | null): part is { type: 'text'; text: string } {
  return part?.type === 'text' && typeof part.text === 'string'
}

/** What the model thought aloud. */
export function reasoningOf({ reasoning_content: ofDeepSeek, reasoning: ofOpenRouter }: MessageParts): string {
  if (typeof ofDeepSeek === 'string' && ofDeepSeek !== '') return ofDeepSeek
  return typeof ofOpenRouter === 'string' ? ofOpenRouter : ''
}

/** Tool calls, or pieces of them; undefined: it calls nothing. Some servers send `null` or an empty list always. */
export function callsOf({ tool_calls: calls, function_call: call }: MessageParts): readonly unknown[] | undefined {
  if (Array.isArray(calls) && calls.length > 0) return calls
  return typeof call === 'object' && call !== null ? [{ index: 0, function: call }] : undefined
}

export function isRefusal({ refusal }: MessageParts): boolean {
  return typeof refusal === 'string' && refusal !== ''
}
