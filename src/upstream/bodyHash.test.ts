import { expect, test } from 'vitest'
import { bodyHashOf } from './bodyHash.ts'
import { shortHash } from './shortHash.ts'

test('a body has the same hash whether it is known or not', () => {
  for (const text of ['', 'a', 'x'.repeat(5_000)]) {
    expect(bodyHashOf(text)).toBe(shortHash(text))
    expect(bodyHashOf(text)).toBe(shortHash(text))
  }
  for (let other = 0; other <= 1_000; other += 1) bodyHashOf(`other ${other}`)
  expect(bodyHashOf('a')).toBe(shortHash('a'))
})
