import * as v from 'valibot'
import { Problem } from '../harness/problem.ts'
import { messages, type ProblemText } from '../messages/index.ts'
import { nearest } from '../messages/nearest.ts'
import type { Keys } from './json/scanJson.ts'
import { dotted, type PlaceOf } from './place.ts'

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

/** Throws a `Problem` for one thing that is wrong with `candidate`, which stands at `base` in what the user wrote. */
export function checkShape(schema: v.GenericSchema, candidate: unknown, placeOf: PlaceOf, base: Keys = []): void {
  const result = v.safeParse(schema, candidate)
  const list = listForObject(candidate, result.output, base)
  if (list !== undefined) {
    const text = words.wrongValue(dotted(list), placeOf(list, String(list.at(-1))), 'an object', 'a list', undefined)
    throw new Problem('usage', text)
  }
  if (result.success) return
  // A slip in a key makes two issues, and the one that shows the slip says more than the one of the missing key.
  const issue = result.issues.find(isUnknownKey) ?? result.issues[0]
  throw new Problem('usage', textOf(issue, schema as never, placeOf, base))
}

/** valibot takes a list for an object, with its indices for keys; in what it gives back an object stands there. */
function listForObject(given: unknown, read: unknown, keys: Keys): Keys | undefined {
  if (given === read || typeof given !== 'object' || typeof read !== 'object') return undefined
  if (given === null || read === null) return undefined
  if (Array.isArray(given) && !Array.isArray(read)) return keys
  for (const key of Object.keys(read)) {
    const [one, other] = [given, read].map((value) => (value as Readonly<Record<string, unknown>>)[key])
    const found = listForObject(one, other, [...keys, Array.isArray(read) ? Number(key) : key])
    if (found !== undefined) return found
  }
  return undefined
}

function isUnknownKey({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never'
}

function textOf(issue: v.BaseIssue<unknown>, root: Schema, placeOf: PlaceOf, base: Keys): ProblemText {
  const inner = (issue.path ?? []).map(({ key }) => key as string | number)
  const keys = [...base, ...inner]
  const path = dotted(keys)
  const last = String(keys.at(-1))
  if (isUnknownKey(issue)) {
    const known = Object.keys(schemaAt(root, inner.slice(0, -1))?.entries ?? {})
    return words.unknownKey(path, placeOf(keys, last), nearest(last, known), known)
  }
  if (issue.received === 'undefined') {
    const wanted = schemaAt(root, inner)
    const expected =
      wanted === undefined ? issue.message : expectationOf({ ...wanted, expected: wanted.expects ?? null })
    return words.missingKey(path, placeOf(keys.slice(0, -1)), expected)
  }
  const expected = expectationOf(issue)
  if (isAboutKey(issue)) return words.wrongName(dotted(keys.slice(0, -1)), placeOf(keys), cut(last), expected)
  if (/^(min|max)_(entries|length)$/.test(issue.type))
    return words.wrongCount(path, placeOf(keys, last), issue.received, expected)
  // A string is found again as it stands there; all else by its key.
  const quoted = /^"(.*)"$/s.exec(issue.received)?.[1]
  const { options = [] } = schemaAt(root, inner) ?? {}
  const names = options.filter((one) => typeof one === 'string')
  const close = quoted === undefined ? undefined : nearest(quoted, names)
  const found = foundInWords[issue.received] ?? cut(issue.received)
  return words.wrongValue(path, placeOf(keys, quoted ?? last), expected, found, close)
}

/** It is the name of a member that is wrong, not what stands under it. */
function isAboutKey({ path }: v.BaseIssue<unknown>): boolean {
  return path?.at(-1)?.origin === 'key'
}

const longestShown = 80

function cut(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`
}

const inWords: Readonly<Record<string, string>> = {
  function: 'a function',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  strict_tuple: 'a list',
  strict_object: 'an object',
  loose_object: 'an object',
  record: 'an object',
}

const foundInWords: Readonly<Record<string, string>> = { Object: 'an object', Array: 'a list', Function: 'a function' }

type Expecting = Pick<v.BaseIssue<unknown>, 'kind' | 'type' | 'expected'> & { readonly message?: unknown }

function expectationOf({ kind, type, expected, message }: Expecting): string {
  // Who wrote a message of their own says more than the name of a type.
  if (kind === 'schema' && typeof message === 'string' && !message.startsWith('Invalid ')) return message
  if (type === 'picklist') return (expected ?? '').replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ')
  if (kind === 'validation' || type === 'union') return String(message)
  return inWords[type] ?? expected ?? String(message)
}

function schemaAt(root: Schema, keys: Keys): Schema | undefined {
  const unwrap = (schema: Schema | undefined): Schema | undefined =>
    schema?.wrapped === undefined ? schema : unwrap(schema.wrapped)
  return keys.reduce<Schema | undefined>((schema, key) => {
    const inner = unwrap(schema)
    return unwrap(inner?.entries?.[String(key)] ?? inner?.item ?? inner?.value)
  }, root)
}
