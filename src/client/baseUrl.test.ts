import { describe, expect, test } from 'vitest'
import { addressBelow, checkedBaseURL } from './baseUrl.ts'

describe('a base URL is taken as it is meant', () => {
  test.each([
    ['https://api.test/v1', 'https://api.test/v1/chat/completions'],
    [' https://api.test/v1/\n', 'https://api.test/v1/chat/completions'],
    ['https://api.test/v1//', 'https://api.test/v1/chat/completions'],
    ['https://api.test', 'https://api.test/chat/completions'],
    ['https://api.test/v1/chat/completions', 'https://api.test/v1/chat/completions'],
    ['https://api.test/v1/chat/completions/', 'https://api.test/v1/chat/completions'],
    ['https://api.test/d/m?api-version=1', 'https://api.test/d/m/chat/completions?api-version=1'],
    ['https://api.test/d/m/chat/completions?a=1&b=?', 'https://api.test/d/m/chat/completions?a=1&b=?'],
  ])('%j', (given, url) => {
    expect(addressBelow(checkedBaseURL(given, 'it').base, '/chat/completions')).toBe(url)
  })

  test('and so is what else stands below it', () => {
    expect(addressBelow('https://api.test/v1?a=1', '/models')).toBe('https://api.test/v1/models?a=1')
  })
})

test.each<[unknown, RegExp]>([
  ['api.test/v1', /^it has no valid baseURL: "api.test\/v1", expected https/],
  ['ftp://api.test/v1', /no valid baseURL: "ftp:/],
  ['', /no valid baseURL: ""/],
  [undefined, /no valid baseURL: it is undefined/],
  [new URL('https://api.test/v1'), /is a URL object: give its href/],
  ['https://me:secret@api.test/v1', /has credentials in it: leave them out/],
  ['https://secret@api.test/v1', /has credentials/],
  ['https://me:secret@:bad/v1', /not shown/],
  ['sk-secret', /not shown/],
  ['https://api.test/v1#secret', /has a fragment in it/],
])('%s is refused, and no secret is shown', (given, message) => {
  expect(() => checkedBaseURL(given, 'it')).toThrow(message)
  expect(() => checkedBaseURL(given, 'it')).toThrow(/^((?!secret\b(?!\)))[^])*$/)
})
