import { describe, expect, test } from 'vitest'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { cooldownHonest } from './cooldownHonest.ts'

const declared = { credentialCooldownMs: 500 }

interface Answer {
  readonly asked?: Record<string, string>
  readonly status?: number
  readonly class?: ErrorClass
  readonly waitMs?: number
}

/** A call that asks one endpoint and gets this answer. */
function ask(history: HistoryBuilder, at: number, call: number, endpoint: string, answer: Answer = {}) {
  history.call(at, call)
  const told = history.attempt(at, call, 0, { endpoint })
  history.answer(at, history.request(at, call, { model: endpoint, credential: `key of ${endpoint}` }), answer)
  history.attemptEnd(at, told, answer.class ?? null)
}

/** The first endpoint rests from the start on, for 500 ms. */
function resting(answer: Answer = { status: 401, class: 'auth' }) {
  const history = new HistoryBuilder()
  ask(history, 0, 0, 'a', answer)
  return history
}

describe('cooldown-honest: after its end', () => {
  test.each([
    [{ status: 401, class: 'auth' }],
    [{ status: 402, class: 'quota_exhausted' }],
    [{ status: 403, class: 'permission' }],
    [{ status: 429, class: 'rate_limited', waitMs: 500 }],
    [{ waitMs: 500 }],
  ] as [Answer][])('the first endpoint is asked first again: %j', (answer) => {
    const later = (at: number, endpoint: string) => {
      const history = resting(answer)
      ask(history, at, 1, endpoint)
      return history.verdict(cooldownHonest, { declared })
    }
    expect(later(1_501, 'a')).toEqual({ verdict: 'pass', checked: 1 })
    expect(messagesOf(later(1_501, 'b'))).toEqual([
      'call 1 began with b; the cooldown of a, which goes before, had ended 1001 ms ago',
    ])
    expect(later(1_500, 'b').verdict).toBe('unknown')
  })

  test('a tenth of a long one may be spent on spreading who comes back', () => {
    const history = resting({ status: 503, class: 'overloaded', waitMs: 60_000 })
    ask(history, 66_000, 1, 'b')
    expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
    ask(history, 66_001, 2, 'b')
    expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('fail')
  })

  test('how long a wait is that makes no sense, nobody knows', () => {
    const history = resting()
    ask(history, 10, 1, 'a', { status: 429, class: 'rate_limited', asked: { 'retry-after': '99999999999999' } })
    ask(history, 9_000, 2, 'b')
    expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
  })

  test('a later cooldown counts', () => {
    const history = resting()
    ask(history, 1_000, 1, 'a', { status: 401, class: 'auth' })
    ask(history, 1_600, 2, 'b')
    expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
  })

  test('an open circuit, a call that an endpoint ate, and a wait are reasons to begin elsewhere', () => {
    const broken = resting()
    broken.breaker(10, 'closed', 'open')
    ask(broken, 2_000, 1, 'b')
    expect(broken.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
    broken.breaker(2_010, 'half-open', 'closed')
    ask(broken, 2_020, 2, 'b')
    expect(broken.verdict(cooldownHonest, { declared }).verdict).toBe('fail')
    const eaten = resting()
    eaten.attemptEnd(1_000, eaten.attempt(10, 5, 0), 'timeout', { reason: 'deadline' })
    ask(eaten, 2_000, 1, 'b')
    expect(eaten.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
    const waited = resting()
    waited.call(100, 1)
    waited.wait(100, 1, 'asked', 1_900)
    waited.attempt(2_000, 1, 0, { endpoint: 'b' })
    expect(waited.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
  })

  test.each([{ balance: 'weighted' as const }, { rpm: 1 }, { tpm: 1 }, { maxConcurrent: 1 }])(
    'where %j sends calls elsewhere as well, it says nothing that they go there',
    (more) => {
      const history = resting()
      ask(history, 2_000, 1, 'b')
      expect(history.verdict(cooldownHonest, { declared: { ...declared, ...more } }).verdict).toBe('unknown')
    },
  )

  test('nobody is refused for it', () => {
    const refused = (at: number, errorClass: ErrorClass = 'auth') => {
      const history = resting()
      history.call(at, 1)
      history.fail(at, 1, { errorClass })
      return history.verdict(cooldownHonest, { declared })
    }
    expect(refused(1_500)).toEqual({ verdict: 'pass', checked: 1 })
    expect(messagesOf(refused(1_501))).toEqual(['call 1 was refused (auth) 1001 ms after the last cooldown had ended'])
    expect(refused(1_501, 'circuit_open').verdict).toBe('unknown')
  })

  test('instances rest each for itself', () => {
    const history = new HistoryBuilder()
    history.call(0, 0, { instance: 0 })
    history.answer(0, history.request(0, 0), { status: 401, class: 'auth' })
    history.call(2_000, 1, { instance: 1 })
    history.fail(2_000, 1, { errorClass: 'auth' })
    expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
  })
})

describe('cooldown-honest: until its end', () => {
  const buried = (at: number, endpoint = 'a') => {
    const history = resting()
    history.record(0, { type: 'key-buried', endpoint: 'a', untilMs: 500, errorClass: 'auth' })
    ask(history, at, 1, endpoint)
    return history.verdict(cooldownHonest, { declared })
  }

  test('no attempt uses a key that the client says it has buried', () => {
    expect(messagesOf(buried(499))).toEqual([
      'call 1 used key key of a 499 ms after the client had buried it for 500 ms',
    ])
    expect(buried(500)).toEqual({ verdict: 'pass', checked: 1 })
    expect(buried(100, 'b').verdict).toBe('unknown')
  })
})

test('nothing ever rested: unknown', () => {
  const history = new HistoryBuilder()
  ask(history, 0, 0, 'a')
  expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
})
