import { dereference, type Schema } from '@cfworker/json-schema'
import { nearest, slipsBetween } from '../messages/nearest.ts'
import { kindOf } from './checkNames.ts'
import { ClientOptionsError } from './optionsError.ts'

const typeNames = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']
const single =
  'items contains additionalProperties unevaluatedItems unevaluatedProperties propertyNames not if then else'.split(' ')
const lists = ['prefixItems', 'allOf', 'anyOf', 'oneOf']
const maps = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']
const numbers = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].concat(
  ['Length', 'Items', 'Properties', 'Contains'].flatMap((what) => [`min${what}`, `max${what}`]),
)
const others =
  'type required enum const pattern format uniqueItems dependentRequired default title description examples example deprecated readOnly writeOnly nullable contentEncoding contentMediaType contentSchema additionalItems dependencies id $id $ref $schema $anchor $vocabulary $comment $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor'.split(
    ' ',
  )
const keywords = [...single, ...lists, ...maps, ...numbers, ...others]

/** Throws a `ClientOptionsError` for a JSON Schema (draft 2020-12, plain JSON) that could not judge an answer. */
export function checkJsonSchema(schema: unknown, where: string): void {
  checkPlace(schema, where)
  let lookup: Record<string, unknown>
  try {
    lookup = dereference(structuredClone(schema) as Schema)
  } catch {
    throw new ClientOptionsError(`${where} cannot be used: an $id, $anchor or $ref is no URI, or an $id occurs twice`)
  }
  for (const place of Object.values(lookup)) {
    const { $ref, __absolute_ref__: absolute = $ref } = Object(place) as Partial<Record<string, string>>
    if ($ref !== undefined && lookup[absolute!] === undefined)
      throw new ClientOptionsError(`${where} has the $ref ${JSON.stringify($ref)}, which leads nowhere in it`)
  }
}

function checkPlace(schema: unknown, where: string): void {
  if (typeof schema === 'boolean') return
  if (!isObject(schema)) throw expected(where, schema, 'a JSON Schema')
  for (const [keyword, value] of Object.entries(schema)) {
    const at = `${where}.${keyword}`
    if (keyword === 'type') checkType(value, at)
    else if (single.includes(keyword)) checkPlace(value, at)
    else if (lists.includes(keyword)) {
      if (!Array.isArray(value) || value.length === 0) throw expected(at, value, 'a list of JSON Schemas')
      value.forEach((part, index) => checkPlace(part, `${at}[${index}]`))
    } else if (maps.includes(keyword)) {
      if (!isObject(value)) throw expected(at, value, 'an object of JSON Schemas')
      for (const [name, part] of Object.entries(value)) checkPlace(part, `${at}.${name}`)
      if (keyword === 'patternProperties') for (const pattern of Object.keys(value)) checkPattern(pattern, at)
    } else if (numbers.includes(keyword)) {
      if (typeof value !== 'number') throw expected(at, value, 'a number')
    } else if (keyword === 'required') {
      const isNames = Array.isArray(value) && value.every((name) => typeof name === 'string')
      if (!isNames) throw expected(at, value, 'a list of names of properties')
    } else if (keyword === 'enum') {
      if (!Array.isArray(value)) throw expected(at, value, 'a list of values')
    } else if (keyword === 'pattern' || keyword === '$ref') {
      if (typeof value !== 'string') throw expected(at, value, 'a string')
      if (keyword === 'pattern') checkPattern(value, at)
    } else if (!others.includes(keyword)) checkKeyword(keyword, where)
  }
}

function checkType(value: unknown, at: string): void {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (names.length === 0) throw new ClientOptionsError(`${at} is an empty list: nothing has such a type`)
  for (const name of names) {
    if (typeof name !== 'string') throw expected(at, name, `one of ${typeNames.join(', ')}`)
    if (typeNames.includes(name)) continue
    const shown = `${at} is ${JSON.stringify(name)}, expected one of ${typeNames.join(', ')}`
    throw new ClientOptionsError(shown + hintAt(nearest(name, typeNames)))
  }
}

/** A draft lets a schema have keywords of its own: only what looks like a slip is refused. */
function checkKeyword(keyword: string, where: string): void {
  const meant = nearest(keyword, keywords)
  if (meant === undefined || meant.length < 4 || slipsBetween(keyword.toLowerCase(), meant.toLowerCase()) > 2) return
  const shown = `${where} has ${JSON.stringify(keyword)}, which is no keyword of JSON Schema`
  throw new ClientOptionsError(`${shown}${hintAt(meant)} (A keyword of your own begins with "x-".)`)
}

function checkPattern(pattern: string, at: string): void {
  try {
    new RegExp(pattern, 'u')
  } catch {
    throw new ClientOptionsError(`${at} has ${JSON.stringify(pattern)}, which is no regular expression`)
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const hintAt = (meant: string | undefined) => (meant === undefined ? '' : `. Did you mean ${JSON.stringify(meant)}?`)
const expected = (at: string, value: unknown, what: string) =>
  new ClientOptionsError(`${at} is ${kindOf(value)}, expected ${what}`)
