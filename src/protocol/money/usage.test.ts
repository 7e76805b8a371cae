import { describe, expect, test } from 'vitest'
import { tokenCountsOf, totalTokensOf, type TokenCounts } from './usage.ts'

const counts = (part: Partial<TokenCounts>) => ({
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  ...part,
})

describe('as providers write it', () => {
  const cases: [provider: string, usage: unknown, expected: TokenCounts, total: number][] = [
    ['plain', { prompt_tokens: 12, completion_tokens: 8, total_tokens: 20 }, counts({ input: 12, output: 8 }), 20],
    [
      'OpenAI, with cache and reasoning inside',
      {
        prompt_tokens: 2006,
        completion_tokens: 300,
        total_tokens: 2306,
        prompt_tokens_details: { cached_tokens: 1920, audio_tokens: 0 },
        completion_tokens_details: {
          reasoning_tokens: 192,
          audio_tokens: 0,
          accepted_prediction_tokens: 0,
          rejected_prediction_tokens: 0,
        },
      },
      counts({ input: 86, cachedInput: 1920, output: 108, reasoning: 192 }),
      2306,
    ],
    [
      'DeepSeek, which says the cache twice',
      {
        prompt_tokens: 100,
        completion_tokens: 50,
        total_tokens: 150,
        prompt_tokens_details: { cached_tokens: 64 },
        prompt_cache_hit_tokens: 64,
        prompt_cache_miss_tokens: 36,
        completion_tokens_details: { reasoning_tokens: 20 },
      },
      counts({ input: 36, cachedInput: 64, output: 30, reasoning: 20 }),
      150,
    ],
    [
      'a gateway that fills a synonym with 0',
      {
        prompt_tokens: 100,
        completion_tokens: 50,
        total_tokens: 150,
        prompt_tokens_details: { cached_tokens: 0 },
        prompt_cache_hit_tokens: 64,
        prompt_cache_miss_tokens: 36,
      },
      counts({ input: 36, cachedInput: 64, output: 50 }),
      150,
    ],
    [
      'Kimi, which counts the cache at the top',
      { prompt_tokens: 80, completion_tokens: 5, total_tokens: 85, cached_tokens: 64 },
      counts({ input: 16, cachedInput: 64, output: 5 }),
      85,
    ],
    [
      'OpenRouter, with cache writes (usage accounting in its docs)',
      {
        completion_tokens: 2,
        completion_tokens_details: { reasoning_tokens: 0 },
        cost: 0.95,
        cost_details: { upstream_inference_cost: 19 },
        prompt_tokens: 194,
        prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 100, audio_tokens: 0 },
        total_tokens: 196,
      },
      counts({ input: 94, cacheWrite: 100, output: 2 }),
      196,
    ],
    [
      'LiteLLM in front of Anthropic',
      {
        prompt_tokens: 2500,
        completion_tokens: 40,
        total_tokens: 2540,
        prompt_tokens_details: { cached_tokens: 1500, cache_creation_tokens: 900 },
        cache_creation_input_tokens: 900,
        cache_read_input_tokens: 1500,
      },
      counts({ input: 100, cachedInput: 1500, cacheWrite: 900, output: 40 }),
      2540,
    ],
    [
      'Anthropic, with the cache outside',
      { input_tokens: 50, cache_creation_input_tokens: 248, cache_read_input_tokens: 1800, output_tokens: 503 },
      counts({ input: 50, cachedInput: 1800, cacheWrite: 248, output: 503 }),
      2601,
    ],
    [
      'Anthropic, all from the cache',
      { input_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 1800, output_tokens: 3 },
      counts({ cachedInput: 1800, output: 3 }),
      1803,
    ],
    [
      'OpenAI responses, with the cache inside',
      {
        input_tokens: 75,
        input_tokens_details: { cached_tokens: 32 },
        output_tokens: 1186,
        output_tokens_details: { reasoning_tokens: 1024 },
        total_tokens: 1261,
      },
      counts({ input: 43, cachedInput: 32, output: 162, reasoning: 1024 }),
      1261,
    ],
    [
      'xAI grok-3-mini, with reasoning on top (vercel/ai #12425)',
      {
        prompt_tokens: 12,
        completion_tokens: 1,
        total_tokens: 399,
        completion_tokens_details: { reasoning_tokens: 386 },
      },
      counts({ input: 12, output: 1, reasoning: 386 }),
      399,
    ],
    [
      'a stream that fills what it does not count with null',
      { prompt_tokens: 9, completion_tokens: 0, total_tokens: null, prompt_tokens_details: null },
      counts({ input: 9 }),
      9,
    ],
    [
      'without a total',
      { prompt_tokens: 9, completion_tokens: 7, completion_tokens_details: { reasoning_tokens: 7 } },
      counts({ input: 9, reasoning: 7 }),
      16,
    ],
  ]
  test.each(cases)('%s', (_provider, usage, expected, total) => {
    expect(tokenCountsOf(usage)).toEqual(expected)
    expect(totalTokensOf(expected)).toBe(total)
  })
})

