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
  test('a window holds so many retries whose calls overlap; the proof has the last of them only', () => {
    const few = { retryBudget: { ratio: 0, floorPerSecond: 0.2 } }
    const history = new HistoryBuilder()
    const firsts = [0, 1, 2].map((call) => {
      history.call(0, call)
      return history.request(0, call)
    })
    for (const first of firsts) history.answer(1, first, { status: 503 })
    const early = [2, 3].map((at) => history.request(at, 2).seq)
    const later = history.request(20_000, 1).seq
    const storm = [20_001, 20_002].map((at) => history.request(at, 0).seq)
    const verdict = history.verdict(retryBudgetKept, { declared: few })
    expect(evidenceOf(verdict)).toEqual([[later, ...storm]])
    expect(early).toHaveLength(2)
  })

  test('one storm is one breach, and what follows it is counted anew', () => {
    const few = { retryBudget: { ratio: 0, floorPerSecond: 0.2 } }
    expect(evidenceOf(retriesOf(5, { everyMs: 10 }).history.verdict(retryBudgetKept, { declared: few }))).toHaveLength(
      1,
    )
    expect(evidenceOf(retriesOf(6, { everyMs: 10 }).history.verdict(retryBudgetKept, { declared: few }))).toHaveLength(
      2,
    )
  })

  test('what was paid for is decided when the last attempt before has ended', () => {
    const story = (paidAtMs: number, toleranceMs = 0) => {
      const history = new HistoryBuilder()
      for (let call = 0; call < 4; call += 1) {
        history.call(paidAtMs, call)
        history.answer(paidAtMs, history.request(paidAtMs, call))
      }
      history.call(20_000, 9)
      history.answer(20_001, history.request(20_000, 9), { status: 503 })
      history.answer(20_003, history.request(20_002, 9), { status: 503 })
      history.answer(20_005, history.request(20_004, 9), { status: 503 })
      history.request(20_006, 9)
      return history.verdict(retryBudgetKept, {
        declared: { retryBudget: { ratio: 0.5, floorPerSecond: 0.06 } },
        toleranceMs,
      }).verdict
    }
    expect([story(10_006), story(10_005), story(10_004)]).toEqual(['pass', 'fail', 'fail'])
    expect(story(9_960, 50)).toBe('pass')
  })

  test('where the client tells of its attempts, those of a fallback pay as well, retries do not', () => {
    const story = (kind: 'first' | 'fallback' | 'retry' | 'hedge', model?: string) => {
      const { history } = retriesOf(5)
      const toldHistory = new HistoryBuilder()
      const told = { call: 100, attempt: 0, endpoint: model === undefined ? 'a' : 'its own name', kind, origin: 'o' }
      toldHistory.call(0, 100)
      for (let index = 0; index < 6; index += 1) {
        toldHistory.record(0, { type: 'attempt-started', ...told, ...(model === undefined ? {} : { model }) })
      }
      for (const event of history.events) {
        const { seq: _, at, ...body } = event
        toldHistory.record(at, body)
      }
      return toldHistory.verdict(retryBudgetKept, { declared }).verdict
    }
    expect([story('first'), story('fallback'), story('fallback', 'a')]).toEqual(['pass', 'pass', 'pass'])
    expect([story('fallback', 'b'), story('retry'), story('hedge')]).toEqual(['fail', 'fail', 'fail'])
  })
})
