import { expect, test } from 'vitest'
import { pythonJson } from './pythonJson.ts'

// What Python 3.11 answers to json.dumps of the same value.
test.each([
  [{ model: 'm', temperature: 0.7, max_tokens: 2048 }, '{"model": "m", "temperature": 0.7, "max_tokens": 2048}'],
  [[], '[]'],
  [{}, '{}'],
  [[null, true, [1, 'a']], '[null, true, [1, "a"]]'],
  ['Bạn "là" 🔄', '"B\\u1ea1n \\"l\\u00e0\\" \\ud83d\\udd04"'],
  ['a\nb\t\\ \u007f \u0001', '"a\\nb\\t\\\\ \\u007f \\u0001"'],
])('writes %j as json.dumps does', (value, expected) => {
  expect(pythonJson(value)).toBe(expected)
})
