import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { breakerSpans, disturbances } from './disturbances.ts'

/** Whether something disturbed the first exchange, from one instant to another; it began at 0. */
function disturbed(tell: (history: HistoryBuilder) => void) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.request(0, 1)
  tell(history)
  const view = history.view()
  const isDisturbed = disturbances(view)
  return (fromMs: number, toMs: number) => isDisturbed(view.exchanges[0]!, fromMs, toMs)
}

describe('what else than backoff may have ruled a wait', () => {
  test('nothing did', () => {
    expect(disturbed(() => {})(0, Infinity)).toBe(false)
  })

  test('waits that were asked for, from the head on, each after the last byte', () => {
    const during = disturbed((history) => {
      history.call(10, 2)
      const slow = history.request(10, 2, { model: 'b' })
      history.head(100, slow, { status: 429, class: 'rate_limited', waitMs: 50 })
      history.close(200, slow)
      history.answer(400, history.request(300, 2, { model: 'b' }), { status: 503, waitMs: 50 })
      history.head(600, history.request(500, 2, { model: 'b' }), { status: 503, waitMs: 50 })
    })
    const spans = [
      [0, 99],
      [0, 100],
      [250, 260],
      [251, 399],
      [450, 460],
      [451, 599],
      [650, 660],
      [651, 9_999],
    ] as const
    expect(spans.map(([fromMs, toMs]) => during(fromMs, toMs))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
      true,
      false,
    ])
  })

  test.each(['auth', 'quota_exhausted'] as const)('a key that was refused (%s), for good', (meaning) => {
    const story = (credential: string) =>
      disturbed((history) => {
        history.call(10, 2)
        history.answer(100, history.request(10, 2, { model: 'b', credential }), { status: 401, class: meaning })
      })
    expect([story('key')(0, 99), story('key')(0, 100), story('key')(1e9, 1e9)]).toEqual([false, true, true])
    expect(story('other')(0, Infinity)).toBe(false)
  })

  test('a connection to its origin that failed, at that instant', () => {
    const story = (origin: string) =>
      disturbed((history) => {
        history.record(100, { type: 'connection-failed', connection: 1, origin, code: 'ECONNRESET' })
      })
    expect([story('gateway')(0, 99), story('gateway')(50, 150), story('gateway')(101, 200)]).toEqual([
      false,
      true,
      false,
    ])
    expect(story('elsewhere')(0, Infinity)).toBe(false)
  })
})

test('a circuit disturbs from its first opening until it closes, or to the end', () => {
  const history = new HistoryBuilder()
  history.breaker(5, 'half-open', 'closed')
  history.breaker(10, 'closed', 'open')
  history.breaker(20, 'open', 'half-open')
  history.breaker(30, 'half-open', 'closed')
  history.breaker(50, 'closed', 'open', 'b')
  const isBroken = breakerSpans(history.view())
  const spans = [
    [0, 9],
    [0, 10],
    [15, 16],
    [30, 49],
    [31, 49],
    [31, 50],
    [1e9, 1e9],
  ] as const
  expect(spans.map(([fromMs, toMs]) => isBroken(0, fromMs, toMs))).toEqual([false, true, true, true, false, true, true])
})
