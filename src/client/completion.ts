import type { ChatCompletion, Usage } from '../protocol/chat.ts'
import { failureOf, type Failure } from './failure.ts'
import { callsOf, contentOf, isRefusal, reasoningOf, type MessageParts } from './messageParts.ts'
import { readToolCalls, type ToolCall } from './toolCalls.ts'
import { usageIn } from './usageIn.ts'

/** The content of a complete answer. */
export interface Answer {
  readonly text: string
  /** What the model thought aloud before it answered, where the provider shows it; '' as a rule. */
  readonly reasoning: string
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
  const message = choice?.message as MessageParts | null | undefined
  // What the provider counted is owed, whatever the answer is worth.
  const counted = usageIn(usage)
  if (message === undefined || message === null)
    return begun(failureOf('protocol', 'empty', 'the answer has no choices', { status: 200 }), counted)
  const text = contentOf(message)
  const calls = callsOf(message)
  if (text === '' && calls === undefined) {
    const failure = failureOfEmpty(isRefusal(message) ? 'content_filter' : choice?.finish_reason, counted)
    if (failure !== undefined) return failure
  }
  const toolCalls = calls === undefined ? none : readToolCalls(calls)
  const reasoning = reasoningOf(message)
  return { text, reasoning, finishReason: choice?.finish_reason ?? null, usage: counted, toolCalls }
}

/** What an answer without a word means. Undefined: it is one, its tokens ran out before the first word. */
export function failureOfEmpty(finishReason: string | null | undefined, usage: Usage | null): Failure | undefined {
  if (finishReason === 'length') return undefined
  if (finishReason === 'content_filter')
    return begun(failureOf('content_policy', 'refused', 'the answer was withheld', { status: 200 }), usage)
  return begun(failureOf('protocol', 'empty', 'the answer is empty', { status: 200 }), usage)
}

/** The same failure, of a provider that had begun to answer; `usage` if it counted to the end. */
export function begun(failure: Failure, usage: Usage | null = null): Failure {
  return { ...failure, mayBeBilled: true, usage }
}
