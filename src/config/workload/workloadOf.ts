import type { Workload } from '../../harness/bench/benchPlan.ts'
import type { ChatMessage } from '../../protocol/chat.ts'

/** Where a file of prompts says nothing. */
export const defaultMaxTokens = 256

export interface Prompt {
  readonly messages: readonly ChatMessage[]
  readonly maxTokens: number
}

/** Streamed, so that the first token can be timed; with words of its own before each prompt, unless the plan says otherwise. */
export function workloadOf(name: string, prompts: readonly Prompt[]): Workload {
  const maxTokensEach = prompts.map(({ maxTokens }) => maxTokens)
  const maxTokens = maxTokensEach.reduce((most, one) => Math.max(most, one))
  return {
    name,
    prompts: prompts.map(({ messages }) => messages),
    maxTokens,
    ...(maxTokensEach.every((one) => one === maxTokens) ? {} : { maxTokensEach }),
    stream: true,
    cache: 'unique',
  }
}
