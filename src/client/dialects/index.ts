import type { ErrorClass } from '../../protocol/errorClass.ts'
import { deepseek } from './deepseek.ts'
import type { Dialect, Word } from './dialect.ts'
import { holysheep } from './holysheep.ts'
import { kimi } from './kimi.ts'
import { minimax } from './minimax.ts'
import { openai } from './openai.ts'
import { openrouter } from './openrouter.ts'

export type { Dialect, Sentence, Word } from './dialect.ts'

/**
 * Every dialect. All are tried on every body, whoever sent it: a gateway hands on the words of any provider behind it.
 * Should two ever disagree, the first of this list wins; a test holds that no two do.
 */
export const dialects: readonly Dialect[] = [openai, deepseek, kimi, minimax, holysheep, openrouter]

const wordsByName = new Map<string, Word>()
for (const word of dialects.flatMap(({ words }) => words)) {
  if (!wordsByName.has(word.word)) wordsByName.set(word.word, word)
}

/** The same sentence of two providers is tried once. */
const sentences = [
  ...new Map(
    dialects.flatMap((dialect) => dialect.sentences.map((entry) => [entry.sentence.source, entry] as const)),
  ).values(),
]

/** Response headers that hold an id to quote to support, each once. */
export const requestIdHeaders = [...new Set(dialects.flatMap((dialect) => dialect.requestIdHeaders))]

/** What a provider's word stands for; undefined for one that nobody knows. */
export function meaningOfWord(word: string): Word | undefined {
  return wordsByName.get(word.toLowerCase())
}

/** The characters of a message that are looked at: what a provider says, it says at the beginning. */
const longestLookedAt = 2_000

/** The class that a sentence stands for; undefined if it says nothing that status and words do not say. */
export function classOfSentence(message: string): ErrorClass | undefined {
  if (message === '') return undefined
  const text = message.slice(0, longestLookedAt)
  return sentences.find(({ sentence }) => sentence.test(text))?.errorClass
}
