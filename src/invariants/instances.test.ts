import { describe, expect, test } from 'vitest'
import { HistoryBuilder, type RequestOptions } from '../../test/support/historyBuilder.ts'
import type { Declared } from '../history/index.ts'
import { catalogue, type Invariant } from './index.ts'

/** Two calls of one instance of the client, or of two: what binds a process binds the first only. */
function verdicts(
  invariant: Invariant,
  declared: Declared,
  tell: (history: HistoryBuilder, request: (at: number, call: number, options?: RequestOptions) => Request) => void,
): string[] {
  return [0, 1].map((other) => {
    const history = new HistoryBuilder()
    history.call(0, 0, { instance: 0 })
    history.call(0, 1, { instance: other })
    tell(history, (at, call) => history.request(at, call, { connection: call }))
    return history.verdict(invariant, { declared }).verdict
  })
}

type Request = ReturnType<HistoryBuilder['request']>

describe('what binds a process binds no other instance', () => {
  test('a wait that was asked for', () => {
    expect(
      verdicts(catalogue.retryAfterBindsAllCalls, {}, (history, request) => {
        history.answer(1, request(0, 0), { status: 429, class: 'rate_limited', waitMs: 5_000 })
        request(2, 1)
      }),
    ).toEqual(['fail', 'unknown'])
  })

  test('nor is it put to the test by calls of another one', () => {
    const story = (instance: number) => {
      const history = new HistoryBuilder()
      history.call(0, 0, { instance: 0 })
      history.answer(1, history.request(0, 0), { status: 429, class: 'rate_limited', waitMs: 5_000 })
      history.call(2, 1, { instance })
      return history.verdict(catalogue.retryAfterBindsAllCalls).verdict
    }
    expect([story(0), story(1)]).toEqual(['pass', 'unknown'])
  })

  test('a key that was refused', () => {
    const declared = { credentialCooldownMs: 60_000 }
    expect(
      verdicts(catalogue.deadCredentialNotReused, declared, (history, request) => {
        history.answer(1, request(0, 0), { status: 401, class: 'auth' })
        request(2, 1)
      }),
    ).toEqual(['fail', 'pass'])
  })

  test('a rate', () => {
    expect(
      verdicts(catalogue.rateLimitKept, { rpm: 1 }, (_history, request) => {
        request(0, 0)
        request(1, 1)
      }),
    ).toEqual(['fail', 'unknown'])
  })

  test('a limit on requests under way', () => {
    expect(
      verdicts(catalogue.concurrencyKept, { maxConcurrent: 1 }, (_history, request) => {
        request(0, 0)
        request(1, 1)
      }),
    ).toEqual(['fail', 'pass'])
  })

  test('a wait is no excuse for the backoff of another one', () => {
    const declared = { backoff: { initialMs: 100, capMs: 100 } }
    expect(
      verdicts(catalogue.backoffInEnvelope, declared, (history, request) => {
        history.answer(1, request(0, 1), { status: 429, class: 'rate_limited', waitMs: 5_000 })
        history.answer(1, request(0, 0), { status: 500 })
        request(3_000, 0)
      }),
    ).toEqual(['unknown', 'fail'])
  })

  test('nor is its circuit', () => {
    const story = (instance: number) => {
      const history = new HistoryBuilder()
      history.call(0, 0, { instance: 0 })
      history.answer(1, history.request(0, 0), { status: 500 })
      history.record(2, { type: 'breaker-changed', endpoint: 'a', from: 'closed', to: 'open', instance })
      history.fail(500, 0)
      return history.verdict(catalogue.noWaitAfterLastAttempt).verdict
    }
    expect([story(0), story(1)]).toEqual(['unknown', 'fail'])
  })

  test('nor what befell its calls', () => {
    const story = (instance: number) => {
      const history = new HistoryBuilder()
      history.call(0, 0, { instance: 0 })
      history.call(0, 1, { instance })
      history.answer(1, history.request(0, 0), { status: 500 })
      history.answer(2, history.request(1, 1), { status: 500 })
      history.fail(500, 0)
      history.succeed(500, 1)
      return history.verdict(catalogue.noWaitAfterLastAttempt).verdict
    }
    expect([story(0), story(1)]).toEqual(['unknown', 'fail'])
  })
})
