import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextBuilder } from './textBuilder.ts'

test('a text is its pieces, whenever it is looked at', () => {
  const piece = fc.oneof(fc.string(), fc.constant('x'.repeat(50_000)))
  fc.assert(
    fc.property(fc.array(piece), fc.array(piece), (before, after) => {
      const builder = new TextBuilder()
      for (const text of before) builder.add(text)
      expect(builder.text).toBe(before.join(''))
      for (const text of after) builder.add(text)
      expect(builder.text).toBe([...before, ...after].join(''))
    }),
  )
})

test('a text that comes letter by letter is no larger than a text', () => {
  const builder = new TextBuilder()
  const before = process.memoryUsage().heapUsed
  for (let letter = 0; letter < 2_000_000; letter += 1) builder.add('abcdefghij'[letter % 10]!)
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(32)
  expect(builder.text).toBe('abcdefghij'.repeat(200_000))
})
