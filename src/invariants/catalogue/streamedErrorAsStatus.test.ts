import { describe, expect, test } from 'vitest'
import type { Declared } from '../../history/index.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { streamedErrorAsStatus } from './streamedErrorAsStatus.ts'

const declared: Declared = {
  maxAttemptsPerCall: 3,
  maxAttemptsPerEndpoint: 2,
  backoff: { initialMs: 100, capMs: 400 },
  deadlineMs: 10_000,
}

/** A stream of call 1 that says an error in place of its first word, at 10 ms. */
function begun(meaning: ErrorClass, told?: ErrorClass | null) {
  const history = new HistoryBuilder()
  history.call(0, 1, { stream: true })
  const attempt = told === undefined ? undefined : history.attempt(0, 1, 0)
  history.answer(10, history.request(0, 1, { stream: true }), { status: 200, class: meaning })
  if (attempt !== undefined) history.attemptEnd(10, attempt, told)
  return history
}

describe('streamed-error-as-status', () => {
  test('tried again, or elsewhere', () => {
    const history = begun('overloaded')
    history.answer(100, history.request(60, 1, { stream: true }))
    history.succeed(100, 1)
    expect(history.verdict(streamedErrorAsStatus, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('failing at once with attempts and time to spare is a breach', () => {
    const history = begun('overloaded')
    history.fail(10, 1)
    expect(messagesOf(history.verdict(streamedErrorAsStatus, { declared }))[0]).toContain('failed at once')
  })

  test.each<[string, Declared]>([
    ['its attempts are used up', { ...declared, maxAttemptsPerCall: 1 }],
    ['those on the endpoint are', { ...declared, maxAttemptsPerEndpoint: 1 }],
    ['the deadline is near', { ...declared, deadlineMs: 400 }],
    ['a minute’s quota is declared', { ...declared, rpm: 5 }],
    ['the budget of retries is used up', { ...declared, retryBudget: { ratio: 0.1, floorPerSecond: 0.05 } }],
    ['a breaker may open', { ...declared, breaker: { failureRatio: 0.5, minSamples: 1, windowMs: 1, openMs: 1 } }],
    ['nobody declared how often', {}],
  ])('unless %s', (_why, policy) => {
    const history = begun('overloaded')
    history.fail(10, 1)
    expect(history.verdict(streamedErrorAsStatus, { declared: policy }).verdict).toBe('pass')
  })

  test('nor where a circuit was open, or the server asked for more', () => {
    const broken = begun('overloaded')
    broken.breaker(10, 'closed', 'open')
    broken.fail(10, 1)
    expect(broken.verdict(streamedErrorAsStatus, { declared }).verdict).toBe('pass')
    const limited = begun('rate_limited')
    limited.fail(10, 1)
    expect(limited.verdict(streamedErrorAsStatus, { declared }).verdict).toBe('pass')
  })

  test('a key that is spent is not asked with again', () => {
    const history = begun('quota_exhausted')
    history.request(60, 1, { stream: true })
    expect(messagesOf(history.verdict(streamedErrorAsStatus, { declared }))[0]).toContain('asked a@gateway again')
  })

  test('a client that tells classes tells this one, or one that is treated alike', () => {
    const verdictOf = (meaning: ErrorClass, told: ErrorClass | null) =>
      begun(meaning, told).verdict(streamedErrorAsStatus, { declared }).verdict
    expect(verdictOf('overloaded', 'overloaded')).toBe('pass')
    expect(verdictOf('overloaded', 'server_error')).toBe('pass')
    expect(verdictOf('overloaded', 'protocol')).toBe('fail')
    expect(verdictOf('overloaded', null)).toBe('fail')
    expect(verdictOf('quota_exhausted', 'rate_limited')).toBe('fail')
  })

  test('after the first word, or as a status, it is another rule’s', () => {
    const late = new HistoryBuilder()
    late.call(0, 1, { stream: true })
    late.answer(10, late.request(0, 1, { stream: true }), { status: 200, class: 'overloaded', text: 'Hel' })
    late.fail(10, 1)
    const status = new HistoryBuilder()
    status.call(0, 1, { stream: true })
    status.answer(10, status.request(0, 1, { stream: true }), { status: 503, class: 'overloaded' })
    status.fail(10, 1)
    for (const history of [late, status])
      expect(history.verdict(streamedErrorAsStatus, { declared }).verdict).toBe('unknown')
  })
})