describe('unknown, and not 0, is', () => {
  const sane = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 }
  const cases: [story: string, usage: unknown][] = [
    ['none', undefined],
    ['null', null],
    ['a number', 150],
    ['a text', '150'],
    ['nothing in it', {}],
    ['a list', [100, 50]],
    ['the total alone (old MiniMax)', { total_tokens: 150 }],
    ['no completion', { prompt_tokens: 100, total_tokens: 100 }],
    ['no prompt', { completion_tokens: 50 }],
    ['a negative prompt', { ...sane, prompt_tokens: -100, total_tokens: -50 }],
    ['a negative completion', { ...sane, completion_tokens: -1, total_tokens: 99 }],
    ['half a token', { ...sane, completion_tokens: 50.5, total_tokens: 150.5 }],
    ['NaN', { ...sane, prompt_tokens: NaN }],
    ['more than a double holds', { prompt_tokens: 2 ** 53, completion_tokens: 1 }],
    ['a string', { ...sane, prompt_tokens: '100' }],
    ['a prompt without a token', { prompt_tokens: 0, completion_tokens: 50, total_tokens: 50 }],
    ['nothing but zeros', { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }],
    ['more cached than prompt', { ...sane, prompt_tokens_details: { cached_tokens: 101 } }],
    [
      'read and written, more than prompt',
      { ...sane, prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 60 } },
    ],
    ['a negative cache', { ...sane, prompt_tokens_details: { cached_tokens: -1 } }],
    ['a string for the cache', { ...sane, prompt_tokens_details: { cached_tokens: '64' } }],
    ['hits and misses that are not the prompt', { ...sane, prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 64 }],
    ['two different hits', { ...sane, prompt_tokens_details: { cached_tokens: 10 }, prompt_cache_hit_tokens: 20 }],
    ['more reasoning than completion', { ...sane, completion_tokens_details: { reasoning_tokens: 51 } }],
    ['reasoning at the top that completion does not hold (Perplexity)', { ...sane, reasoning_tokens: 193_321 }],
    ['a total that is too large (Gemini hides its thoughts there)', { ...sane, total_tokens: 722 }],
    ['a total that is too small', { ...sane, total_tokens: 149 }],
    ['a total that is a string', { ...sane, total_tokens: '150' }],
    ['audio in the prompt', { ...sane, prompt_tokens_details: { audio_tokens: 80 } }],
    ['audio in the answer', { ...sane, completion_tokens_details: { audio_tokens: 30 } }],
    [
      'more reasoning than output',
      { input_tokens: 5, output_tokens: 1, output_tokens_details: { reasoning_tokens: 2 } },
    ],
    ['more cached than input', { input_tokens: 5, output_tokens: 1, input_tokens_details: { cached_tokens: 6 } }],
  ]
  test.each(cases)('%s', (_story, usage) => expect(tokenCountsOf(usage)).toBeUndefined())
})
