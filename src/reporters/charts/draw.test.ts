import { expect, test } from 'vitest'
import { linesOf, widthOf } from './draw.ts'

test('a name that is too long stands in lines that fit, in its own words', () => {
  const name = 'p95 of the whole answer, from when the call was due'
  const lines = linesOf(name, 300)
  expect(lines).toHaveLength(2)
  expect(lines.join(' ')).toBe(name)
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(300)
})

test('one that fits stays in one', () => expect(linesOf('calls a second', 300)).toEqual(['calls a second']))
