import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { whyHidden } from '../exchanges.ts'
import { retryAfterBindsAllCalls } from './retryAfterBindsAllCalls.ts'

/** Call 1 is told at 10 ms to stay away for 5 s. */
function throttled() {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const refusal = history.answer(10, history.request(0, 1), { status: 429, class: 'rate_limited', waitMs: 5000 })
  return { history, refusal }
}

describe('retry-after-binds-all-calls', () => {
  test('a call that begins meanwhile and goes elsewhere, or later, passes', () => {
    const { history } = throttled()
    history.call(1000, 2)
    history.request(1000, 2, { model: 'b' })
    history.request(5010, 2)
    expect(history.verdict(retryAfterBindsAllCalls)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a call that goes there all the same is a breach', () => {
    const { history, refusal } = throttled()
    history.call(1010, 2)
    const early = history.request(1010, 2)
    const verdict = history.verdict(retryAfterBindsAllCalls)
    expect(evidenceOf(verdict)).toEqual([[refusal.seq, early.seq]])
    expect(messagesOf(verdict)).toEqual(['call 2 went to a@gateway 1000 ms after it had asked call 1 for 5000 ms'])
  })

  test('the call that was asked is another rule’s business', () => {
    const { history } = throttled()
    history.request(1000, 1)
    expect(history.verdict(retryAfterBindsAllCalls).verdict).toBe('unknown')
  })

  test('what started before the answer, or at its instant, could not know', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2, 3]) history.call(0, call)
    const first = history.request(0, 1)
    history.request(9, 2)
    history.answer(10, first, { status: 429, class: 'rate_limited', waitMs: 5000 })
    history.request(10, 3)
    history.call(20, 4)
    expect(history.verdict(retryAfterBindsAllCalls)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('on sockets the tolerance is granted at both ends', () => {
    const { history } = throttled()
    history.call(60, 2)
    history.request(60, 2)
    history.call(4960, 3)
    history.request(4960, 3)
    history.call(4970, 4)
    expect(history.verdict(retryAfterBindsAllCalls, { toleranceMs: 50 }).verdict).not.toBe('fail')
    expect(evidenceOf(history.verdict(retryAfterBindsAllCalls, { toleranceMs: 49 }))).toHaveLength(2)
  })

  test('no other call began meanwhile: unknown', () => {
    const { history } = throttled()
    history.call(5010, 2)
    history.request(5010, 2)
    expect(history.verdict(retryAfterBindsAllCalls).verdict).toBe('unknown')
  })

  test('a call that began within the tolerance after the answer proves nothing', () => {
    const { history } = throttled()
    history.call(60, 2)
    expect(history.verdict(retryAfterBindsAllCalls, { toleranceMs: 50 }).verdict).toBe('unknown')
    expect(history.verdict(retryAfterBindsAllCalls, { toleranceMs: 49 }).verdict).toBe('pass')
  })
  test('what a hedge that lost was still told, sockets cannot show to be read', () => {
    const { history } = throttled()
    history.call(1000, 2)
    history.request(1000, 2)
    const declared = { hedge: { afterMs: 3, maxHedges: 1 } }
    expect(history.verdict(retryAfterBindsAllCalls, { declared, toleranceMs: 50 })).toEqual({
      verdict: 'unknown',
      why: whyHidden,
    })
    expect(history.verdict(retryAfterBindsAllCalls, { declared }).verdict).toBe('fail')
  })
  /** Of two answers to two endpoints’ worth of calls, the one that binds longer, whichever ended first. */
  test.each([
    ['the first', 9_000, 5_000],
    ['the second', 5_000, 9_000],
  ])('of two that were asked, the longer wait binds: %s', (_which, firstMs, secondMs) => {
    const history = new HistoryBuilder()
    for (const call of [1, 2]) history.call(0, call)
    const both = [history.request(0, 1), history.request(0, 2)]
    const refusals = [firstMs, secondMs].map((waitMs, index) =>
      history.answer(10, both[index]!, { status: 429, class: 'rate_limited', waitMs }),
    )
    history.call(7000, 3)
    const early = history.request(7000, 3)
    const longer = refusals[firstMs > secondMs ? 0 : 1]!
    expect(evidenceOf(history.verdict(retryAfterBindsAllCalls))).toEqual([[longer.seq, early.seq]])
  })

  test('an answer that asked for nothing binds nobody', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(10, history.request(0, 1), { status: 503 })
    history.call(20, 2)
    history.request(20, 2)
    expect(history.verdict(retryAfterBindsAllCalls).verdict).toBe('unknown')
  })

  test('requests without a call are bound among themselves', () => {
    const history = new HistoryBuilder()
    const asked = history.answer(10, history.request(0, null), { status: 429, class: 'rate_limited', waitMs: 5000 })
    const early = history.request(100, null)
    const verdict = history.verdict(retryAfterBindsAllCalls)
    expect(evidenceOf(verdict)).toEqual([[asked.seq, early.seq]])
    expect(messagesOf(verdict)).toEqual([
      'a request without a call went to a@gateway 90 ms after it had asked a request without a call for 5000 ms',
    ])
  })

  test('a call that begins when the wait is all but over proves nothing on sockets', () => {
    const { history } = throttled()
    history.call(4970, 2)
    expect(history.verdict(retryAfterBindsAllCalls, { toleranceMs: 50 }).verdict).toBe('unknown')
    expect(history.verdict(retryAfterBindsAllCalls, { toleranceMs: 39 }).verdict).toBe('pass')
  })
})
