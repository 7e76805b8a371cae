import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { everyCallSettles } from './everyCallSettles.ts'

describe('every-call-settles', () => {
  test('each call that ends once passes, whatever the end', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.succeed(1, 1)
    history.call(1, 2)
    history.fail(2, 2)
    expect(history.verdict(everyCallSettles)).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('a call that never ends is a breach, unless its caller left', () => {
    const history = new HistoryBuilder()
    const hanging = history.call(0, 1)
    history.call(0, 2)
    history.leave(5, 2)
    const verdict = history.verdict(everyCallSettles)
    expect(evidenceOf(verdict)).toEqual([[hanging.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 never ended'])
  })

  test('what a call is told because its client is closed is no end of its own', () => {
    const history = new HistoryBuilder()
    const hanging = history.call(0, 1)
    history.record(5, { type: 'run-quiesced', timers: 0, sockets: 0, listeners: 1 })
    history.fail(5, 1)
    expect(evidenceOf(history.verdict(everyCallSettles))).toEqual([[hanging.seq]])
  })

  test('a call that ends twice is a breach', () => {
    const history = new HistoryBuilder()
    const started = history.call(0, 1)
    const ends = [history.succeed(1, 1), history.fail(2, 1)]
    expect(evidenceOf(history.verdict(everyCallSettles))).toEqual([[started, ...ends].map(({ seq }) => seq)])
  })

  test.each([
    ['to its end, is not over yet', 120_000, 30_000, 'unknown'],
    ['that is over, has hung', 120_000, 130_000, 'fail'],
    ['of days, has hung', 277_403_000, 30_000, 'fail'],
  ])('who sits out a wait %s', (_name, waitMs, closedAtMs, expected) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(2, history.request(1, 1), { class: 'rate_limited', status: 429, waitMs })
    history.record(closedAtMs, { type: 'run-quiesced', timers: 1, sockets: 0, listeners: 1 })
    expect(history.verdict(everyCallSettles).verdict).toBe(expected)
  })

  test('calls that went well are counted, and hide none that ends twice', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2, 3]) {
      history.call(0, call)
      history.answer(1, history.request(0, call))
      history.succeed(1, call)
    }
    expect(history.verdict(everyCallSettles)).toEqual({ verdict: 'pass', checked: 3 })
    history.call(2, 4)
    history.fail(3, 4)
    history.fail(4, 4)
    expect(messagesOf(history.verdict(everyCallSettles))).toHaveLength(1)
  })

  test('who has asked again does not wait any more', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(2, history.request(1, 1), { class: 'rate_limited', status: 429, waitMs: 120_000 })
    history.request(3, 1)
    history.record(9, { type: 'run-quiesced', timers: 1, sockets: 0, listeners: 1 })
    expect(history.verdict(everyCallSettles).verdict).toBe('fail')
  })

  test('no call at all: unknown', () => {
    expect(new HistoryBuilder().verdict(everyCallSettles).verdict).toBe('unknown')
  })
})
