import { describe, expect, test } from 'vitest'
import { readFixture } from '../../protocol/fixtures.ts'
import { classOfError } from './recordedError.ts'

const fixtures = readFixture('dialects.json') as { status: number; body: unknown; class: string; name: string }[]
const error = (code: unknown, type: unknown, message = 'words that nobody knows') => ({
  error: { message, type, code },
})

describe('the class of a recorded error', () => {
  test('is that of the fixture, wherever one sentence or the words mean one thing', () => {
    const agreeing = fixtures.filter((each) => classOfError(each.status, each.body) === each.class)
    // The rest: same words with several meanings, and plain texts. For those the status speaks.
    expect(agreeing.length).toBeGreaterThan(fixtures.length * 0.9)
    expect(fixtures.length).toBeGreaterThan(100)
  })

  test.each<[status: number, body: unknown, meaning: string]>([
    [429, error('insufficient_quota', 'insufficient_quota'), 'quota_exhausted'],
    [429, error('slow_down', 'nobody_knows'), 'rate_limited'],
    [200, { base_resp: { status_code: 1008, status_msg: 'x' } }, 'quota_exhausted'],
    [200, error('insufficient_quota', 'insufficient_quota'), 'quota_exhausted'],
    [200, error(502, null), 'server_error'],
    [200, error(429, null), 'rate_limited'],
    [200, error('x', 'y'), 'server_error'],
    [429, undefined, 'rate_limited'],
    [503, '<html>', 'overloaded'],
    [418, {}, 'invalid_request'],
    [401, [], 'auth'],
    [400, { error: 'a sentence' }, 'invalid_request'],
  ])('%i %j means %s', (status, body, meaning) => expect(classOfError(status, body)).toBe(meaning))
})
