import type { ChatCompletion, Usage } from '../protocol/chat.ts'
import { failureOf, type Failure } from './failure.ts'

/** The content of a complete answer. */
export interface Answer {
  readonly text: string
  readonly finishReason: string | null
  readonly usage: Usage | null
}

/** Reads a parsed document as a chat completion; a failure says what it lacks. A 200 alone proves nothing. */
export function readCompletion(document: unknown): Answer | Failure {
  const { choices, usage } = (
    typeof document === 'object' && document !== null ? document : {}
  ) as Partial<ChatCompletion>
  const choice = Array.isArray(choices) ? choices[0] : undefined
  const message = choice?.message as { content?: unknown; tool_calls?: unknown } | undefined
  if (message === undefined) return failureOf('protocol', 'empty', 'the answer has no choices', { status: 200 })
  const text = typeof message.content === 'string' ? message.content : ''
  if (text === '' && message.tool_calls === undefined) {
    return failureOf('protocol', 'empty', 'the answer is empty', { status: 200 })
  }
  return { text, finishReason: choice?.finish_reason ?? null, usage: usage ?? null }
}
