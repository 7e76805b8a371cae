import * as v from 'valibot'
import type { ModelFacts, ModelTable } from './models.ts'
import { picoUsdPerToken } from './money/picoUsd.ts'

const text = v.pipe(v.string(), v.minLength(1, 'a text'))
const known = v.pipe(v.number(), v.safeInteger('a whole number from 1'), v.minValue(1, 'a whole number from 1'))
const price = v.pipe(v.string(), v.check(isPrice, 'a decimal string in USD per million tokens, at most 6 decimals'))
const claim = v.nullable(v.boolean())

const model = v.strictObject({
  name: text,
  id: v.nullable(text),
  provider: text,
  price: v.strictObject({
    input: price,
    cachedInput: v.nullable(price),
    cacheWrite: v.nullable(price),
    output: price,
    reasoning: v.nullable(price),
  } satisfies Record<keyof ModelFacts['price'], unknown>),
  currency: v.literal('USD'),
  contextWindow: v.nullable(known),
  maxOutputTokens: v.nullable(known),
  maxRpm: v.nullable(known),
  weight: v.nullable(known),
  claimedLatencyMs: v.nullable(known),
  languages: v.nullable(
    v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/)), v.picklist(['average', 'good', 'excellent'])),
  ),
  capabilities: v.strictObject({ tools: claim, vision: claim, jsonSchema: claim }),
  notCounted: v.array(text),
  source: text,
  date: v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/, 'a date like 2026-05-31')),
} satisfies Record<keyof ModelFacts, unknown>)

/** What a table of models must be, whoever wrote it: `fixtures/models.json`, or `brownout prices import`. */
export const modelTableSchema = v.strictObject({
  schema: v.literal('brownout/models/1'),
  models: v.pipe(
    v.array(model),
    v.minLength(1, 'at least one model'),
    v.check((models) => haveOwnNames(models), 'names of their own'),
  ),
} satisfies Record<keyof ModelTable, unknown>)

function isPrice(value: string): boolean {
  try {
    return picoUsdPerToken(value) >= 0n
  } catch {
    return false
  }
}

function haveOwnNames(models: readonly { readonly name: string }[]): boolean {
  return new Set(models.map(({ name }) => name)).size === models.length
}
