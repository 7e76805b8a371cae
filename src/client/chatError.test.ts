import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ChatError, type AttemptRecord } from './chatError.ts'
import { failureOf } from './failure.ts'

const busy = failureOf('overloaded', 'http_503', 'Server Overloaded', { status: 503 })
const refused = failureOf('network', 'refused', 'refused in phase connect (ECONNREFUSED)')
const attempt = (endpoint: string, failure: AttemptRecord['failure']): AttemptRecord => ({
  endpoint,
  kind: 'first',
  startedAtMs: 0,
  endedAtMs: 1,
  failure,
  usage: null,
})

describe('what a failed call says', () => {
  test.each([
    ['no attempt', [], 'overloaded (http_503): Server Overloaded [no attempt was made]'],
    ['one', [attempt('a', busy)], 'overloaded (http_503): Server Overloaded [1 attempt: a: 503]'],
    [
      'several, each by its status or by what broke it',
      [attempt('a', refused), attempt('b', busy), attempt('b', null)],
      'overloaded (http_503): Server Overloaded [3 attempts: a: refused, b: 503, b: ok]',
    ],
  ])('%s', (_story, attempts, message) => {
    expect(new ChatError(busy, attempts).message).toBe(message)
  })

  test('it keeps what a post-mortem needs', () => {
    const cause = new Error('socket')
    const attempts = [attempt('a', refused)]
    const cost = { usd: '0.1', atMostUsd: '0.25' }
    const error = new ChatError({ ...refused, cause }, attempts, { retryAtMs: 5, partialText: 'half an', cost })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'ChatError',
      errorClass: 'network',
      reason: 'refused',
      status: null,
      retryAtMs: 5,
      partialText: 'half an',
      cause,
      attempts,
      cost,
    })
    expect(inspect(error)).toContain('[1 attempt: a: refused]')
  })

  test('a call that sent nothing cost nothing: that is known', () => {
    expect(new ChatError(busy, []).cost).toEqual({ usd: '0', atMostUsd: '0' })
  })

  test('nothing said about coming back is null, not zero', () => {
    expect(new ChatError(busy, [])).toMatchObject({ retryAtMs: null, partialText: '' })
  })
})
