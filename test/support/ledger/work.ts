import { atMostPromptTokens } from '../../../src/protocol/money/tokenEstimate.ts'
import type { Chance } from './chance.ts'

/** What a provider used for one answer, by its own count: tokens of each kind, none of them in two kinds. */
export interface Work {
  readonly input: number
  readonly cachedInput: number
  readonly cacheWrite: number
  readonly output: number
  readonly reasoning: number
}

type Fields = Readonly<Record<string, unknown>>

/** The longest answer of every model here, where a request sets no limit. */
export const longestAnswerTokens = 64

/** The most tokens of a prompt, as its bytes bound them. */
export function longestPrompt(request: Fields): number {
  const { model: _model, ...fields } = request
  return atMostPromptTokens(fields, Buffer.byteLength(JSON.stringify(fields)) - 1)!
}

/** The most tokens that all answers to a request can have. */
export function longestAnswers({ max_tokens: limit, n = 1 }: Fields): number {
  return (typeof limit === 'number' ? limit : longestAnswerTokens) * (n as number)
}

/** One answer in four is as dear as can be. */
export function workFor(request: Fields, chance: Chance): Work {
  const [prompt, answers] = [longestPrompt(request), longestAnswers(request)]
  if (chance.once(4)) {
    const all = chance.pick(['input', 'cachedInput', 'cacheWrite'] as const)
    const kind = chance.pick(['output', 'reasoning'] as const)
    return { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0, [all]: prompt, [kind]: answers }
  }
  const promptTokens = 1 + chance.below(prompt)
  const cachedInput = chance.once(3) ? chance.below(promptTokens + 1) : 0
  const cacheWrite = chance.once(5) ? chance.below(promptTokens - cachedInput + 1) : 0
  const answerTokens = chance.below(answers + 1)
  const reasoning = chance.once(3) ? chance.below(answerTokens + 1) : 0
  const input = promptTokens - cachedInput - cacheWrite
  return { input, cachedInput, cacheWrite, output: answerTokens - reasoning, reasoning }
}

/** The counts as OpenAI words them. */
export function usageOf({ input, cachedInput, cacheWrite, output, reasoning }: Work): object {
  const prompt = input + cachedInput + cacheWrite
  return {
    prompt_tokens: prompt,
    completion_tokens: output + reasoning,
    total_tokens: prompt + output + reasoning,
    prompt_tokens_details: { cached_tokens: cachedInput, cache_write_tokens: cacheWrite },
    completion_tokens_details: { reasoning_tokens: reasoning },
  }
}

/** Counts that contradict themselves, or say nothing: nobody can tell from them what was used. */
export function nonsenseOf(work: Work, chance: Chance): object {
  const usage = usageOf(work)
  return chance.pick([
    { ...usage, prompt_tokens: -1 },
    { ...usage, total_tokens: 1 },
    { ...usage, prompt_tokens: 0, prompt_tokens_details: null, total_tokens: work.output + work.reasoning },
    { ...usage, completion_tokens: 0.5 },
    { ...usage, prompt_tokens_details: { cached_tokens: 10 ** 9 } },
    { ...usage, prompt_cache_hit_tokens: 3, prompt_cache_miss_tokens: 10 ** 9 },
    {},
  ])
}
