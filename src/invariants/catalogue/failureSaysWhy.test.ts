import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { failureSaysWhy } from './failureSaysWhy.ts'

const declared = { failsWith: { errorClass: 'invalid_request', status: 400 } } as const

describe('failure-says-why', () => {
  test('class and status reach the caller', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.fail(1, 1, { errorClass: 'invalid_request', status: 400 })
    expect(history.verdict(failureSaysWhy, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a wrapper that drops them is found', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const { seq } = history.fail(1, 1, { errorClass: 'server_error' })
    const verdict = history.verdict(failureSaysWhy, { declared })
    expect(evidenceOf(verdict)).toEqual([[seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 failed with server_error; it was invalid_request, status 400'])
  })

  test('a time to come back is owed where it is declared, whichever it is', () => {
    const story = (retryAtMs: number | null) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.fail(1, 1, { errorClass: 'rate_limited', retryAtMs })
      return history.verdict(failureSaysWhy, { declared: { failsWith: { retryAt: true } } })
    }
    expect(story(5).verdict).toBe('pass')
    expect(messagesOf(story(null))).toEqual([
      'call 1 failed with rate_limited; it was any class, and a time to come back',
    ])
  })

  test('answers, aborted calls and targets without classes put nothing to the test', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.succeed(1, 1)
    history.call(2, 2)
    history.abort(3, 2)
    history.fail(3, 2, { errorClass: 'aborted' })
    history.call(4, 3)
    history.fail(5, 3)
    expect(history.verdict(failureSaysWhy, { declared }).verdict).toBe('unknown')
    expect(history.verdict(failureSaysWhy).verdict).toBe('unknown')
  })
  test.each([
    ['class', { errorClass: 'server_error', status: 400 }, 'server_error, status 400'],
    ['status', { errorClass: 'invalid_request', status: 500 }, 'invalid_request, status 500'],
    [
      'both, with a time that nobody expected',
      { errorClass: 'server_error', status: null, retryAtMs: 5 },
      'server_error, and a time to come back',
    ],
  ] as const)('a wrong %s is found', (_what, failure, told) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.fail(1, 1, failure)
    expect(messagesOf(history.verdict(failureSaysWhy, { declared }))).toEqual([
      `call 1 failed with ${told}; it was invalid_request, status 400`,
    ])
  })

  test('a call that still runs, or a scenario that does not say how calls fail, proves nothing', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    expect(history.verdict(failureSaysWhy, { declared }).verdict).toBe('unknown')
    history.fail(1, 1, { errorClass: 'server_error' })
    expect(history.verdict(failureSaysWhy)).toEqual({
      verdict: 'unknown',
      why: 'the scenario does not say how calls fail',
    })
  })
})
