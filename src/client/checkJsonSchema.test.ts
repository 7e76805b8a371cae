import { describe, expect, test } from 'vitest'
import { acceptFrom } from './accept.ts'
import { ClientOptionsError } from './optionsError.ts'

function mistakeOf(jsonSchema: unknown): string {
  try {
    acceptFrom({ jsonSchema: jsonSchema as never })
  } catch (error) {
    expect(error).toBeInstanceOf(ClientOptionsError)
    return (error as Error).message
  }
  return 'no mistake was found'
}

const loop: Record<string, unknown> = {}
loop['not'] = loop

describe('a JSON Schema that cannot work is refused before anything is sent', () => {
  test.each([
    [{ type: 'strng' }, /^accept\.jsonSchema\.type is "strng", .*Did you mean "string"\?/],
    [{ type: [] }, /type is an empty list/],
    [{ type: 7 }, /type is a number, expected one of string/],
    [{ properties: { a: { type: ['null', 'int'] } } }, /^accept\.jsonSchema\.properties\.a\.type is "int".*"integer"/],
    [{ required: 'city' }, /required is a string, expected a list of names/],
    [{ properties: { a: { required: true } } }, /properties\.a\.required is true, expected a list/],
    [{ required: [1] }, /required is a list, expected a list of names/],
    [{ properties: ['a'] }, /properties is a list, expected an object of JSON Schemas/],
    [{ properties: { a: 'string' } }, /properties\.a is a string, expected a JSON Schema/],
    [{ items: [{}] }, /items is a list, expected a JSON Schema/],
    [{ anyOf: {} }, /anyOf is an object, expected a list of JSON Schemas/],
    [{ anyOf: [true, 1] }, /anyOf\[1\] is a number/],
    [{ enum: 'a' }, /enum is a string, expected a list of values/],
    [{ minLength: '2' }, /minLength is a string, expected a number/],
    [{ requird: [] }, /^accept\.jsonSchema has "requird", .*Did you mean "required"\?/],
    [{ proprties: {} }, /Did you mean "properties"\?/],
    [{ items: { pattern: '(' } }, /^accept\.jsonSchema\.items\.pattern has "\(", which is no regular expression/],
    [{ patternProperties: { '[': {} } }, /patternProperties has "\[", which is no regular expression/],
    [{ properties: { a: { $ref: '#/$defs/b' } } }, /has the \$ref "#\/\$defs\/b", which leads nowhere/],
    [{ $ref: 'other.json' }, /has the \$ref "other\.json", which leads nowhere/],
    [{ $ref: '#' }, /refers to itself without end/],
    [loop, /is no JSON/],
    [{ $id: 'http://[' }, /\$id, \$anchor or \$ref is no URI/],
  ])('%j', (schema, message) => {
    const mistake = mistakeOf(schema)
    expect(mistake).toMatch(message)
    expect(mistake).not.toContain('cfworker')
  })

  test.each([
    true,
    { title: 'T', description: 'd', 'x-order': 1, propertyOrder: 2, errorMessage: 'e', note: 'n', nullable: true },
    { $defs: { node: { properties: { next: { $ref: '#/$defs/node' } } } }, $ref: '#/$defs/node' },
    { properties: { requird: { type: 'string' }, type: { type: 'array', items: { $ref: '#/properties/requird' } } } },
    { enum: [{ type: 'strng' }], const: { $ref: 1 }, default: { required: 1 } },
  ])('%j can', (schema) => {
    expect(mistakeOf(schema)).toBe('no mistake was found')
  })

  test('a frozen one can, and stays as it is', () => {
    expect(mistakeOf(Object.freeze({ type: 'object', properties: Object.freeze({}) }))).toBe('no mistake was found')
  })
})
