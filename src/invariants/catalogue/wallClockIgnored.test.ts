import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
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

  test('an answer that comes behind a jump which outlasts every limit has borne it', () => {
    const answered = (byMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      const request = history.request(0, 1)
      history.jump(100, byMs)
      history.answer(200, request)
      history.succeed(200, 1)
      return history.verdict(wallClockIgnored, { declared }).verdict
    }
    expect([answered(3_600_000), answered(2_999), answered(-3_600_000)]).toEqual(['pass', 'unknown', 'unknown'])
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
  test('calls that were over by then, or began later, have nothing to do with it', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.wait(0, 1, 'backoff', 500)
    history.fail(50, 1)
    history.jump(100, 5)
    history.call(200, 2)
    history.wait(200, 2, 'backoff', 99_999)
    history.fail(300, 2)
    expect(history.verdict(wallClockIgnored, { declared })).toEqual({
      verdict: 'unknown',
      why: 'no wall clock was set while anybody waited',
    })
  })

  test('a wait that was over by then proves nothing, an asked one that was not does', () => {
    expect(waiting(90, 100).verdict(wallClockIgnored, { declared }).verdict).toBe('unknown')
    expect(waiting(500, 510, 'asked').verdict(wallClockIgnored, { declared })).toEqual({ verdict: 'pass', checked: 1 })
    expect(waiting(500, 900, 'asked').verdict(wallClockIgnored, { declared }).verdict).toBe('fail')
  })

  test('a wait after the jump is held against the deadline only, which counts from the start of its call', () => {
    const story = (delayMs: number, own: number | null = null) => {
      const history = new HistoryBuilder()
      history.call(1_000, 1, { deadlineMs: own })
      const jump = history.jump(1_100, 5)
      const wait = history.wait(1_200, 1, 'backoff', delayMs)
      const verdict = history.verdict(wallClockIgnored, { declared })
      return [verdict.verdict, ...evidenceOf(verdict).map((seqs) => seqs.join() === `${jump.seq},${wait.seq}`)]
    }
    expect(story(9_800)).toEqual(['unknown'])
    expect(story(9_801)).toEqual(['fail', true])
    expect(story(300, 500)).toEqual(['unknown'])
    expect(story(301, 500)).toEqual(['fail', true])
  })

  test('a wait ends with what the call does next: another wait, an attempt, a request, or its end', () => {
    const story = (next: (history: HistoryBuilder) => { readonly seq: number }) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.attempt(0, 1, 0)
      history.answer(10, history.request(0, 1), { status: 500 })
      const wait = history.wait(10, 1, 'backoff', 500)
      const jump = history.jump(100, 5)
      const event = next(history)
      history.wait(510, 1, 'limiter', 1)
      history.attempt(510, 1, 1)
      history.request(510, 1)
      history.fail(510, 1)
      const verdict = history.verdict(wallClockIgnored, { declared: { deadlineMs: 10_000 } })
      return [evidenceOf(verdict), [[wait.seq, jump.seq, event.seq]]]
    }
    for (const next of [
      (history: HistoryBuilder) => history.wait(300, 1, 'limiter', 1),
      (history: HistoryBuilder) => history.attempt(300, 1, 1),
      (history: HistoryBuilder) => history.request(300, 1),
    ]) {
      const [told, expected] = story(next)
      expect(told).toEqual(expected)
    }
    const unended = new HistoryBuilder()
    unended.call(0, 1)
    unended.wait(0, 1, 'backoff', 500)
    unended.jump(100, 5)
    expect(unended.verdict(wallClockIgnored, { declared }).verdict).toBe('unknown')
  })

  test('the tolerance of sockets is granted to a wait at both ends', () => {
    const verdict = (nextMs: number) =>
      waiting(500, nextMs).verdict(wallClockIgnored, { declared, toleranceMs: 50 }).verdict
    expect([459, 460, 560, 561].map(verdict)).toEqual(['fail', 'pass', 'pass', 'fail'])
  })

  test('an exchange that is open to the end of the run is held against its limits, with no end to show', () => {
    const story = (lastMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      const request = history.request(0, 1)
      const jump = history.jump(100, 5)
      history.call(lastMs, 2)
      return [history.verdict(wallClockIgnored, { declared }), [[request.seq, jump.seq]]] as const
    }
    expect(story(399)[0].verdict).toBe('unknown')
    const [verdict, expected] = story(401)
    expect(evidenceOf(verdict)).toEqual(expected)
    expect(messagesOf(verdict)[0]).toContain('for 401 ms, longer than its limits allow')
  })

  test('one that was over before the jump, or began after it, is another rule’s', () => {
    const before = new HistoryBuilder()
    before.call(0, 1)
    before.close(50, before.request(0, 1), { how: 'client-left' })
    before.jump(100, 5)
    before.fail(3_000, 1)
    const after = new HistoryBuilder()
    after.call(0, 1)
    after.jump(100, 5)
    after.close(900, after.request(200, 1), { how: 'client-left' })
    after.fail(900, 1)
    for (const history of [before, after]) {
      expect(history.verdict(wallClockIgnored, { declared }).verdict).toBe('unknown')
    }
  })

  test('of two jumps each is shown with what it fell into', () => {
    const history = silent(300)
    history.jump(400, 5)
    history.call(500, 2)
    expect(evidenceOf(history.verdict(wallClockIgnored, { declared }))).toHaveLength(1)
  })

  test('without limits, or where hedges leave whom they like, an early end proves nothing', () => {
    expect(silent(300).verdict(wallClockIgnored, { declared: { deadlineMs: 10_000 } }).verdict).toBe('unknown')
    const hedge = { afterMs: 1, maxHedges: 1 }
    expect(silent(300).verdict(wallClockIgnored, { declared: { ...declared, hedge } }).verdict).toBe('unknown')
    expect(messagesOf(silent(300).verdict(wallClockIgnored, { declared }))).toEqual([
      'call 1 held its exchange with a@gateway for 300 ms, and no limit had passed: the wall clock was set by -3600000 ms',
    ])
    expect(silent(400).verdict(wallClockIgnored, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('where a slow reader keeps the bytes waiting, no silence is too long', () => {
    const story = (isSlow: boolean) => {
      const history = new HistoryBuilder()
      history.call(0, 1, { stream: true })
      const request = history.request(0, 1, { stream: true })
      history.head(10, request)
      history.delta(20, 1, 'Hel')
      history.jump(100, 5)
      if (isSlow) history.resume(800, 1)
      history.close(900, request, { how: 'client-left', text: 'Hel', silence: { bytesMs: 880, contentMs: 880 } })
      history.fail(900, 1)
      const timeouts = { headersMs: 400, byteIdleMs: 300, attemptMs: 3_000 }
      return history.verdict(wallClockIgnored, { declared: { timeouts } }).verdict
    }
    expect([story(false), story(true)]).toEqual(['fail', 'unknown'])
  })

  test('who went elsewhere, or came back in time, has sat the wait out', () => {
    const patient = { declared: { ...declared, longestAskedWaitMs: 5_000 } }
    const story = (atMs: number, model: string) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.answer(10, history.request(0, 1), { status: 429, class: 'rate_limited', waitMs: 1_500 })
      history.jump(100, 3_600_000)
      history.request(atMs, 1, { model })
      return history.verdict(wallClockIgnored, patient)
    }
    expect(story(400, 'b')).toEqual({ verdict: 'pass', checked: 1 })
    expect(story(1_510, 'a')).toEqual({ verdict: 'pass', checked: 1 })
    expect(story(1_509, 'a').verdict).toBe('fail')
    const hedged = { ...patient.declared, hedge: { afterMs: 1, maxHedges: 1 } }
    expect(
      asked({ 'retry-after': '1.5' }).verdict(wallClockIgnored, { declared: hedged, toleranceMs: 1 }).verdict,
    ).toBe('unknown')
  })
})
