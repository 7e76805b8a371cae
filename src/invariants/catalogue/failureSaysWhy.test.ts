import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import type { ToldAttempt } from '../../history/index.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
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

describe('failure-says-why: the attempts', () => {
  const failed = (errorClass: ErrorClass, status: number | null = null, model = 'a') => ({ model, errorClass, status })

  /** Two models refuse with 503 and 500, a third one breaks off; the error tells of these attempts. */
  function told(...attempts: readonly ToldAttempt[]) {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, 1), { status: 503 })
    history.answer(2, history.request(1, 1), { status: 500 })
    history.close(3, history.request(2, 1), { how: 'reset' })
    history.answer(4, history.request(3, 1, { model: 'b' }), { status: 500 })
    history.fail(4, 1, { errorClass: 'server_error', attempts })
    return history.verdict(failureSaysWhy)
  }

  const all = [failed('overloaded', 503), failed('server_error', 500), failed('network')]
  const last = failed('server_error', 500, 'b')

  test('all are listed, in any order, with those that no request came of', () => {
    expect(told(...all, last)).toEqual({ verdict: 'pass', checked: 1 })
    expect(told(...all.toReversed(), failed('network', null, 'c'), last).verdict).toBe('pass')
  })

  test('the last one alone is not enough', () => {
    expect(messagesOf(told(last))).toEqual([
      'call 1 failed with an error that lists 1 attempts, and not the one on a@gateway',
    ])
    expect(told(...all).verdict).toBe('fail')
    expect(told().verdict).toBe('fail')
  })

  test('each has its own status, unless it was given up while its answer came', () => {
    expect(told(failed('overloaded', 503), failed('overloaded', 503), failed('network'), last).verdict).toBe('fail')
    expect(told(failed('overloaded', 503), failed('timeout'), failed('network'), last).verdict).toBe('pass')
    expect(told(failed('overloaded', 503), failed('aborted'), failed('network'), last).verdict).toBe('pass')
  })

  test('an error that lists none at all is not asked', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, 1), { status: 503 })
    history.fail(4, 1, { errorClass: 'server_error' })
    expect(history.verdict(failureSaysWhy).verdict).toBe('unknown')
  })
})
