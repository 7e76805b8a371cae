import type { PriceTable } from './price.ts'

/** How many tokens of each kind were billed; no token is in two kinds. */
export type TokenCounts = { readonly [kind in keyof PriceTable]: number }

type Fields = Readonly<Record<string, unknown>>

/**
 * Token counts from the `usage` of an answer, whoever wrote it. Undefined, which means unknown and never 0, if it is
 * missing or makes no sense: a count that is negative, broken or no number, parts that exceed their whole, sums and
 * synonyms that contradict each other, a prompt without a token; or audio, which has a price of its own everywhere.
 *
 * - OpenAI, DeepSeek, MiniMax, Kimi, OpenRouter: `prompt_tokens` holds what was read from and written to the cache.
 * - Anthropic: `input_tokens` does not; `cache_read_input_tokens` and `cache_creation_input_tokens` come on top.
 * - Reasoning is part of `completion_tokens`, save where `total_tokens` shows that it comes on top (xAI).
 *
 * Sources: OpenAI API reference (chat completion object); DeepSeek API docs (create chat completion); OpenRouter docs
 * (usage accounting); Anthropic docs (prompt caching); xAI docs (consumption and rate limits), vercel/ai #12425.
 */
export function tokenCountsOf(usage: unknown): TokenCounts | undefined {
  const fields = objectOf(usage)
  const counts = isGiven(fields['prompt_tokens']) ? promptAndCompletion(fields) : inputAndOutput(fields)
  // Whatever made no sense on the way is NaN by now, and a part that exceeds its whole has left less than nothing.
  const { input, cachedInput, cacheWrite, output, reasoning } = counts
  const makesSense = input >= 0 && cachedInput >= 0 && cacheWrite >= 0 && output >= 0 && reasoning >= 0
  // Every chat has a prompt: a gateway that counts none has not counted.
  return makesSense && promptTokensOf(counts) > 0 ? counts : undefined
}

/** All tokens: the provider's own prompt and completion together. */
export function totalTokensOf(counts: TokenCounts): number {
  return promptTokensOf(counts) + counts.output + counts.reasoning
}

function promptTokensOf({ input, cachedInput, cacheWrite }: TokenCounts): number {
  return input + cachedInput + cacheWrite
}

/** OpenAI's chat format and all that follow it. */
function promptAndCompletion(fields: Fields): TokenCounts {
  const prompt = objectOf(fields['prompt_tokens_details'])
  const completion = objectOf(fields['completion_tokens_details'])
  const hit = fields['prompt_cache_hit_tokens']
  const miss = fields['prompt_cache_miss_tokens']
  const promptTokens = without(audioIn(prompt), count(fields['prompt_tokens']))
  const isWhole = !isGiven(miss) || !isGiven(hit) || count(miss) + count(hit) === promptTokens
  const cachedInput = same(prompt['cached_tokens'], hit, fields['cached_tokens'], fields['cache_read_input_tokens'])
  const written = [prompt['cache_write_tokens'], prompt['cache_creation_tokens']]
  const cacheWrite = same(...written, fields['cache_creation_input_tokens'])
  const input = isWhole ? promptTokens - cachedInput - cacheWrite : NaN
  const completionTokens = without(audioIn(completion), count(fields['completion_tokens']))
  const reasoning = same(completion['reasoning_tokens'], fields['reasoning_tokens'])
  const beyond = isGiven(fields['total_tokens']) ? count(fields['total_tokens']) - promptTokens - completionTokens : 0
  const isOnTop = beyond === reasoning
  const output = isOnTop ? completionTokens : beyond === 0 ? completionTokens - reasoning : NaN
  return { input, cachedInput, cacheWrite, output, reasoning }
}

/** Anthropic's messages, and OpenAI's responses: the same names, but those with details count the cache as a part. */
function inputAndOutput(fields: Fields): TokenCounts {
  const details = fields['input_tokens_details']
  const reasoning = same(objectOf(fields['output_tokens_details'])['reasoning_tokens'])
  const output = count(fields['output_tokens']) - reasoning
  const inputTokens = count(fields['input_tokens'])
  if (isGiven(details)) {
    const cachedInput = same(objectOf(details)['cached_tokens'])
    return { input: inputTokens - cachedInput, cachedInput, cacheWrite: 0, output, reasoning }
  }
  const cachedInput = same(fields['cache_read_input_tokens'])
  const cacheWrite = same(fields['cache_creation_input_tokens'])
  return { input: inputTokens, cachedInput, cacheWrite, output, reasoning }
}

/** One count under several names. Gateways fill names that they do not use with 0; two different counts are a lie. */
function same(...values: readonly unknown[]): number {
  let known = 0
  for (const value of values) {
    const one = isGiven(value) ? count(value) : 0
    if (one === 0 || one === known) continue
    if (known !== 0) return NaN
    known = one
  }
  return known
}

function audioIn(details: Fields): number {
  return same(details['audio_tokens'])
}

function without(unpriced: number, tokens: number): number {
  return unpriced === 0 ? tokens : NaN
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : NaN
}

/** What is no object has no fields; a detail that is none is as good as not given. */
function objectOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}
