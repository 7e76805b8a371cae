import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { timeLimitsKept } from './timeLimitsKept.ts'

const timeouts = { headersMs: 400, firstTokenMs: 600, byteIdleMs: 300, tokenIdleMs: 500, attemptMs: 3_000 }
const declared = { timeouts, deadlineMs: 10_000 }
const left = { how: 'client-left' } as const

/** Call 1 asks, gets nothing, leaves at `endMs`, and fails. */
function silent(endMs: number) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const request = history.request(0, 1)
  const closed = history.close(endMs, request, left)
  return { history, request, closed }
}

/** A stream whose head comes at 100 ms; the client leaves at `endMs`, after such a silence. */
function stream(endMs: number, silence: { bytesMs: number; contentMs?: number }, text = '') {
  const history = new HistoryBuilder()
  history.call(0, 1, { stream: true })
  const request = history.request(0, 1, { stream: true })
  history.head(100, request)
  history.close(endMs, request, { ...left, silence, text })
  history.fail(endMs, 1)
  return history
}

describe('time-limits-kept', () => {
  test('no head: left when its limit has passed', () => {
    const { history } = silent(400)
    history.fail(400, 1)
    expect(history.verdict(timeLimitsKept, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('later is a breach, and so is a head that was waited for too long', () => {
    const { history, request, closed } = silent(501)
    expect(evidenceOf(history.verdict(timeLimitsKept, { declared }))).toEqual([[request.seq, closed.seq]])
    expect(messagesOf(history.verdict(timeLimitsKept, { declared }))[0]).toContain(
      '101 ms longer than headersMs of 400 ms',
    )
    expect(history.verdict(timeLimitsKept, { declared, toleranceMs: 101 }).verdict).toBe('pass')
    const late = new HistoryBuilder()
    late.call(0, 1)
    late.answer(450, late.request(0, 1))
    expect(late.verdict(timeLimitsKept, { declared }).verdict).toBe('fail')
  })

  test('sooner is a breach: the limit was not the attempt’s own', () => {
    const { history } = silent(200)
    history.fail(200, 1)
    expect(messagesOf(history.verdict(timeLimitsKept, { declared }))[0]).toContain('after 200 ms, before any limit')
  })

  test.each([
    ['the deadline', (history: HistoryBuilder) => void history.fail(200, 1), { ...declared, deadlineMs: 200 }],
    [
      'the attempt’s limit',
      (history: HistoryBuilder) => void history.fail(200, 1),
      { timeouts: { ...timeouts, attemptMs: 200 } },
    ],
    [
      'a hedge that won',
      (history: HistoryBuilder) => void history.succeed(200, 1),
      { ...declared, hedge: { afterMs: 10, maxHedges: 1 } },
    ],
    ['the client was closed', () => {}, declared],
  ])('sooner for a reason is none: %s', (_why, end, policy) => {
    const { history } = silent(200)
    end(history)
    expect(history.verdict(timeLimitsKept, { declared: policy }).verdict).not.toBe('fail')
  })

  test('nor after an abort, nor after bytes that were no head', () => {
    const aborted = new HistoryBuilder()
    aborted.call(0, 1)
    const request = aborted.request(0, 1)
    aborted.abort(200, 1)
    aborted.close(200, request, left)
    aborted.fail(200, 1)
    expect(aborted.verdict(timeLimitsKept, { declared }).verdict).toBe('unknown')
    const garbled = new HistoryBuilder()
    garbled.call(0, 1)
    garbled.close(200, garbled.request(0, 1), { ...left, silence: { bytesMs: 0 } })
    garbled.fail(200, 1)
    expect(garbled.verdict(timeLimitsKept, { declared }).verdict).toBe('unknown')
  })

  test('a second attempt has its limits to itself', () => {
    const { history } = silent(400)
    const again = history.request(500, 1)
    history.close(700, again, left)
    history.fail(700, 1)
    expect(evidenceOf(history.verdict(timeLimitsKept, { declared }))).toEqual([[again.seq, again.seq + 1]])
  })

  test('bytes that stop: left when the limit between two of them has passed', () => {
    expect(stream(800, { bytesMs: 300, contentMs: 300 }, 'Hel').verdict(timeLimitsKept, { declared }).verdict).toBe(
      'pass',
    )
    expect(stream(801, { bytesMs: 301, contentMs: 301 }, 'Hel').verdict(timeLimitsKept, { declared }).verdict).toBe(
      'fail',
    )
  })

  test('a first word that never comes, whatever else comes', () => {
    expect(stream(700, { bytesMs: 10, contentMs: 600 }).verdict(timeLimitsKept, { declared }).verdict).toBe('pass')
    const verdict = stream(701, { bytesMs: 10, contentMs: 601 }).verdict(timeLimitsKept, { declared })
    expect(messagesOf(verdict)[0]).toContain('firstTokenMs of 600 ms')
  })

  test('while the reader of a stream is busy no silence counts', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    const request = history.request(0, 1, { stream: true })
    history.head(100, request)
    history.delta(100, 1, 'Hel')
    history.resume(900, 1)
    history.close(1_000, request, { ...left, silence: { bytesMs: 900, contentMs: 900 }, text: 'Hel' })
    expect(history.verdict(timeLimitsKept, { declared }).verdict).toBe('unknown')
  })

  test('the body of an error, and what is whole, have no such limit', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const request = history.request(0, 1)
    history.head(0, request, { status: 500 })
    history.close(2_000, request, { ...left, silence: { bytesMs: 2_000 } })
    expect(history.verdict(timeLimitsKept, { declared }).verdict).toBe('unknown')
    expect(history.verdict(timeLimitsKept, { declared: { timeouts: { attemptMs: 1_999 } } }).verdict).toBe('fail')
  })

  test('what never ends is held to the end of the run', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const request = history.request(0, 1)
    expect(history.verdict(timeLimitsKept, { declared }).verdict).toBe('unknown')
    history.call(401, 2)
    const verdict = history.verdict(timeLimitsKept, { declared })
    expect(evidenceOf(verdict)).toEqual([[request.seq]])
    expect(messagesOf(verdict)[0]).toContain('for 401 ms, which is 1 ms longer than headersMs')
  })

  test('nothing declared, or nothing recorded: unknown', () => {
    expect(silent(400).history.verdict(timeLimitsKept).verdict).toBe('unknown')
    expect(new HistoryBuilder().verdict(timeLimitsKept, { declared }).verdict).toBe('unknown')
  })
})

describe('what the client tells of its limits', () => {
  /** An attempt that ends at `endMs` for this reason; it came to be an exchange unless `isUnsent`. */
  function told(endMs: number, reason: string, { headMs = Infinity, isUnsent = false } = {}) {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const attempt = history.attempt(0, 1, 0)
    if (!isUnsent) {
      const request = history.request(0, 1)
      if (headMs < endMs) history.head(headMs, request)
      history.close(endMs, request, { ...left, ...(headMs < endMs ? { silence: { bytesMs: endMs - headMs } } : {}) })
    }
    history.attemptEnd(endMs, attempt, 'timeout', { reason })
    history.fail(endMs, 1)
    return history
  }

  test('a connection and a handshake are known by it alone', () => {
    const connect = { declared: { timeouts: { connectMs: 300, tlsMs: 300 } } }
    expect(told(300, 'connect', { isUnsent: true }).verdict(timeLimitsKept, connect).verdict).toBe('pass')
    expect(told(299, 'tls', { isUnsent: true }).verdict(timeLimitsKept, connect).verdict).toBe('fail')
  })

  test('the whole attempt takes as long as it may', () => {
    const whole = { declared: { timeouts: { attemptMs: 500 } } }
    expect(told(500, 'attempt').verdict(timeLimitsKept, whole).verdict).toBe('pass')
    expect(told(600, 'attempt', { isUnsent: true }).verdict(timeLimitsKept, whole).verdict).toBe('fail')
  })

  test('the wrong name is a breach', () => {
    expect(told(400, 'headers').verdict(timeLimitsKept, { declared }).verdict).toBe('pass')
    const lenient = { declared: { timeouts: { headersMs: 400, byteIdleMs: 300 } } }
    expect(messagesOf(told(400, 'headers', { headMs: 100 }).verdict(timeLimitsKept, lenient))[0]).toContain(
      'its head had come',
    )
    expect(messagesOf(told(400, 'byte_idle').verdict(timeLimitsKept, lenient))[0]).toContain('no head ever came')
  })

  test.each([
    ['connect', { connectMs: 300 }],
    ['tls', { tlsMs: 300 }],
    ['headers', { headersMs: 300 }],
    ['first_token', { firstTokenMs: 300 }],
    ['byte_idle', { byteIdleMs: 300 }],
    ['token_idle', { tokenIdleMs: 300 }],
    ['attempt', { attemptMs: 300 }],
  ])('nobody gives up by %s before that limit has passed', (reason, limits) => {
    const within = (endMs: number) =>
      told(endMs, reason, { isUnsent: true }).verdict(timeLimitsKept, { declared: { timeouts: limits } })
    expect(within(300)).toEqual({ verdict: 'pass', checked: 1 })
    expect(within(299)).toMatchObject({ verdict: 'fail', checked: 1 })
  })

  test('each attempt is reckoned from its own start', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.attemptEnd(300, history.attempt(0, 1, 0), 'timeout', { reason: 'connect' })
    const second = history.attempt(500, 1, 1)
    const ended = history.attemptEnd(700, second, 'timeout', { reason: 'connect' })
    history.fail(700, 1)
    const verdict = history.verdict(timeLimitsKept, { declared: { timeouts: { connectMs: 300 } } })
    expect(verdict).toMatchObject({ verdict: 'fail', checked: 2 })
    expect(evidenceOf(verdict)).toEqual([[second.seq, ended.seq]])
  })

  test('silence between bytes after a head is the limit that it says it is', () => {
    const lenient = { declared: { timeouts: { headersMs: 400, byteIdleMs: 300 } } }
    expect(told(400, 'byte_idle', { headMs: 100 }).verdict(timeLimitsKept, lenient).verdict).toBe('pass')
  })

  test('of hedges nobody knows which exchange was whose', () => {
    const hedged = { declared: { timeouts: { byteIdleMs: 300 }, hedge: { afterMs: 10, maxHedges: 1 } } }
    expect(told(400, 'byte_idle').verdict(timeLimitsKept, hedged).verdict).toBe('pass')
  })

  test('a limit that was not declared, or another end, is not held against it', () => {
    const connect = { declared: { timeouts: { connectMs: 300 } } }
    expect(told(100, 'headers', { isUnsent: true }).verdict(timeLimitsKept, connect).verdict).toBe('unknown')
    const refused = new HistoryBuilder()
    refused.call(0, 1)
    refused.attemptEnd(1, refused.attempt(0, 1, 0), 'network', { reason: 'connect' })
    refused.fail(1, 1)
    expect(refused.verdict(timeLimitsKept, connect).verdict).toBe('unknown')
  })

  test('nor is an attempt of which it never told the start', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const attempt = {
      call: 1,
      attempt: 7,
      endpoint: 'a',
      errorClass: 'timeout',
      reason: 'connect',
      status: null,
    } as const
    history.record(5, { type: 'attempt-ended', ...attempt })
    expect(history.verdict(timeLimitsKept, { declared: { timeouts: { connectMs: 300 } } }).verdict).toBe('unknown')
  })

  test('a 408 is no limit of the client’s', () => {
    expect(told(100, 'http_408', { isUnsent: true }).verdict(timeLimitsKept, { declared }).verdict).toBe('unknown')
  })
})
