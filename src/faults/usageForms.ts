import { totalTokensOf, type TokenCounts } from '../protocol/money/usage.ts'

/** How providers write what they bill. */
export const usageForms = {
  /** OpenAI API reference, `usage`; the tokens written to a cache as OpenRouter names them. */
  openai: (tokens) => ({
    ...sums(tokens),
    prompt_tokens_details: { cached_tokens: tokens.cachedInput, cache_write_tokens: tokens.cacheWrite },
    completion_tokens_details: { reasoning_tokens: tokens.reasoning },
  }),
  /** DeepSeek API docs, context caching: hit and miss make the prompt; what is written to the cache costs nothing more. */
  deepseek: (tokens) => ({
    ...sums(tokens),
    prompt_cache_hit_tokens: tokens.cachedInput,
    prompt_cache_miss_tokens: tokens.input + tokens.cacheWrite,
    completion_tokens_details: { reasoning_tokens: tokens.reasoning },
  }),
} as const satisfies Record<string, (tokens: TokenCounts) => object>

export type UsageForm = keyof typeof usageForms

function sums(tokens: TokenCounts) {
  const completion = tokens.output + tokens.reasoning
  const total = totalTokensOf(tokens)
  return { prompt_tokens: total - completion, completion_tokens: completion, total_tokens: total }
}
