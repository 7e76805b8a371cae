import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BodyText, Unreadable } from './bodyText.ts'

function read(pieces: readonly Uint8Array[], strict = true): string {
  const text = new BodyText(strict)
  for (const piece of pieces) text.add(piece)
  return text.end()
}

function refused(pieces: readonly Uint8Array[]): string {
  try {
    return `read: ${read(pieces)}`
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return error.reason
  }
}

const cutAt = (bytes: Uint8Array, cuts: readonly number[]) =>
  [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length))

const placesIn = (bytes: Uint8Array) =>
  fc.array(fc.nat(bytes.length), { maxLength: 8 }).map((places) => places.toSorted((a, b) => a - b))

describe('a body is the same text', () => {
  const word = 'a độ 慢 👩‍🚀 "\ufeff"'
  const bytes = Buffer.from(word)

  test('however it is cut', () => {
    fc.assert(
      fc.property(placesIn(bytes), fc.boolean(), (cuts, strict) => {
        expect(read(cutAt(bytes, cuts), strict)).toBe(word)
      }),
    )
  })

  test('with a byte order mark before it', () => {
    const marked = Buffer.from(`\ufeff${word}`)
    fc.assert(
      fc.property(placesIn(marked), (cuts) => {
        expect(read(cutAt(marked, cuts))).toBe(word)
      }),
    )
  })

  test('when there is none', () => {
    expect([read([]), read([new Uint8Array()])]).toEqual(['', ''])
  })
})

describe('a body that is not UTF-8', () => {
  const broken = Buffer.concat([Buffer.from('before '), Uint8Array.of(0xe6, 0x85), Buffer.from(' after')])

  test('is refused, however it is cut', () => {
    fc.assert(
      fc.property(placesIn(broken), (cuts) => {
        expect(refused(cutAt(broken, cuts))).toBe('bad_json')
      }),
    )
  })

  test('is refused when it ends within a letter', () => {
    const bytes = Buffer.from('độ').subarray(0, -1)
    expect([refused([bytes]), refused(cutAt(bytes, [1]))]).toEqual(['bad_json', 'bad_json'])
  })

  test('keeps its other words where it is an error', () => {
    fc.assert(
      fc.property(placesIn(broken), (cuts) => {
        expect(read(cutAt(broken, cuts), false)).toBe('before \ufffd after')
      }),
    )
  })
})

test('a body of more than 16 MiB is refused as soon as it is', () => {
  const mebibyte = new Uint8Array(1024 * 1024).fill(0x20)
  const sixteen = Array.from({ length: 16 }, () => mebibyte)
  expect(refused(sixteen)).toMatch(/^read: /)
  const text = new BodyText(true)
  for (const piece of sixteen) text.add(piece)
  expect(() => text.add(Uint8Array.of(0x20))).toThrow('the body is larger than 16777216 bytes')
})

test('a body that would exhaust its parser is refused', () => {
  expect(refused([Buffer.from('['.repeat(20_000))])).toBe('too_large')
})
