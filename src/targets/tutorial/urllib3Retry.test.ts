import { describe, expect, test } from 'vitest'
import { InvalidHeader } from './exceptions.ts'
import { Retry } from './urllib3Retry.ts'

const nowSeconds = Date.UTC(2026, 0, 1) / 1000

describe("urllib3's Retry as the tutorial sets it", () => {
  test('sleeps 0, 2, 4 s and then is exhausted', () => {
    const sleeps: number[] = []
    for (let retry = new Retry().increment(); retry !== undefined; retry = retry.increment()) {
      sleeps.push(retry.backoffSeconds())
    }
    expect(sleeps).toEqual([0, 2, 4])
  })

  test.each([
    [500, undefined, true],
    [503, undefined, true],
    [429, undefined, false],
    [429, '', false],
    [429, '7', true],
    [413, '7', true],
    [401, '7', false],
    [404, undefined, false],
  ])('a %d with Retry-After %j is retried: %s', (status, retryAfter, expected) => {
    expect(new Retry().isRetry(status, retryAfter)).toBe(expected)
  })

  test('with the last try spent, a 429 is handed out and a 503 still counts as a failure', () => {
    const spent = new Retry(0, 3)
    expect([spent.isRetry(429, '7'), spent.isRetry(503, '7')]).toEqual([false, true])
  })

  test.each([
    ['7', 7],
    [' 7 ', 7],
    ['0', 2],
    [undefined, 2],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9],
    ['Thursday, 01-Jan-26 00:00:09 GMT', 9],
    ['Thu Jan  1 00:00:09 2026', 9],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 2],
    ['99999999999999', 21_600],
  ])('Retry-After %j after the second error means %d s', (retryAfter, expected) => {
    expect(new Retry(1, 2).sleepSeconds(retryAfter, nowSeconds)).toBe(expected)
  })

  test.each(['abc', '-5', 'NaN', '1e400'])('Retry-After %j is an error of its own', (retryAfter) => {
    expect(() => new Retry().sleepSeconds(retryAfter, nowSeconds)).toThrow(InvalidHeader)
  })
})
