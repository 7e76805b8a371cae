import * as v from 'valibot'
import { Problem } from '../harness/problem.ts'
import { messages, type ProblemText } from '../messages/index.ts'
import type { Config } from './defineConfig.ts'
import { nearest } from '../messages/nearest.ts'
import { configSchema } from './schema.ts'

const words = messages.errors.config

type Schema = Expecting & {
  /** Where an issue has `expected`, its schema has this. */
  readonly expects?: string
  readonly entries?: Readonly<Record<string, Schema>>
  readonly value?: Schema
  readonly item?: Schema
  readonly wrapped?: Schema
  readonly options?: readonly unknown[]
}

/** Throws a `Problem` for one thing that is wrong. `placeOf` says where a word of the config stands. */
export function validate(candidate: unknown, placeOf: (word?: string) => string): Config {
  const result = v.safeParse(configSchema, candidate)
  // The very objects go on, not valibot's copies: a target may be an instance of a class.
  if (result.success) return candidate as Config
  // A slip in a key makes two issues, and the one that shows the slip says more than the one of the missing key.
  throw new Problem('usage', textOf(result.issues.find(isUnknownKey) ?? result.issues[0], placeOf))
}

function isUnknownKey({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never'
}

function textOf(issue: v.BaseIssue<unknown>, placeOf: (word?: string) => string): ProblemText {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number)
  const path = dotted(keys)
  const last = String(keys.at(-1))
  if (isUnknownKey(issue)) {
    const known = Object.keys(schemaAt(keys.slice(0, -1))?.entries ?? {})
    return words.unknownKey(path, placeOf(last), nearest(last, known), known)
  }
  if (issue.received === 'undefined') {
    const wanted = schemaAt(keys)
    return words.missingKey(
      path,
      placeOf(),
      wanted === undefined ? issue.message : expectationOf({ ...wanted, expected: wanted.expects ?? null }),
    )
  }
  // A string is found again as it stands there; all else by its key.
  const quoted = /^"(.*)"$/s.exec(issue.received)?.[1]
  const { options = [] } = schemaAt(keys) ?? {}
  const close =
    quoted === undefined
      ? undefined
      : nearest(
          quoted,
          options.filter((one) => typeof one === 'string'),
        )
  const found = foundInWords[issue.received] ?? issue.received
  return words.wrongValue(path, placeOf(quoted ?? last), expectationOf(issue), found, close)
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

const foundInWords: Readonly<Record<string, string>> = { Object: 'an object', Array: 'a list', Function: 'a function' }

type Expecting = Pick<v.BaseIssue<unknown>, 'kind' | 'type' | 'expected'> & { readonly message?: unknown }

function expectationOf({ kind, type, expected, message }: Expecting): string {
  if (type === 'picklist') return (expected ?? '').replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ')
  if (kind === 'validation' || type === 'union') return String(message)
  return inWords[type] ?? expected ?? String(message)
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
