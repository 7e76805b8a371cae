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
})
