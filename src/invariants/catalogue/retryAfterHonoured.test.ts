import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { whyHidden } from '../exchanges.ts'
import { retryAfterHonoured } from './retryAfterHonoured.ts'

/** Call 1 asks at 0 and is told at 10 ms to stay away for so long. */
function throttled(waitMs: number, asked: Record<string, string> = {}) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const refusal = history.answer(10, history.request(0, 1), { status: 429, class: 'rate_limited', waitMs, asked })
  return { history, refusal }
}

describe('retry-after-honoured', () => {
  test('coming back when the time is over passes', () => {
    const { history } = throttled(30_000)
    history.request(30_010, 1)
    expect(history.verdict(retryAfterHonoured)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('coming back early is a breach, with both times', () => {
    const { history, refusal } = throttled(30_000)
    const early = history.request(2010, 1)
    const verdict = history.verdict(retryAfterHonoured)
    expect(evidenceOf(verdict)).toEqual([[refusal.seq, early.seq]])
    expect(messagesOf(verdict)).toEqual([
      'call 1 came back to a@gateway after 2000 ms; the server had asked for 30000 ms',
    ])
  })

  test('falling back, or giving up, honours the wait too', () => {
    const { history } = throttled(30_000)
    history.request(10, 1, { model: 'b' })
    history.request(10, 1, { credential: 'other' })
    expect(history.verdict(retryAfterHonoured)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a wait beyond the longest means: not at all, not even in time', () => {
    const { history } = throttled(120_000)
    history.request(120_010, 1)
    const verdict = history.verdict(retryAfterHonoured, { declared: { longestAskedWaitMs: 60_000 } })
    expect(messagesOf(verdict)[0]).toContain('more than the 60000 ms that a call may sit out')
  })

  test('the longest of several waits binds', () => {
    const { history, refusal } = throttled(30_000)
    history.answer(30, history.request(20, 1), { status: 429, class: 'rate_limited', waitMs: 5 })
    const again = history.request(100, 1)
    expect(evidenceOf(history.verdict(retryAfterHonoured)).at(-1)).toEqual([refusal.seq, again.seq])
  })

  test('a date that is read by another clock than it was written by says nothing; seconds do', () => {
    const verdicts = ['Thu, 01 Jan 2026 00:00:03 GMT', '3'].map((said) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      const request = history.request(0, 1)
      history.jump(5, 3_600_000)
      history.answer(10, request, { status: 429, class: 'rate_limited', waitMs: 3000, asked: { 'retry-after': said } })
      history.request(20, 1)
      return history.verdict(retryAfterHonoured).verdict
    })
    expect(verdicts).toEqual(['unknown', 'fail'])
  })

  test.each(['Thu, 01 Jan 2026 00:00:03 GMT', 'Thursday, 01-Jan-26 00:00:03 GMT', 'Thu Jan  1 00:00:03 2026'])(
    'a date (%s) may be read one second off',
    (date) => {
      const { history } = throttled(3000, { 'retry-after': date })
      history.request(2000, 1)
      expect(history.verdict(retryAfterHonoured).verdict).toBe('pass')
      const earlier = throttled(3000, { 'retry-after': date })
      earlier.history.request(1999, 1)
      expect(earlier.history.verdict(retryAfterHonoured).verdict).toBe('fail')
    },
  )

  test.each([
    { 'x-ratelimit-reset': '1767225605' },
    { 'x-ratelimit-reset-requests': '2026-01-01T00:00:05.000Z' },
    { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' },
  ])('an instant (%o) does not move while its answer is under way', (asked) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const request = history.request(0, 1)
    history.answer(3000, request, { status: 429, class: 'rate_limited', waitMs: 5000, asked })
    history.request(5000, 1)
    expect(history.verdict(retryAfterHonoured)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each([{ 'retry-after': '5' }, { 'x-ratelimit-reset-requests': '5s' }, { ratelimit: '"default";r=0;t=5' }])(
    'a span (%o) counts from its answer',
    (asked) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      const request = history.request(0, 1)
      history.answer(3000, request, { status: 429, class: 'rate_limited', waitMs: 5000, asked })
      history.request(7999, 1)
      expect(history.verdict(retryAfterHonoured).verdict).toBe('fail')
    },
  )

  test('the tolerance of sockets is granted, and no more', () => {
    const { history } = throttled(1000)
    history.request(960, 1)
    expect(history.verdict(retryAfterHonoured, { toleranceMs: 50 }).verdict).toBe('pass')
    expect(history.verdict(retryAfterHonoured, { toleranceMs: 49 }).verdict).toBe('fail')
  })

  test('nobody asked, or asked for nothing: unknown', () => {
    const { history } = throttled(0)
    history.request(10, 1)
    expect(history.verdict(retryAfterHonoured)).toEqual({
      verdict: 'unknown',
      why: 'no answer to a call asked for a wait',
    })
  })

  test('a good answer that tells the state of its window asks nobody to stay away', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(10, history.request(0, 1), { waitMs: 7000 })
    history.request(20, 1)
    expect(history.verdict(retryAfterHonoured).verdict).toBe('unknown')
  })

  test('a wait of exactly the longest may be sat out', () => {
    const { history } = throttled(60_000)
    history.request(60_010, 1)
    expect(history.verdict(retryAfterHonoured, { declared: { longestAskedWaitMs: 60_000 } }).verdict).toBe('pass')
  })

  test('of an instant only what is left of it counts against the longest', () => {
    const verdicts = [4_000, 2_989].map((longestAskedWaitMs) => {
      const { history } = throttled(4_000, { 'retry-after': 'Thu, 01 Jan 2026 00:00:04 GMT' })
      history.request(4_000, 1)
      return history.verdict(retryAfterHonoured, { declared: { longestAskedWaitMs } }).verdict
    })
    expect(verdicts).toEqual(['pass', 'fail'])
    const slow = new HistoryBuilder()
    slow.call(0, 1)
    const asked = { 'retry-after': 'Thu, 01 Jan 2026 00:00:04 GMT' }
    slow.answer(1_500, slow.request(0, 1), { status: 429, class: 'rate_limited', waitMs: 4_000, asked })
    slow.request(4_000, 1)
    expect(slow.verdict(retryAfterHonoured, { declared: { longestAskedWaitMs: 2_000 } }).verdict).toBe('pass')
  })

  test('what a hedge that lost was still told, sockets cannot show to be read', () => {
    const { history } = throttled(5000)
    history.request(1000, 1)
    const declared = { hedge: { afterMs: 3, maxHedges: 1 } }
    expect(history.verdict(retryAfterHonoured, { declared, toleranceMs: 50 })).toEqual({
      verdict: 'unknown',
      why: whyHidden,
    })
    expect(history.verdict(retryAfterHonoured, { declared }).verdict).toBe('fail')
  })
  test.each([
    ['the first', 9_000, 5_000],
    ['the second', 5_000, 9_000],
  ])('of two waits for one endpoint the longer binds: %s', (_which, firstMs, secondMs) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const both = [history.request(0, 1), history.request(0, 1)]
    const refusals = [firstMs, secondMs].map((waitMs, index) =>
      history.answer(10, both[index]!, { status: 429, class: 'rate_limited', waitMs }),
    )
    const early = history.request(7000, 1)
    const longer = refusals[firstMs > secondMs ? 0 : 1]!
    expect(evidenceOf(history.verdict(retryAfterHonoured))).toEqual([[longer.seq, early.seq]])
  })
})
