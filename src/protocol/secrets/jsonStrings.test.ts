import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonStrings } from './jsonStrings.ts'

const found = (text: string) =>
  [...jsonStrings(text)].map(({ name, indexes, from, to }) => [name, indexes, text.slice(from, to)].join('|'))

describe('the strings of a text', () => {
  test.each<[story: string, text: string, strings: string[]]>([
    ['a document', '{"a":"x","b":{"c":"y"}}', ['a||x', 'c||y']],
    ['a list goes by the name of the list', '{"stop":["x", "y"]}', ['stop||x', 'stop||y']],
    ['escaped quotes and backslashes', String.raw`{"a":"x\"y","b":"z\\"}`, [String.raw`a||x\"y`, String.raw`b||z\\`]],
    ['space around the colon', '{ "a" : "x" }', ['a||x']],
    ['the choice and the tool call', '{"index":1,"t":[{"index": 12,"a":"x"}]}', ['a|1,12|x']],
    [
      'events: a line forgets the choices of the last',
      'data: {"index":1,"a":"x"}\n\ndata: {"a":"y"}',
      ['a|1|x', 'a||y'],
    ],
    ['a body that was cut', '{"a":"x","b":"half of', ['a||x', 'b||half of']],
    ['a line that was cut, and the next', '{"a":"half\n{"b":"x"}', ['a||half', 'b||x']],
    ['a name that was cut', '{"a":"x","half', ['a||x', 'a||half']],
    ['none', 'plain text', []],
  ])('%s', (_story, text, strings) => expect(found(text)).toEqual(strings))

  test('are all there, in any document', () => {
    const strings = (value: unknown): string[] => {
      if (typeof value === 'string') return [JSON.stringify(value).slice(1, -1)]
      return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
    }
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2), (value, spaces) => {
        const text = JSON.stringify(value, null, spaces)
        expect([...jsonStrings(text)].map(({ from, to }) => text.slice(from, to))).toEqual(strings(value))
      }),
    )
  })
})
