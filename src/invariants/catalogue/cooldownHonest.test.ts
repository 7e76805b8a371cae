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

  test('nor how long an instant is away when the wall is set while it is on its way', () => {
    const story = (isSet: boolean) => {
      const history = new HistoryBuilder()
      const request = history.request(0, 0, { model: 'a' })
      if (isSet) history.jump(5, -3_600_000)
      const asked = { 'retry-after': 'Thu, 01 Jan 2026 00:00:02 GMT' }
      history.answer(10, request, { status: 503, class: 'overloaded', asked, waitMs: 2_000 })
      history.jump(20, -3_600_000)
      history.call(9_000, 1)
      history.fail(9_000, 1, { errorClass: 'rate_limited' })
      return history.verdict(cooldownHonest, { declared }).verdict
    }
    expect([story(false), story(true)]).toEqual(['fail', 'pass'])
  })

  test('nor how long a key rests, where nothing is declared', () => {
    const history = resting()
    ask(history, 9_000, 1, 'b')
    expect(history.verdict(cooldownHonest).verdict).toBe('unknown')
    expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('fail')
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

describe('cooldown-honest: what is no sign', () => {
  test('a call that was aborted, went well, or still runs was not refused for a cooldown', () => {
    const story = (end: (history: HistoryBuilder) => void) => {
      const history = resting()
      history.call(2_000, 1)
      end(history)
      return history.verdict(cooldownHonest, { declared }).verdict
    }
    expect(story((history) => history.fail(2_000, 1, { errorClass: 'auth' }))).toBe('fail')
    expect(story((history) => history.succeed(2_000, 1))).toBe('unknown')
    expect(story(() => {})).toBe('unknown')
    expect(
      story((history) => {
        history.abort(2_000, 1)
        history.fail(2_000, 1, { errorClass: 'auth' })
      }),
    ).toBe('unknown')
    expect(story((history) => history.fail(2_000, 1))).toBe('unknown')
  })

  test.each(['permission', 'quota_exhausted', 'rate_limited'] as const)(
    '%s is what a rest is called too',
    (errorClass) => {
      const history = resting()
      history.call(2_000, 1)
      history.fail(2_000, 1, { errorClass })
      expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('fail')
    },
  )

  test('who waited, or asked without saying so, did not decide at once', () => {
    const waited = resting()
    waited.call(600, 1)
    waited.wait(600, 1, 'asked', 1_400)
    waited.fail(2_000, 1, { errorClass: 'auth' })
    const asked = resting()
    asked.call(2_000, 1)
    asked.answer(2_000, asked.request(2_000, 1), { status: 500 })
    asked.fail(2_000, 1, { errorClass: 'auth' })
    for (const history of [waited, asked]) {
      expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('unknown')
    }
  })

  test('a wait after the first attempt takes nothing back', () => {
    const history = resting()
    ask(history, 2_000, 1, 'b')
    history.wait(2_010, 1, 'backoff', 5)
    expect(history.verdict(cooldownHonest, { declared }).verdict).toBe('fail')
  })

  test('decisions are looked at in the order in which they were made', () => {
    const history = resting()
    history.call(100, 1)
    history.call(200, 2)
    const second = history.attempt(2_000, 2, 0, { endpoint: 'a' })
    history.answer(2_000, history.request(2_000, 2, { credential: 'key of a' }), { status: 401, class: 'auth' })
    history.attemptEnd(2_000, second, 'auth')
    history.fail(2_000, 2, { errorClass: 'auth' })
    history.fail(2_100, 1, { errorClass: 'auth' })
    expect(history.verdict(cooldownHonest, { declared })).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('a spread that the policy declares is granted beyond the second', () => {
    const policy = { ...declared, backoff: { initialMs: 3_000, capMs: 3_000 } }
    const verdict = (at: number) => {
      const history = resting()
      ask(history, at, 1, 'b')
      return history.verdict(cooldownHonest, { declared: policy }).verdict
    }
    expect([verdict(3_500), verdict(3_501)]).toEqual(['unknown', 'fail'])
  })

  test('each instance buries its own keys, and the client may name an endpoint otherwise than its model', () => {
    const story = (instance: number, endpoint: string) => {
      const history = new HistoryBuilder()
      history.call(0, 0, { instance: 1 })
      history.answer(0, history.request(0, 0, { model: 'a', credential: 'key of a' }), { status: 401, class: 'auth' })
      history.record(0, { type: 'key-buried', endpoint: 'a', untilMs: 500, errorClass: 'auth', instance: 1 })
      history.call(100, 1, { instance })
      const told = {
        type: 'attempt-started',
        call: 1,
        attempt: 0,
        endpoint,
        kind: 'first',
        model: 'a',
        origin: 'o',
      } as const
      history.record(100, { ...told, instance })
      return history.verdict(cooldownHonest, { declared }).verdict
    }
    expect([story(1, 'a'), story(1, 'its own name'), story(0, 'a')]).toEqual(['fail', 'fail', 'unknown'])
  })
})
