import * as v from 'valibot'

/** Beyond this no model answers, and a slip of zeros would cost money. */
const mostTokens = 1_000_000
const tokens = `a whole number from 1 to ${mostTokens}`
const maxTokens = v.pipe(v.number(tokens), v.integer(tokens), v.minValue(1, tokens), v.maxValue(mostTokens, tokens))

const words = v.pipe(v.string('a text'), v.regex(/\S/, 'a text that is not empty'))
const role = v.picklist(['system', 'developer', 'user', 'assistant'])
const id = v.optional(v.string())

/** Text alone: what images and tools cost is not bounded beforehand, and the mock does not read them. */
const message = v.strictObject({ role, content: words, name: v.optional(words) })

/** A line of a file of prompts, or an item of its list. */
export const promptSchema = v.strictObject({
  id,
  messages: v.optional(v.pipe(v.array(message), v.minLength(1, 'at least one message'))),
  prompt: v.optional(words),
  max_tokens: v.optional(maxTokens),
})
export type PromptLine = v.InferOutput<typeof promptSchema>

/** A file of prompts as one JSON document. */
export const promptsSchema = v.strictObject({
  max_tokens: v.optional(maxTokens),
  prompts: v.pipe(v.array(v.looseObject({})), v.minLength(1, 'at least one prompt')),
})

/** `fixtures/workloads/*.json`. A message that names a document has its paragraphs before its own words. */
export const workloadSchema = v.strictObject({
  schema: v.literal('brownout/workload/1'),
  name: v.string(),
  doc: v.string(),
  /** Of every answer: so many that few are cut, as one that is cut is no whole task. */
  maxTokens,
  documents: v.optional(v.record(v.string(), v.array(words))),
  prompts: v.array(
    v.strictObject({
      id: v.string(),
      messages: v.array(v.strictObject({ ...message.entries, document: v.optional(v.string()) })),
    }),
  ),
})
export type WorkloadFile = v.InferOutput<typeof workloadSchema>
