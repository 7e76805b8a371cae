import { expect, test } from 'vitest'
import { Scrubber } from './scrubber.ts'

const key = 'sk-rehearsal/a+key"0123'
const { scrub } = { scrub: (text: string) => new Scrubber([key, 'short', '']).scrub(text) }

test.each([
  ['as it is', key],
  ['in a URL', encodeURIComponent(key)],
  ['in JSON', JSON.stringify(key).slice(1, -1)],
  ['in hex', Buffer.from(key).toString('hex')],
])('a key %s is taken out', (_how, text) => {
  expect(scrub(`a ${text} b ${text}`)).toBe('a [key] b [key]')
})

test('in base64 with anything behind it', () => {
  expect(scrub(Buffer.from(`${key}:`).toString('base64'))).not.toContain(
    Buffer.from(key).toString('base64').slice(0, 12),
  )
})

test('of two keys of which one begins the other, neither shows an end', () => {
  expect(new Scrubber(['key-0123', 'key-0123-more']).scrub('key-0123-more key-0123')).toBe('[key] [key]')
})

test('what is too short to be a key stays', () => {
  expect(scrub('short')).toBe('short')
})
