import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotJson, readJson } from './readJson.ts'
import { scanJson } from './scanJson.ts'

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function faultOf(text: string): NotJson {
  try {
    readJson(text)
  } catch (error) {
    if (error instanceof NotJson) return error
    throw error
  }
  return expect.fail('it was read')
}

describe('where a text stops being JSON', () => {
  test.each<[text: string, line: number, column: number, expected: string, found: string]>([
    ['', 1, 1, 'value', ''],
    ['{', 1, 2, 'key', ''],
    ['{\n  "a": 1,\n}', 3, 1, 'key', '}'],
    ['{\n  "a" 1}', 2, 7, 'colon', '1}'],
    ['{"a": 1 "b": 2}', 1, 9, 'comma or }', '"b":'],
    ['[1, 2', 1, 6, 'comma or ]', ''],
    ['[1, 2,]', 1, 7, 'value', ']'],
    ['{"a": tru}', 1, 7, 'value', 'tru}'],
    ['{"a": 01}', 1, 7, 'value', '01}'],
    ["{'a': 1}", 1, 2, 'key', "'a':"],
    ['{} {}', 1, 4, 'end', '{}'],
    ['// a\n{}', 1, 1, 'value', '//'],
    ['"a', 1, 3, 'closing quote', ''],
    ['"a\nb"', 1, 3, 'closing quote', ''],
    [String.raw`"\x"`, 1, 2, 'escape', String.raw`\x"`],
    ['{"a": NaN}', 1, 7, 'value', 'NaN}'],
  ])('%j: line %d, column %d', (text, line, column, expected, found) => {
    const { position, ...fault } = faultOf(text)
    expect({ ...position, ...fault }).toMatchObject({ line, column, expected, found })
  })

  test('the scan and JSON.parse agree on what is JSON', () => {
    const nearly = fc.oneof(
      fc
        .json()
        .chain((text) =>
          fc
            .tuple(
              fc.nat(text.length),
              fc.constantFrom('', ',', '}', ']', '"', '\\', ' ', '0', '-', 'e', '\n', '\u0001'),
            )
            .map(([at, sign]) => text.slice(0, at) + sign + text.slice(at + (sign === '' ? 1 : 0))),
        ),
      fc.json(),
      fc.string(),
    )
    let [good, bad] = [0, 0]
    fc.assert(
      fc.property(nearly, (text) => {
        expect(scanJson(text, () => {}) === undefined).toBe(isJson(text))
        if (isJson(text)) good += 1
        else bad += 1
      }),
      { numRuns: 3_000 },
    )
    expect(Math.min(good, bad)).toBeGreaterThan(300)
  })

  test('however deep it is, it is read', () => {
    const deep = '['.repeat(200_000)
    expect(scanJson(deep, () => {})).toEqual({ offset: 200_000, expected: 'value' })
    expect(scanJson(deep + ']'.repeat(200_000), () => {})).toBeUndefined()
  })
})

describe('where things stand', () => {
  const text = '{\n  "a": [\n    1,\n    { "b \\u0041":\n      2 }\n  ],\n  "c": { "b": 3,\n    "b": 4 } }'

  test('each by its keys', () => {
    const document = readJson(text)
    expect(document.value).toEqual({ a: [1, { 'b A': 2 }], c: { b: 4 } })
    const lines = [['a'], ['a', 0], ['a', 1], ['a', 1, 'b A'], ['c'], ['c', 'b'], ['c', 'x'], ['a', '0']].map((keys) =>
      document.lineOf(keys),
    )
    expect(lines).toEqual([2, 3, 4, 4, 7, 8, undefined, undefined])
  })

  test('a key that stands twice', () => {
    expect(readJson(text).keyTwice()).toEqual({ keys: ['c', 'b'], lines: [7, 8] })
    expect(readJson('[{"a":1},{"a":1}]').keyTwice()).toBeUndefined()
  })
})
