import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventPieces } from './eventPieces.ts'

function pushed(pieces: readonly Uint8Array[]): { events: string[]; rest: string } {
  const events = new EventPieces()
  const found = pieces.flatMap((piece) => events.push(piece).map(String))
  return { events: found, rest: events.rest().toString() }
}

test('each event comes with its empty line, and what is left comes last', () => {
  expect(pushed([Buffer.from('data: 1\n\n: keep-alive\n\ndata: 2\r\n\r\ndata: 3\n')])).toEqual({
    events: ['data: 1\n\n', ': keep-alive\n\n', 'data: 2\r\n\r\n'],
    rest: 'data: 3\n',
  })
})

test('in whatever pieces they came', () => {
  const text = 'data: {"a":"Xin chào 🐢"}\n\ndata: [DONE]\n\nrest'
  const whole = pushed([Buffer.from(text)])
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      const bytes = Buffer.from(text)
      const at = [0, ...cuts.toSorted((one, other) => one - other), bytes.length]
      expect(pushed(at.slice(1).map((to, index) => bytes.subarray(at[index], to)))).toEqual(whole)
    }),
  )
})
