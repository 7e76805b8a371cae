import type { ChatCompletion, Usage } from '../protocol/chat.ts'
import { failureOf, type Failure } from './failure.ts'
import { readToolCalls, type ToolCall } from './toolCalls.ts'
import { usageIn } from './usageIn.ts'

/** The content of a complete answer. */
export interface Answer {
  readonly text: string
  readonly finishReason: string | null
  readonly usage: Usage | null
  readonly toolCalls: readonly ToolCall[]
}

const none: readonly ToolCall[] = []

/** Reads a parsed document as a chat completion; a failure says what it lacks. A 200 alone proves nothing. */
export function readCompletion(document: unknown): Answer | Failure {
  const { choices, usage } = (
    typeof document === 'object' && document !== null ? document : {}
  ) as Partial<ChatCompletion>
  const choice = Array.isArray(choices) ? choices[0] : undefined
  const message = choice?.message as { content?: unknown; tool_calls?: unknown; refusal?: unknown } | null | undefined
  if (message === undefined || message === null)
    return begun(failureOf('protocol', 'empty', 'the answer has no choices', { status: 200 }), usage)
  const text = typeof message.content === 'string' ? message.content : ''
  if (text === '' && message.tool_calls === undefined) {
    const refused = typeof message.refusal === 'string' && message.refusal !== ''
    const failure = failureOfEmpty(refused ? 'content_filter' : choice?.finish_reason)
    if (failure !== undefined) return begun(failure, usage)
  }
  const toolCalls = message.tool_calls === undefined ? none : readToolCalls(message.tool_calls)
  return { text, finishReason: choice?.finish_reason ?? null, usage: usageIn(usage), toolCalls }
}

/** The same failure, of a provider that had begun to answer; `usage` if it counted to the end. */
export function begun(failure: Failure, usage?: unknown): Failure {
  return { ...failure, mayBeBilled: true, usage: usageIn(usage) }
}

/** What an answer without a word means. Undefined: it is one, its tokens ran out before the first word. */
export function failureOfEmpty(finishReason: string | null | undefined): Failure | undefined {
  if (finishReason === 'length') return undefined
  if (finishReason === 'content_filter')
    return failureOf('content_policy', 'refused', 'the answer was withheld', { status: 200 })
  return failureOf('protocol', 'empty', 'the answer is empty', { status: 200 })
}
