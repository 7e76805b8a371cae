import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { retryPeakBounded } from './retryPeakBounded.ts'

/** Calls that begin every 100 ms; each is sent away at once and comes back when the test says so. */
function comeBackAt(instants: readonly number[], model = 'a') {
  const history = new HistoryBuilder()
  const steps = instants.flatMap((atMs, call) => [
    { at: call * 100, act: () => sentAway(history, call * 100, call) },
    { at: atMs, act: () => void history.answer(atMs, history.request(atMs, call, { model })) },
  ])
  for (const { act } of steps.toSorted((a, b) => a.at - b.at)) act()
  return history
}

function sentAway(history: HistoryBuilder, at: number, call: number): void {
  history.call(at, call)
  history.answer(at, history.request(at, call), { status: 503 })
}

// Ten calls begin in any second.
const declared = { retryPeak: { perMs: 1_000, ofOffered: 0.3 } }
const calls = Array.from({ length: 12 }, (_, call) => call)

describe('retry-peak-bounded', () => {
  test('says nothing where nothing was declared, or nothing was put off', () => {
    expect(comeBackAt([5_000]).verdict(retryPeakBounded).verdict).toBe('unknown')
    const history = new HistoryBuilder()
    history.call(0, 0)
    history.request(0, 0)
    expect(history.verdict(retryPeakBounded, { declared }).verdict).toBe('unknown')
  })

  test('who comes back one by one keeps it', () => {
    const verdict = comeBackAt(calls.map((call) => 5_000 + call * 500)).verdict(retryPeakBounded, { declared })
    expect(verdict).toEqual({ verdict: 'pass', checked: 12 })
  })

  test('who comes back in one second does not, and that second is the proof', () => {
    const history = comeBackAt(calls.map((call) => (call < 4 ? 5_000 + call : 20_000 + call * 1_000)))
    const verdict = history.verdict(retryPeakBounded, { declared })
    expect(messagesOf(verdict)).toEqual([
      'a@gateway got 4 requests within 1000 ms that had been put off; callers began at most 10, ' +
        'of which 0.3 times as many were declared',
    ])
    expect(evidenceOf(verdict)[0]).toHaveLength(4)
  })

  test('a first request counts when its call had to wait, and another endpoint is another matter', () => {
    const waiting = new HistoryBuilder()
    for (const call of [0, 1, 2, 3]) waiting.call(0, call)
    for (const call of [0, 1, 2, 3]) waiting.request(1, call)
    const strict = { declared: { retryPeak: { perMs: 100, ofOffered: 0.5 } } }
    expect(waiting.verdict(retryPeakBounded, strict).verdict).toBe('fail')
    expect(waiting.verdict(retryPeakBounded, { ...strict, toleranceMs: 50 }).verdict).toBe('unknown')
    // Who goes on to another endpoint at once was not put off.
    const elsewhere = new HistoryBuilder()
    for (const call of [0, 1, 2, 3]) elsewhere.call(0, call)
    for (const call of [0, 1, 2, 3]) {
      elsewhere.answer(0, elsewhere.request(0, call), { status: 503 })
      elsewhere.request(0, call, { model: 'b' })
    }
    expect(elsewhere.verdict(retryPeakBounded, strict).verdict).toBe('unknown')
    // Back to the first one at once, it was.
    for (const call of [0, 1, 2, 3]) elsewhere.request(0, call)
    expect(elsewhere.verdict(retryPeakBounded, strict).verdict).toBe('fail')
  })

  test('the declared share itself may come back together', () => {
    const together = (count: number) => comeBackAt(calls.map((call) => (call < count ? 5_000 : 20_000 + call * 1_000)))
    expect(together(3).verdict(retryPeakBounded, { declared }).verdict).toBe('pass')
    expect(together(4).verdict(retryPeakBounded, { declared }).verdict).toBe('fail')
  })

  test('whichever of them had begun first', () => {
    // The last call is the first to come back: one of them is in no second with the other three.
    const verdict = comeBackAt(
      calls.map((call) => (call > 3 ? 20_000 - call * 1_000 : call > 0 ? 30_900 - call : 30_000)),
    )
    expect(messagesOf(verdict.verdict(retryPeakBounded, { declared }))[0]).toContain('got 4 requests within 1000 ms')
    expect(evidenceOf(verdict.verdict(retryPeakBounded, { declared }))).toEqual([
      verdict.events.filter(({ type, at }) => type === 'exchange-started' && at >= 30_000).map(({ seq }) => seq),
    ])
  })

  test('who goes elsewhere as soon as the first endpoint has failed was not put off, however long that took', () => {
    const elsewhere = (at: number, place: { model?: string; origin?: string }) => {
      const history = new HistoryBuilder()
      for (const call of [0, 1, 2, 3]) history.call(0, call)
      const first = [0, 1, 2, 3].map((call) => history.request(0, call))
      for (const request of first) history.answer(900, request, { status: 503 })
      for (const call of [0, 1, 2, 3]) history.request(at, call, place)
      return history.verdict(retryPeakBounded, { declared: { retryPeak: { perMs: 100, ofOffered: 0.5 } } }).verdict
    }
    expect(elsewhere(900, { model: 'b' })).toBe('unknown')
    expect(elsewhere(900, { origin: 'other' })).toBe('unknown')
    expect(elsewhere(950, { model: 'b' })).toBe('fail')
  })
})
