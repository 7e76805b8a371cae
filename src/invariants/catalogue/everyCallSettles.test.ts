import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { everyCallSettles } from './everyCallSettles.ts'

const quiesced = { type: 'run-quiesced', timers: 0, sockets: 0, listeners: 1 } as const

/** A call that was asked for a wait at 2 ms. */
function waiting(waitMs: number) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.answer(2, history.request(1, 1), { class: 'rate_limited', status: 429, waitMs })
  return history
}

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

  test.each([
    ['an hour is the longest that is believed', 3_600_000, 30_000, 'unknown'],
    ['a wait that is over at the end of the run, has hung', 120_000, 120_002, 'fail'],
  ])('who sits out a wait: %s', (_name, waitMs, closedAtMs, expected) => {
    const history = waiting(waitMs)
    history.record(closedAtMs, { ...quiesced, timers: 1 })
    expect(history.verdict(everyCallSettles).verdict).toBe(expected)
  })

  test('only a whole answer sends a call away to wait', () => {
    const unread = new HistoryBuilder()
    unread.call(0, 1)
    unread.head(2, unread.request(1, 1), { class: 'rate_limited', status: 429, waitMs: 120_000 })
    unread.record(30_000, quiesced)
    expect(unread.verdict(everyCallSettles).verdict).toBe('fail')
    const none = new HistoryBuilder()
    none.call(0, 1)
    none.close(2, none.request(1, 1), { how: 'fin' })
    none.record(30_000, quiesced)
    expect(none.verdict(everyCallSettles).verdict).toBe('fail')
  })

  test('who ends or leaves in spite of a wait has settled', () => {
    for (const settle of ['fail', 'leave'] as const) {
      const history = waiting(120_000)
      history[settle](3, 1)
      history.record(30_000, quiesced)
      expect(history.verdict(everyCallSettles)).toEqual({ verdict: 'pass', checked: 1 })
    }
  })

  test('calls that never end hide none that ends twice', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2, 3]) history.call(0, call)
    history.fail(1, 2)
    history.fail(2, 2)
    expect(messagesOf(history.verdict(everyCallSettles))).toEqual([
      'call 1 never ended',
      'call 3 never ended',
      'call 2 ended 2 times',
    ])
  })

  test('unknown says why: no call at all, or none that could have ended', () => {
    expect(new HistoryBuilder().verdict(everyCallSettles)).toMatchObject({ why: 'no call was made' })
    const history = waiting(120_000)
    history.record(30_000, quiesced)
    expect(history.verdict(everyCallSettles)).toMatchObject({ why: expect.stringContaining('sitting out the wait') })
  })
})
