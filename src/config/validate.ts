import * as v from 'valibot'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import type { Config } from './defineConfig.ts'
import { nearest } from './nearest.ts'
import { configSchema } from './schema.ts'

const words = messages.errors.config

type Schema = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, Schema>>
  readonly value?: Schema
  readonly item?: Schema
  readonly wrapped?: Schema
}

/** Throws a `Problem` for the first thing that is wrong. `placeOf` says where a word of the config stands. */
export function validate(candidate: unknown, placeOf: (key?: string) => string): Config {
  const result = v.safeParse(configSchema, candidate, { abortEarly: true })
  // The very objects go on, not valibot's copies: a target may be an instance of a class.
  if (result.success) return candidate as Config
  const issue = result.issues[0]
  const keys = (issue.path ?? []).map(({ key }) => key as string | number)
  const path = dotted(keys)
  const last = String(keys.at(-1))
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = Object.keys(schemaAt(keys.slice(0, -1))?.entries ?? {})
    throw new Problem('usage', words.unknownKey(path, placeOf(last), nearest(last, known), known))
  }
  const expected = expectationOf(issue)
  // valibot says so of a key that is not there.
  if (issue.kind === 'schema' && issue.received === 'undefined') {
    throw new Problem('usage', words.missingKey(path, placeOf(), expected))
  }
  throw new Problem('usage', words.wrongValue(path, placeOf(last), expected, issue.received))
}

const inWords: Readonly<Record<string, string>> = {
  function: 'a function',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  strict_object: 'an object',
  loose_object: 'an object',
  record: 'an object',
}

function expectationOf({ kind, type, expected, message }: v.BaseIssue<unknown>): string {
  if (type === 'picklist') return (expected ?? '').replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ')
  if (kind === 'validation' || type === 'union') return message
  return inWords[type] ?? expected ?? message
}

/** `targets.mine.open`, `scenarios[0].upstream.models["a b"]`. */
function dotted(keys: readonly (string | number)[]): string {
  return keys
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`
      if (!/^[\w$-]+$/.test(key)) return `[${JSON.stringify(key)}]`
      return index === 0 ? key : `.${key}`
    })
    .join('')
}

function schemaAt(keys: readonly (string | number)[]): Schema | undefined {
  const unwrap = (schema: Schema | undefined): Schema | undefined =>
    schema?.wrapped === undefined ? schema : unwrap(schema.wrapped)
  return keys.reduce<Schema | undefined>((schema, key) => {
    const inner = unwrap(schema)
    return unwrap(inner?.entries?.[String(key)] ?? inner?.item ?? inner?.value)
  }, configSchema as never)
}
