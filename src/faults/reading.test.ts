import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepReading, Reading, readingOf } from './reading.ts'

const bytesOf = (text: string) => Buffer.from(text)

test('an event is data on one line and an empty one, whatever its letters', () => {
  const part = fc.oneof(
    fc.constantFrom('data: ', 'data:', '\n', '\r', '\n\n', '{}', '🐢'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const text = bytesOf(parts.join('')).toString()
      expect(new Reading(bytesOf(text)).isEvent).toBe(/^data: [^\r\n]*\n\n$/.test(text))
    }),
  )
  const areEvents = [
    'data: {}\n\n',
    'data: \n\n',
    'data: {}\r\n\n',
    'data: {\r}\n\n',
    'data: {}\n\n\n',
    'data: {}\n',
  ].map((text) => new Reading(bytesOf(text)).isEvent)
  expect(areEvents).toEqual([true, true, false, false, false, false])
})

test('a chunk is what an event says, a document what all of a piece says', () => {
  const event = new Reading(bytesOf('data: {"choices":[]}\n\n'))
  expect([event.chunk, event.document, event.chunk]).toEqual([{ choices: [] }, undefined, { choices: [] }])
  const document = new Reading(bytesOf('{"choices":[1]}'))
  expect([document.document, document.chunk, document.isEvent]).toEqual([{ choices: [1] }, undefined, false])
})

test.each(['data: [DONE]\n\n', 'data: null\n\n', 'data: 7\n\n', 'data: {"choices":{}}\n\n', 'data: {\n\n'])(
  '%j is an event and no chunk',
  (text) => expect(new Reading(bytesOf(text))).toMatchObject({ isEvent: true, chunk: undefined }),
)

test('what is kept is read once, and all else anew', () => {
  const [kept, other] = [bytesOf('{"a":1}'), bytesOf('{"a":1}')]
  keepReading(kept)
  expect(readingOf(kept).document).toBe(readingOf(kept).document)
  expect(readingOf(other).document).not.toBe(readingOf(other).document)
})
