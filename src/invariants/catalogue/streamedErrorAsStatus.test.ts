import { describe, expect, test } from 'vitest'
import type { Declared } from '../../history/index.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
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
    ['money is short', { ...declared, budgetUsd: '0.01' }],
    ['nobody declared how often', {}],
  ])('unless %s', (_why, policy) => {
    const history = begun('overloaded')
    history.fail(10, 1)
    expect(history.verdict(streamedErrorAsStatus, { declared: policy }).verdict).toBe('pass')
  })

  test('nor where a circuit was open, the key was lost, or the server asked for more', () => {
    const lost = begun('overloaded')
    lost.answer(10, lost.request(0, 2), { status: 429, class: 'quota_exhausted' })
    lost.fail(10, 1)
    expect(lost.verdict(streamedErrorAsStatus, { declared }).verdict).toBe('pass')
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
  const failedAtOnce = (history: HistoryBuilder, policy: Declared = declared) => {
    history.fail(10, 1)
    return messagesOf(history.verdict(streamedErrorAsStatus, { declared: policy })).length
  }

  test('the proof of a failure at once is the answer and the end', () => {
    const history = begun('overloaded')
    history.fail(10, 1)
    const verdict = history.verdict(streamedErrorAsStatus, { declared })
    expect(evidenceOf(verdict)).toEqual([[2, 4]])
    expect(messagesOf(verdict)).toEqual([
      'call 1 failed at once when a stream of a@gateway began with overloaded; as a status it would have been tried again',
    ])
  })

  test.each<[string, Declared, number]>([
    ['time for the longest backoff and as long an attempt', { ...declared, deadlineMs: 422 }, 1],
    ['a millisecond less', { ...declared, deadlineMs: 421 }, 0],
    ['no deadline', { maxAttemptsPerCall: 2, maxAttemptsPerEndpoint: 2, backoff: { initialMs: 1, capMs: 1 } }, 1],
    ['a budget that pays for as many', { ...declared, retryBudget: { ratio: 0, floorPerSecond: 0.1 } }, 1],
    [
      'a breaker that needs one more',
      { ...declared, breaker: { failureRatio: 1, minSamples: 2, windowMs: 1, openMs: 1 } },
      1,
    ],
    [
      'attempts of its call that nobody declared',
      { ...declared, maxAttemptsPerCall: undefined } as unknown as Declared,
      0,
    ],
    [
      'attempts on its endpoint that nobody declared',
      { ...declared, maxAttemptsPerEndpoint: undefined } as unknown as Declared,
      0,
    ],
    ['a backoff that nobody declared', { ...declared, backoff: undefined } as unknown as Declared, 0],
    ['hedges', { ...declared, hedge: { afterMs: 1, maxHedges: 1 } }, 0],
    ['a minute’s tokens', { ...declared, tpm: 5 }, 0],
    ['places', { ...declared, maxConcurrent: 5 }, 0],
  ])('with %s', (_what, policy, breaches) => {
    expect(failedAtOnce(begun('overloaded'), policy)).toBe(breaches)
  })

  test('the call’s own deadline goes before the declared one, and counts from its start', () => {
    const story = (deadlineMs: number) => {
      const history = new HistoryBuilder()
      history.call(1_000, 1, { stream: true, deadlineMs })
      history.answer(1_010, history.request(1_000, 1, { stream: true }), { status: 200, class: 'server_error' })
      history.fail(1_010, 1)
      return history.verdict(streamedErrorAsStatus, { declared }).verdict
    }
    expect([story(421), story(422)]).toEqual(['pass', 'fail'])
  })

  test.each([
    ['a wait that it asks for', { waitMs: 5 }],
    ['its word on retrying', { asked: { 'x-should-retry': 'false' } }],
  ])('%s speaks for itself', (_what, more) => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    history.answer(10, history.request(0, 1, { stream: true }), { status: 200, class: 'overloaded', ...more })
    expect(failedAtOnce(history)).toBe(0)
  })

  test('a failure later than at once had its reasons, and so has a success', () => {
    const late = begun('overloaded')
    late.fail(61, 1)
    expect(late.verdict(streamedErrorAsStatus, { declared, toleranceMs: 50 }).verdict).toBe('pass')
    const soon = begun('overloaded')
    soon.fail(60, 1)
    expect(soon.verdict(streamedErrorAsStatus, { declared, toleranceMs: 50 }).verdict).toBe('fail')
    const well = begun('overloaded')
    well.succeed(10, 1)
    const running = begun('overloaded')
    for (const history of [well, running]) {
      expect(history.verdict(streamedErrorAsStatus, { declared })).toEqual({ verdict: 'pass', checked: 1 })
    }
  })

  test('the last attempt is the one that the end is held against', () => {
    const history = begun('overloaded')
    history.answer(10, history.request(10, 1, { stream: true, model: 'b' }), { status: 503 })
    expect(failedAtOnce(history)).toBe(0)
  })

  test('nine attempts in a run are few, ten may have spent what nobody declared', () => {
    const story = (others: number, told: number) => {
      const history = new HistoryBuilder()
      for (let call = 2; call < 2 + others; call += 1) {
        history.call(0, call)
        history.answer(0, history.request(0, call))
        history.succeed(0, call)
      }
      history.call(0, 1, { stream: true })
      for (let attempt = 0; attempt < told; attempt += 1) history.attempt(0, 50, attempt)
      history.answer(10, history.request(0, 1, { stream: true }), { status: 200, class: 'overloaded' })
      return failedAtOnce(history)
    }
    expect([story(8, 0), story(9, 0)]).toEqual([1, 0])
  })

  test.each(['abort', 'leave'] as const)('a call whose caller did %s is not judged', (what) => {
    const history = begun('overloaded')
    history[what](10, 1)
    history.fail(10, 1)
    expect(history.verdict(streamedErrorAsStatus, { declared }).verdict).toBe('unknown')
  })

  test('nor is a document, nor what began after a first word of another attempt, nor a class of its own', () => {
    const document = new HistoryBuilder()
    document.call(0, 1)
    document.answer(10, document.request(0, 1), { status: 200, class: 'overloaded' })
    document.fail(10, 1)
    const later = new HistoryBuilder()
    later.call(0, 1, { stream: true })
    later.delta(5, 1, 'He')
    later.answer(10, later.request(0, 1, { stream: true }), { status: 200, class: 'overloaded' })
    later.fail(10, 1)
    const filtered = begun('content_policy')
    filtered.fail(10, 1)
    for (const history of [document, later, filtered]) {
      expect(history.verdict(streamedErrorAsStatus, { declared })).toEqual({
        verdict: 'unknown',
        why: 'no stream began with an error',
      })
    }
  })

  test.each(['auth', 'quota_exhausted', 'not_found', 'invalid_request'] as const)('%s is left alone', (meaning) => {
    const history = begun(meaning)
    const again = history.request(60, 1, { stream: true })
    const verdict = history.verdict(streamedErrorAsStatus, { declared })
    expect(evidenceOf(verdict)).toEqual([[2, again.seq]])
    expect(messagesOf(verdict)).toEqual([`call 1 asked a@gateway again after its stream had begun with ${meaning}`])
  })

  test('unless the server says otherwise; and elsewhere, or before, is not again', () => {
    const allowed = new HistoryBuilder()
    allowed.call(0, 1, { stream: true })
    allowed.answer(10, allowed.request(0, 1, { stream: true }), {
      status: 200,
      class: 'not_found',
      asked: { 'x-should-retry': 'true' },
    })
    allowed.request(60, 1, { stream: true })
    const elsewhere = begun('not_found')
    elsewhere.request(60, 1, { stream: true, model: 'b' })
    const before = new HistoryBuilder()
    before.call(0, 1, { stream: true })
    const first = before.request(0, 1, { stream: true })
    before.request(5, 1, { stream: true })
    before.answer(10, first, { status: 200, class: 'not_found' })
    for (const history of [allowed, elsewhere, before]) {
      expect(history.verdict(streamedErrorAsStatus, { declared })).toEqual({ verdict: 'pass', checked: 1 })
    }
  })

  test('which class was told is looked at by attempt, where each one is known', () => {
    const history = begun('quota_exhausted', 'rate_limited')
    const verdict = history.verdict(streamedErrorAsStatus, { declared })
    expect(evidenceOf(verdict)).toEqual([[3, 4, 5]])
    expect(messagesOf(verdict)).toEqual([
      'call 1 took the error (quota_exhausted) that a stream of a@gateway began with for rate_limited',
    ])
    expect(messagesOf(begun('overloaded', null).verdict(streamedErrorAsStatus))).toEqual([
      'call 1 took the error (overloaded) that a stream of a@gateway began with for an answer',
    ])
    const hedged = { hedge: { afterMs: 1, maxHedges: 1 } }
    expect(history.verdict(streamedErrorAsStatus, { declared: hedged }).verdict).toBe('pass')
    history.attempt(20, 1, 1)
    expect(history.verdict(streamedErrorAsStatus).verdict).toBe('pass')
  })

  test('of two attempts each is held against its own class', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    const [first, second] = [history.attempt(0, 1, 0), history.attempt(0, 1, 1)]
    const requests = [history.request(0, 1, { stream: true }), history.request(0, 1, { stream: true, model: 'b' })]
    history.answer(10, requests[0]!, { status: 503 })
    history.answer(10, requests[1]!, { status: 200, class: 'not_found' })
    history.attemptEnd(10, first, 'server_error')
    history.attemptEnd(10, second, 'not_found')
    expect(history.verdict(streamedErrorAsStatus)).toEqual({ verdict: 'pass', checked: 1 })
  })
})
