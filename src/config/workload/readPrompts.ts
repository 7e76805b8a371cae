import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { checkShape } from '../checkShape.ts'
import { readDocument } from '../json/document.ts'
import type { Keys } from '../json/scanJson.ts'
import { readJson } from '../json/readJson.ts'
import { dotted, type PlaceOf } from '../place.ts'
import { defaultMaxTokens, type Prompt } from './workloadOf.ts'
import { promptSchema, promptsSchema, type PromptLine } from './workloadSchema.ts'

const words = messages.errors.workload
const noun = 'file of prompts'

/** More are no workload but a data set, and a plan holds them all. */
export const mostPrompts = 20_000

/**
 * The prompts of a file: a JSON list of them, an object that holds the list under `prompts`, or one JSON object a line
 * (JSON Lines). Throws a `Problem` with the line for what is none of these.
 */
export function readPrompts(text: string, file: string): readonly Prompt[] {
  const isOneDocument = /\.json$/i.test(file) || /^\s*\[/.test(text)
  const prompts = isOneDocument ? fromDocument(text, file) : fromLines(text, file)
  if (prompts.length === 0) throw new Problem('usage', words.empty(file))
  return prompts
}

function fromDocument(text: string, file: string): Prompt[] {
  const { value, placeOf, refuseKeyTwice } = readDocument(text, file, noun)
  const base: Keys = Array.isArray(value) ? [] : ['prompts']
  const whole = (Array.isArray(value) ? { prompts: value } : value) as { prompts: unknown[]; max_tokens?: number }
  if (!Array.isArray(value)) checkShape(promptsSchema, value, placeOf)
  refuseTooMany(whole.prompts.length, file)
  const read = whole.prompts.map((one, index) => promptOf(one, placeOf, [...base, index], whole.max_tokens))
  refuseKeyTwice()
  return read
}

function fromLines(text: string, file: string): Prompt[] {
  const prompts: Prompt[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const place = `${file}:${index + 1}`
    prompts.push(promptOf(readLine(line, place), () => place, [], undefined))
    refuseTooMany(prompts.length, file)
  }
  return prompts
}

/** A line is a document of its own; that it is line 1 of itself is of no use to anybody. */
function readLine(line: string, place: string): unknown {
  try {
    const { value } = readDocument(line, '', noun)
    const twice = readJson(line).keyTwice()
    if (twice === undefined) return value
    throw new Problem('usage', words.keyTwice(dotted(twice.keys), place))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem('usage', { ...error.text, where: error.text.where.replace(/^:1/, place) }, { cause: error })
  }
}

function promptOf(value: unknown, placeOf: PlaceOf, keys: Keys, maxTokens = defaultMaxTokens): Prompt {
  checkShape(promptSchema, value, placeOf, keys)
  const { messages: turns, prompt, max_tokens: own = maxTokens } = value as PromptLine
  if ((turns === undefined) === (prompt === undefined))
    throw new Problem('usage', words.oneOfBoth(placeOf(keys), turns !== undefined))
  return { messages: turns?.map(asMessage) ?? [{ role: 'user', content: prompt! }], maxTokens: own }
}

/** Made anew: what came from a file is carried no further than what was looked at. */
function asMessage({ role, content, name }: NonNullable<PromptLine['messages']>[number]): Prompt['messages'][number] {
  return { role, content, ...(name === undefined ? {} : { name }) }
}

function refuseTooMany(count: number, file: string): void {
  if (count > mostPrompts) throw new Problem('usage', words.tooMany(file, mostPrompts))
}
