import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { retryBudgetKept } from './retryBudgetKept.ts'

/** Two a window beside half of the requests. */
const declared = { retryBudget: { ratio: 0.5, floorPerSecond: 0.2 } }

/** So many calls that each fail once and try again after `waitMs`, each a second after the other. */
function retriesOf(calls: number, { waitMs = 10, everyMs = 1_000 } = {}) {
  const history = new HistoryBuilder()
  const seqs: number[] = []
  for (let call = 0; call < calls; call += 1) {
    const at = call * everyMs
    history.call(at, call)
    history.answer(at + 1, history.request(at, call), { status: 503 })
    seqs.push(history.request(at + 1 + waitMs, call).seq)
  }
  return { history, seqs }
}

describe('retry-budget-kept', () => {
  test('as many as the requests of ten seconds and the floor pay for', () => {
    expect(retriesOf(4).history.verdict(retryBudgetKept, { declared })).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('one more than that, with all that the window holds', () => {
    const { history, seqs } = retriesOf(5)
    const verdict = history.verdict(retryBudgetKept, { declared })
    expect(evidenceOf(verdict)).toEqual([seqs])
    expect(messagesOf(verdict)).toEqual([
      'a@gateway got 5 retries and hedges within ten seconds; 5 requests and the floor allow 4',
    ])
  })

  test('what lies nine seconds apart may be of two windows: timers are late', () => {
    expect(retriesOf(20, { everyMs: 2_300 }).history.verdict(retryBudgetKept, { declared }).verdict).toBe('pass')
    expect(retriesOf(20, { everyMs: 1_700 }).history.verdict(retryBudgetKept, { declared }).verdict).toBe('fail')
  })

  test('a retry that waits is paid for by the requests before its decision', () => {
    const history = new HistoryBuilder()
    for (const call of [0, 1, 2, 3]) {
      history.call(call, call)
      history.answer(call, history.request(call, call), { status: 503 })
    }
    for (const call of [0, 1, 2, 3]) history.request(11_000 + call, call)
    expect(history.verdict(retryBudgetKept, { declared }).verdict).toBe('pass')
  })

  test('a fallback pays, a hedge has to be paid for', () => {
    const story = (closesFirst: boolean) => {
      const history = new HistoryBuilder()
      for (const call of [0, 1, 2, 3, 4, 5]) {
        history.call(call, call)
        const first = history.request(call, call, { model: 'b' })
        if (closesFirst) history.close(call, first, { how: 'client-left' })
        history.request(call, call)
        if (!closesFirst) history.close(call, first, { how: 'client-left' })
      }
      return history
    }
    const hedge = { afterMs: 0, maxHedges: 1 }
    // At one instant the order decides nothing: hedges are open for longer.
    expect(story(true).verdict(retryBudgetKept, { declared: { ...declared, hedge } }).verdict).toBe('unknown')
    const history = new HistoryBuilder()
    for (const call of [0, 1, 2]) {
      history.call(call, call)
      history.request(call, call, { model: 'b' })
      history.request(call, call)
    }
    expect(history.verdict(retryBudgetKept, { declared: { ...declared, hedge } }).verdict).toBe('fail')
    expect(history.verdict(retryBudgetKept, { declared }).verdict).toBe('unknown')
    expect(history.verdict(retryBudgetKept, { declared: { ...declared, hedge }, toleranceMs: 50 }).verdict).toBe(
      'unknown',
    )
  })

  test('requests whose connection failed pay too: the client tells of them', () => {
    const story = (unseen: number) => {
      const { history } = retriesOf(5)
      const told = new HistoryBuilder()
      for (let call = 100; call < 100 + unseen; call += 1) {
        told.call(0, call)
        told.attempt(0, call, 0)
      }
      for (const event of history.events) {
        if (event.type === 'exchange-started' && event.call !== null && event.at % 1_000 === 0)
          told.attempt(event.at, event.call, 0)
        const { seq: _, at, ...body } = event
        told.record(at, body)
      }
      return told.verdict(retryBudgetKept, { declared }).verdict
    }
    expect(story(0)).toBe('fail')
    expect(story(1)).toBe('pass')
  })

  test('each endpoint and each instance has its own', () => {
    const { history } = retriesOf(4)
    for (const call of [10, 11, 12, 13]) {
      history.call(4_000, call)
      for (const at of [4_000, 4_001]) history.answer(at, history.request(at, call, { model: 'b' }), { status: 503 })
    }
    expect(history.verdict(retryBudgetKept, { declared }).verdict).toBe('pass')
    const fleet = new HistoryBuilder()
    for (const call of [0, 1, 2, 3, 4, 5]) {
      fleet.call(call, call, { instance: call % 2 })
      for (let retry = 0; retry < 2; retry += 1) fleet.answer(call, fleet.request(call, call), { status: 503 })
    }
    expect(
      fleet.verdict(retryBudgetKept, { declared: { retryBudget: { ratio: 0, floorPerSecond: 0.3 } } }).verdict,
    ).toBe('pass')
  })

  test('nothing declared, or fewer than the floor: unknown', () => {
    expect(retriesOf(20).history.verdict(retryBudgetKept).verdict).toBe('unknown')
    expect(retriesOf(1).history.verdict(retryBudgetKept, { declared }).verdict).toBe('unknown')
  })
})
