import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { attempt, attempts } from '../../../test/support/attemptStory.ts'
import { breakerHonest } from './breakerHonest.ts'

const declared = { breaker: { failureRatio: 0.5, minSamples: 3, windowMs: 1_000, openMs: 300 } }

const bad = 'server_error'

describe('breaker-honest: a circuit that must have opened', () => {
  test('is said to be closed when the next attempt starts', () => {
    const verdict = attempts(['ok', bad, 'overloaded', bad, 'ok']).verdict(breakerHonest, { declared })
    expect(messagesOf(verdict)).toEqual([
      'the circuit of a was said to be closed after 3 failures among 4 attempts within 1000 ms',
    ])
  })

  test('once is enough, however many attempts follow', () => {
    const verdict = attempts([bad, bad, bad, 'ok', 'ok', 'ok']).verdict(breakerHonest, { declared })
    expect(messagesOf(verdict).length).toBe(1)
  })

  test('is open, and all is well', () => {
    const history = attempts([bad, bad, bad])
    history.breaker(20, 'closed', 'open')
    attempt(history, 320, 9, 'ok')
    expect(history.verdict(breakerHonest, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each([
    ['too few failures', ['ok', 'ok', bad, bad, 'ok']],
    ['too small a share', ['ok', 'ok', 'ok', 'ok', bad, bad, bad, 'ok']],
    ['failures that say nothing of its health', ['rate_limited', 'invalid_request', 'auth', 'conflict', 'ok']],
  ] as [string, (ErrorClass | 'ok')[]][])('nobody knows it after %s', (_what, meanings) => {
    expect(attempts(meanings).verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  })

  test('what has left the window, ends at the same instant or was not heard proves nothing', () => {
    expect(attempts([bad, bad, bad, 'ok'], 500).verdict(breakerHonest, { declared }).verdict).toBe('unknown')
    expect(attempts([bad, bad, bad, 'ok'], 499).verdict(breakerHonest, { declared }).verdict).toBe('fail')
    expect(attempts([bad, bad, bad, 'ok'], 0).verdict(breakerHonest, { declared }).verdict).toBe('unknown')
    const history = attempts([bad, bad])
    history.call(20, 3)
    const told = history.attempt(20, 3, 0)
    const request = history.request(20, 3)
    history.abort(20, 3)
    history.answer(20, request, { status: 500 })
    history.attemptEnd(20, told, 'aborted')
    attempt(history, 30, 4, 'ok')
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  })

  test('what came before it closed is forgotten', () => {
    const history = attempts([bad, bad])
    history.breaker(20, 'half-open', 'closed')
    attempt(history, 30, 8, bad)
    attempt(history, 40, 9, 'ok')
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  })

  test('each endpoint has its own', () => {
    const history = attempts([bad, bad])
    attempt(history, 30, 8, bad, 'b')
    attempt(history, 40, 9, 'ok')
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  })
})

/** A circuit that opens at 20 ms. */
function open() {
  const history = attempts([bad, bad, bad])
  history.breaker(20, 'closed', 'open')
  return history
}

describe('breaker-honest: while it is said to be open', () => {
  test('nothing comes', () => {
    const history = open()
    history.call(100, 9)
    history.attempt(100, 9, 0)
    history.request(100, 9)
    expect(messagesOf(history.verdict(breakerHonest, { declared }))).toEqual([
      'call 9 came to a 80 ms after its circuit was said to have opened',
    ])
  })

  test('but what had begun before, and probes of no call', () => {
    const history = attempts([bad, bad])
    history.call(20, 3)
    const told = history.attempt(20, 3, 0)
    history.breaker(20, 'closed', 'open')
    history.request(25, 3)
    history.request(26, null)
    history.attemptEnd(30, told, 'aborted')
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('pass')
    history.request(30, 3)
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('pass')
    history.request(31, 3)
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('fail')
  })
})

describe('breaker-honest: who is refused for an open circuit', () => {
  const refused = (at: number, history: HistoryBuilder) => {
    history.call(at, 99)
    history.fail(at, 99, { errorClass: 'circuit_open' })
    return history.verdict(breakerHonest, { declared })
  }

  test('is refused while it is open, and no longer', () => {
    expect(refused(320, open()).verdict).toBe('pass')
    const late = refused(321, open())
    expect(messagesOf(late)).toEqual(['call 99 was refused for an open circuit, and none was to keep it out'])
  })

  test('is refused while the probe is under way, and no longer', () => {
    const probing = (isOver: boolean) => {
      const history = open()
      history.breaker(320, 'open', 'half-open')
      const probe = history.attempt(320, 9, 0)
      if (isOver) history.attemptEnd(390, probe, 'aborted')
      return refused(400, history).verdict
    }
    expect(probing(false)).toBe('pass')
    expect(probing(true)).toBe('fail')
  })

  test('may be refused in the very instant in which it closes, and no later', () => {
    const closing = (at: number) => {
      const history = open()
      history.breaker(320, 'open', 'half-open')
      history.breaker(400, 'half-open', 'closed')
      return refused(at, history).verdict
    }
    expect(closing(400)).toBe('pass')
    expect(closing(401)).toBe('fail')
  })

  test('is not refused where none has opened, or only another instance’s', () => {
    expect(refused(10, attempts(['ok'])).verdict).toBe('fail')
    const history = open()
    history.call(50, 99, { instance: 1 })
    history.fail(50, 99, { errorClass: 'circuit_open' })
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('fail')
  })

  test('who had tried already is another matter', () => {
    const history = attempts(['ok'])
    history.fail(5, 1, { errorClass: 'circuit_open' })
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  })
})

test('nothing declared: unknown', () => {
  expect(open().verdict(breakerHonest).verdict).toBe('unknown')
})

describe('breaker-honest: what it leaves out', () => {
  test('probes, calls and answers of endpoints that no attempt told of', () => {
    const history = attempts(['ok'])
    history.attemptEnd(5, { ...history.attempt(5, 50, 0, { kind: 'probe', endpoint: 'p' }), endpoint: 'p' })
    history.breaker(6, 'closed', 'open', 'nobody')
    history.call(7, 60)
    history.answer(8, history.request(7, 60, { model: 'unseen' }), { status: 500 })
    history.fail(9, 60, { errorClass: 'server_error' })
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  })

  test('a call that ended well, or for another reason, was refused by no circuit', () => {
    const history = attempts(['ok'])
    history.call(10, 60)
    history.fail(10, 60, { errorClass: 'rate_limited' })
    history.call(11, 61)
    history.succeed(11, 61)
    history.fail(12, 999, { errorClass: 'circuit_open' })
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  })

  test('a probe opens no circuit of its own, whatever it comes to', () => {
    const history = new HistoryBuilder()
    for (const at of [0, 10, 20, 30]) {
      history.call(at, at)
      const told = history.attempt(at, at, 0, { kind: 'probe' })
      history.answer(at, history.request(at, at), { status: 500 })
      history.attemptEnd(at, told, bad)
    }
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  })
})

test('who is refused sees all circuits that had changed, in the order of their changes', () => {
  const history = new HistoryBuilder()
  attempt(history, 0, 1, 'ok', 'a')
  attempt(history, 1, 2, 'ok', 'b')
  attempt(history, 2, 3, 'ok', 'c')
  const later = history.breaker(10, 'half-open', 'closed', 'b').seq
  const last = history.breaker(20, 'half-open', 'closed', 'a').seq
  history.call(30, 99)
  const ended = history.fail(30, 99, { errorClass: 'circuit_open' })
  const verdict = history.verdict(breakerHonest, { declared })
  expect(evidenceOf(verdict)).toEqual([[later, last, ended.seq]])
  expect(verdict).toMatchObject({ checked: 1 })
})

test('each instance has its own circuits', () => {
  const history = new HistoryBuilder()
  for (let index = 0; index < 6; index += 1) {
    const instance = index % 2
    history.call(index * 10, index, { instance })
    const told = { call: index, attempt: 0, endpoint: 'a', model: 'a', origin: 'o' }
    history.record(index * 10, { type: 'attempt-started', ...told, kind: 'first', instance })
    history.answer(index * 10, history.request(index * 10, index), { status: 500 })
    history.record(index * 10, {
      type: 'attempt-ended',
      call: index,
      attempt: 0,
      endpoint: 'a',
      errorClass: bad,
      reason: 'http_500',
      status: 500,
      instance,
    })
  }
  // Three failures each: only the next attempt of one of them proves that its circuit is closed.
  expect(history.verdict(breakerHonest, { declared }).verdict).toBe('unknown')
  history.call(100, 50, { instance: 1 })
  const told = { call: 50, attempt: 0, endpoint: 'a', model: 'a', origin: 'o' }
  history.record(100, { type: 'attempt-started', ...told, kind: 'first', instance: 1 })
  expect(messagesOf(history.verdict(breakerHonest, { declared }))).toEqual([
    'the circuit of a was said to be closed after 3 failures among 3 attempts within 1000 ms',
  ])
})
