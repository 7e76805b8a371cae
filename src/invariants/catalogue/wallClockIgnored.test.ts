import { describe, expect, test } from 'vitest'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { wallClockIgnored } from './wallClockIgnored.ts'

const declared = { deadlineMs: 10_000, timeouts: { headersMs: 400, attemptMs: 3_000 } }

/** Call 1 sets out at 10 ms to wait for so long, the wall clock is set at 100 ms, and it tries again at `nextMs`. */
function waiting(delayMs: number, nextMs: number, reason = 'backoff') {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.answer(10, history.request(0, 1), { status: 500 })
  history.wait(10, 1, reason, delayMs)
  history.jump(100, 3_600_000)
  history.answer(nextMs, history.request(nextMs, 1))
  history.succeed(nextMs, 1)
  return history
}

describe('wall-clock-ignored', () => {
  test('a wait that takes as long as it was to passes', () => {
    expect(waiting(500, 510).verdict(wallClockIgnored, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each([110, 900])('one that ends at %i ms instead of 510 is a breach', (nextMs) => {
    expect(messagesOf(waiting(500, nextMs).verdict(wallClockIgnored, { declared }))).toEqual([
      `call 1 set out to wait for 500 ms and waited for ${nextMs - 10} ms: the wall clock was set by 3600000 ms meanwhile`,
    ])
  })

  test('waits in a line end when others leave it, and any wait when its caller gives up', () => {
    expect(waiting(500, 300, 'limiter').verdict(wallClockIgnored, { declared }).verdict).toBe('unknown')
    expect(waiting(500, 300).verdict(wallClockIgnored, { declared: { ...declared, rpm: 5 } }).verdict).toBe('pass')
    const aborted = new HistoryBuilder()
    aborted.call(0, 1)
    aborted.wait(0, 1, 'backoff', 500)
    aborted.jump(100, -5)
    aborted.abort(200, 1)
    aborted.fail(200, 1)
    expect(aborted.verdict(wallClockIgnored, { declared }).verdict).toBe('unknown')
  })

  test('a wait beyond the deadline is none that anybody planned', () => {
    const history = waiting(500, 510)
    history.events.splice(-1, 1)
    history.wait(510, 1, 'asked', 3_600_000)
    expect(messagesOf(history.verdict(wallClockIgnored, { declared }))[0]).toContain('beyond its deadline')
  })

  /** An exchange that hears nothing and is left at `endMs`. */
  function silent(endMs: number) {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const request = history.request(0, 1)
    history.jump(100, -3_600_000)
    history.close(endMs, request, { how: 'client-left' })
    history.fail(endMs, 1)
    return history
  }

  test.each([
    [400, 'pass'],
    [100, 'fail'],
    [3_000, 'fail'],
  ])('a time limit of 400 ms that passes at %i ms: %s', (endMs, verdict) => {
    expect(silent(endMs).verdict(wallClockIgnored, { declared }).verdict).toBe(verdict)
  })

  /** Call 1 is asked for a while at 10 ms, the wall clock is set, and it is back at 400 ms. */
  function asked(headers: Record<string, string>) {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const limited = { status: 429, class: 'rate_limited', waitMs: 1_500, asked: headers } as const
    history.answer(10, history.request(0, 1), limited)
    history.jump(100, 3_600_000)
    history.request(400, 1)
    return history
  }

  test('a wait in seconds is not over because the wall clock says so; a date is read by that clock', () => {
    const patient = { declared: { ...declared, longestAskedWaitMs: 5_000 } }
    const seconds = asked({ 'retry-after': '1.5' })
    expect(messagesOf(seconds.verdict(wallClockIgnored, patient))[0]).toContain('1110 ms too early')
    expect(seconds.verdict(wallClockIgnored, { declared }).verdict).toBe('unknown')
    const date = asked({ 'retry-after': 'Thu, 01 Jan 2026 00:00:03 GMT' })
    expect(date.verdict(wallClockIgnored, patient).verdict).toBe('unknown')
  })

  test('no jump: unknown', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    expect(history.verdict(wallClockIgnored, { declared }).verdict).toBe('unknown')
  })
})
