import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { noWaitAfterLastAttempt } from './noWaitAfterLastAttempt.ts'

/** One call whose only attempt fails at 10 ms. */
function failedAt10() {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const request = history.request(0, 1)
  history.answer(10, request, { status: 503 })
  return { history, attemptEnded: history.events.at(-1)! }
}

describe('no-wait-after-last-attempt', () => {
  test('a slow reader is told when it comes back, and no later', () => {
    const story = (endedAtMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1, { stream: true })
      const request = history.request(0, 1)
      history.head(10, request)
      history.delta(20, 1, 'a')
      history.close(30, request, { how: 'reset', text: 'a' })
      history.resume(50, 1)
      history.fail(endedAtMs, 1)
      return history.verdict(noWaitAfterLastAttempt).verdict
    }
    expect([story(50), story(60)]).toEqual(['pass', 'fail'])
  })

  test('failing at once passes', () => {
    const { history } = failedAt10()
    history.fail(10, 1)
    expect(history.verdict(noWaitAfterLastAttempt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a last sleep is a breach; the client’s own wait is part of the proof', () => {
    const { history, attemptEnded } = failedAt10()
    const wait = history.record(10, { type: 'wait-started', call: 1, delayMs: 6500, reason: 'backoff' })
    const ended = history.fail(6510, 1)
    const verdict = history.verdict(noWaitAfterLastAttempt)
    expect(evidenceOf(verdict)).toEqual([[attemptEnded.seq, wait.seq, ended.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 failed 6500 ms after its last attempt had ended'])
  })

  test('the tolerance of sockets is granted', () => {
    const { history } = failedAt10()
    history.fail(60, 1)
    expect(history.verdict(noWaitAfterLastAttempt, { toleranceMs: 50 }).verdict).toBe('pass')
    expect(history.verdict(noWaitAfterLastAttempt, { toleranceMs: 49 }).verdict).toBe('fail')
  })

  test('a wait that something else made vain is no breach', () => {
    const { history } = failedAt10()
    history.call(20, 2)
    history.answer(20, history.request(20, 2), { status: 401, class: 'auth' })
    history.fail(20, 2)
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('of two things at one instant the client may have noticed the other call’s last', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2]) history.call(0, call)
    const refused = history.request(0, 2)
    history.answer(10, refused, { status: 401, class: 'auth' })
    history.answer(10, history.request(0, 1), { status: 503 })
    history.fail(10, 2)
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('what happened to another call before is no reason', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2]) history.call(0, call)
    history.answer(5, history.request(0, 2), { status: 401, class: 'auth' })
    history.fail(5, 2)
    history.answer(10, history.request(0, 1), { status: 503 })
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('fail')
  })

  test('a place in the minute may be later than planned: who stood there is not judged', () => {
    const { history } = failedAt10()
    history.record(10, { type: 'wait-started', call: 1, delayMs: 6500, reason: 'limiter' })
    history.fail(6510, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
  })

  test('a breaker that opened meanwhile is such a thing', () => {
    const { history } = failedAt10()
    history.record(20, { type: 'breaker-changed', endpoint: 'a', from: 'closed', to: 'open' })
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
  })

  test('an attempt that was refused before it reached the upstream is the last one all the same', () => {
    const { history } = failedAt10()
    const attempt = { call: 1, attempt: 1, endpoint: 'a' }
    history.record(500, { type: 'attempt-started', ...attempt, kind: 'retry' })
    const refused = { errorClass: 'network', reason: 'refused', status: null } as const
    history.record(500, { type: 'attempt-ended', ...attempt, ...refused })
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each(['circuit_open', 'local_limit'] as const)(
    'a local refusal (%s) after a wait is not judged',
    (errorClass) => {
      const { history } = failedAt10()
      history.fail(500, 1, { errorClass })
      expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
    },
  )

  test('another call’s success meanwhile excuses nothing', () => {
    const { history } = failedAt10()
    history.call(20, 2)
    history.answer(20, history.request(20, 2))
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('fail')
  })

  test.each(['answered', 'aborted', 'left'])('a call that was %s is not judged', (end) => {
    const { history } = failedAt10()
    if (end === 'aborted') history.abort(900, 1)
    if (end === 'left') history.leave(900, 1)
    if (end === 'answered') history.succeed(900, 1)
    else history.fail(900, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
  })

  test('nor is one without an attempt, or with one still open', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.fail(900, 1)
    history.call(900, 2)
    history.request(900, 2)
    history.fail(1900, 2)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
  })
  test('in real time a wait may be late, and the deadline over when it ends', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { deadlineMs: 300 })
    history.answer(10, history.request(0, 1), { status: 503 })
    history.fail(304, 1)
    expect(history.verdict(noWaitAfterLastAttempt, { toleranceMs: 50 }).verdict).toBe('unknown')
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('fail')
  })
  test('the deadline that was declared counts where the call has none of its own', () => {
    const { history } = failedAt10()
    history.fail(304, 1)
    const verdict = (deadlineMs: number) =>
      history.verdict(noWaitAfterLastAttempt, { declared: { deadlineMs }, toleranceMs: 50 }).verdict
    expect([verdict(354), verdict(355)]).toEqual(['unknown', 'fail'])
  })

  test('who may have stood in line for a permit is not judged, unless it failed at once', () => {
    const declared = { maxConcurrent: 1 }
    const late = failedAt10()
    late.history.fail(500, 1)
    expect(late.history.verdict(noWaitAfterLastAttempt, { declared }).verdict).toBe('unknown')
    const prompt = failedAt10()
    prompt.history.fail(10, 1)
    expect(prompt.history.verdict(noWaitAfterLastAttempt, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a connection that failed meanwhile may be what made the wait vain, one at the very end is not', () => {
    const failed = { type: 'connection-failed', connection: 0, origin: 'gateway', code: 'ECONNRESET' } as const
    const { history } = failedAt10()
    history.record(400, failed)
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
    const after = failedAt10()
    after.history.fail(500, 1)
    after.history.record(500, failed)
    expect(after.history.verdict(noWaitAfterLastAttempt).verdict).toBe('fail')
  })

  test('the waits between earlier attempts prove nothing, and excuse nothing', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(10, history.request(0, 1), { status: 503 })
    history.record(10, { type: 'wait-started', call: 1, delayMs: 90, reason: 'limiter' })
    history.answer(110, history.request(100, 1), { status: 503 })
    const attemptEnded = history.events.at(-1)!
    const ended = history.fail(500, 1)
    expect(evidenceOf(history.verdict(noWaitAfterLastAttempt))).toEqual([[attemptEnded.seq, ended.seq]])
  })

  test('the last attempt is the one that ended last, not the one that began last', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const slow = history.request(0, 1)
    history.answer(20, history.request(10, 1, { model: 'b' }), { status: 503 })
    history.answer(500, slow, { status: 503 })
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a call whose last attempt the client has only begun is not judged', () => {
    const { history } = failedAt10()
    history.record(20, {
      type: 'attempt-started',
      call: 1,
      attempt: 1,
      endpoint: 'a',
      kind: 'retry',
      model: 'a',
      origin: 'gateway',
    })
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
  })
  test('with one attempt over and another open the call is not judged', () => {
    const { history } = failedAt10()
    history.request(20, 1, { model: 'b' })
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
  })

  test('nor where the client tells of attempts that never reached the upstream', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.attemptEnd(10, history.attempt(0, 1, 0), 'network')
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
  })

  test('what the client told of an attempt before it was over does not count as its end', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.attempt(0, 1, 0)
    const request = history.request(0, 1)
    history.answer(500, request, { status: 503 })
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a connection that failed at the instant of the last attempt, but before it, is no reason', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const request = history.request(0, 1)
    history.record(10, { type: 'connection-failed', connection: 1, origin: 'gateway', code: 'ECONNRESET' })
    history.answer(10, request, { status: 503 })
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('fail')
  })

  test('on sockets what befell another call shortly before may have been noticed after', () => {
    const story = (toleranceMs: number) => {
      const history = new HistoryBuilder()
      for (const call of [1, 2]) history.call(0, call)
      history.answer(20, history.request(0, 2), { status: 401, class: 'auth' })
      history.answer(60, history.request(0, 1), { status: 503 })
      history.fail(500, 1)
      return history.verdict(noWaitAfterLastAttempt, { toleranceMs }).verdict
    }
    expect([story(50), story(39)]).toEqual(['unknown', 'fail'])
  })

  test('setbacks are looked at in the order in which they came, whatever they are', () => {
    const { history } = failedAt10()
    history.call(20, 2)
    history.answer(20, history.request(20, 2), { status: 401, class: 'auth' })
    history.fail(500, 1)
    history.record(900, { type: 'connection-failed', connection: 1, origin: 'gateway', code: 'ECONNRESET' })
    history.breaker(900, 'closed', 'open')
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('unknown')
  })

  test('where connections leave no trace, only a client that tells its attempts can be told to have slept', () => {
    const { history } = failedAt10()
    history.fail(500, 1)
    expect(history.verdict(noWaitAfterLastAttempt).verdict).toBe('fail')
    expect(history.verdict(noWaitAfterLastAttempt, { missesConnections: true }).verdict).toBe('unknown')
    const telling = new HistoryBuilder()
    telling.call(0, 1)
    const attempt = telling.attempt(0, 1, 0)
    telling.answer(10, telling.request(0, 1), { status: 503 })
    telling.attemptEnd(10, attempt, 'overloaded')
    telling.fail(500, 1)
    expect(telling.verdict(noWaitAfterLastAttempt, { missesConnections: true }).verdict).toBe('fail')
  })

  test('the time that a call has left counts from its start', () => {
    const history = new HistoryBuilder()
    history.call(1000, 1, { deadlineMs: 300 })
    history.answer(1010, history.request(1000, 1), { status: 503 })
    history.fail(1200, 1)
    expect(history.verdict(noWaitAfterLastAttempt, { toleranceMs: 50 }).verdict).toBe('fail')
  })
})
