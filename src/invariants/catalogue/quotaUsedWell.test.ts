import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import type { DeclaredQuotaUse } from '../../history/index.ts'
import { quotaUsedWell } from './quotaUsedWell.ts'

/** So many calls begin at 0 and are granted one after the other; before each as many are refused as the test says. */
function served({ calls = 30, everyMs = 1_000, refusals = 0 }) {
  const history = new HistoryBuilder()
  for (let call = 0; call < calls; call += 1) history.call(0, call)
  for (let call = 0; call < calls; call += 1) {
    const atMs = (call + 1) * everyMs
    for (let nth = 0; nth < refusals; nth += 1) {
      history.answer(atMs, history.request(atMs, call), { status: 429, class: 'rate_limited', quota: 'rpm' })
    }
    history.answer(atMs, history.request(atMs, call))
    history.succeed(atMs, call)
  }
  return history
}

const judged = (history: HistoryBuilder, quotaUse: Partial<DeclaredQuotaUse> = {}) =>
  history.verdict(quotaUsedWell, { declared: { quotaUse: { rpm: 60, usedAtLeast: 0.95, ...quotaUse } } })

describe('quota-used-well', () => {
  test('says nothing where nothing was declared, and while nobody has to wait', () => {
    expect(served({}).verdict(quotaUsedWell).verdict).toBe('unknown')
    expect(judged(served({ calls: 5 })).verdict).toBe('unknown')
    const history = new HistoryBuilder()
    history.call(0, 0)
    history.answer(60_000, history.request(0, 0))
    history.succeed(60_000, 0)
    expect(judged(history).verdict).toBe('unknown')
  })

  test('all of it is used, or a half', () => {
    expect(judged(served({ everyMs: 1_000 }))).toEqual({ verdict: 'pass', checked: 1 })
    expect(messagesOf(judged(served({ everyMs: 2_000 })))).toEqual([
      'in the 60000 ms in which calls waited 30 requests were granted; 60 a minute were allowed, and 95 % of them were to be used',
    ])
  })

  test('ten requests are enough to say something, and the declared share itself is well used', () => {
    expect(judged(served({ calls: 10 }))).toEqual({ verdict: 'pass', checked: 1 })
    expect(judged(served({ calls: 9 })).verdict).toBe('unknown')
    expect(judged(served({ everyMs: 2_000 }), { usedAtLeast: 0.5 }).verdict).toBe('pass')
  })

  test('what is refused, or never answered, was not granted', () => {
    const [half] = messagesOf(judged(served({ everyMs: 2_000 })))
    expect(messagesOf(judged(served({ everyMs: 2_000, refusals: 1 })))).toEqual([half])
    const silent = served({ everyMs: 2_000 })
    silent.call(60_000, 99)
    silent.request(60_000, 99)
    expect(messagesOf(judged(silent))).toEqual([half])
  })

  test('nor does it help what is granted to callers who do not have to wait', () => {
    const history = served({ everyMs: 2_000 })
    for (let call = 100; call < 140; call += 1) {
      history.call(3_600_000, call)
      history.answer(3_600_000, history.request(3_600_000, call))
      history.succeed(3_600_000, call)
    }
    expect(messagesOf(judged(history))[0]).toContain('in the 60000 ms in which calls waited 30 requests were granted')
  })

  test('the first ten calls that got nothing are the proof', () => {
    const history = served({ everyMs: 2_000 })
    const hanging = history.call(60_000, 99)
    for (let call = 100; call < 112; call += 1) history.call(60_000, call)
    const ends = Array.from({ length: 12 }, (_, index) => history.fail(60_000, 100 + index))
    expect(evidenceOf(judged(history))).toEqual([[hanging, ...ends.slice(0, 9)].map(({ seq }) => seq)])
  })

  test('who was refused waits on, and who has a request at the upstream does not', () => {
    const refused = new HistoryBuilder()
    for (let call = 0; call < 30; call += 1) refused.call(0, call)
    const requests = Array.from({ length: 30 }, (_, call) => refused.request(0, call))
    for (const request of requests) refused.answer(1_000, request, { status: 429, class: 'rate_limited', quota: 'rpm' })
    for (let call = 0; call < 30; call += 1) {
      refused.answer(61_000, refused.request(61_000, call))
      refused.succeed(61_000, call)
    }
    expect(messagesOf(judged(refused))[0]).toContain('in the 60000 ms in which calls waited 30 requests were granted')
    const asking = served({ everyMs: 1_000 })
    asking.call(30_000, 99)
    asking.request(30_000, 99)
    asking.record(120_000, { type: 'run-quiesced', timers: 0, sockets: 0, listeners: 0 })
    expect(judged(asking).verdict).toBe('pass')
  })

  test('says nothing of a run without events', () => {
    expect(judged(new HistoryBuilder()).verdict).toBe('unknown')
  })

  test('time in which nobody waits does not count', () => {
    const history = served({ everyMs: 1_000 })
    history.call(3_600_000, 99)
    history.answer(3_600_000, history.request(3_600_000, 99))
    history.succeed(3_600_000, 99)
    expect(judged(history).verdict).toBe('pass')
  })

  test('a call that never ends waits to the end', () => {
    const history = served({ everyMs: 1_000 })
    history.call(30_000, 99)
    history.record(120_000, { type: 'run-quiesced', timers: 0, sockets: 0, listeners: 0 })
    expect(judged(history).verdict).toBe('fail')
  })

  test('requests that are burnt on refusals are counted where a bound is declared', () => {
    const history = served({ refusals: 1 })
    expect(judged(history).verdict).toBe('pass')
    expect(judged(history, { refusedAtMost: 0.5 })).toEqual({ verdict: 'pass', checked: 2 })
    expect(messagesOf(judged(history, { refusedAtMost: 0.4 }))).toEqual([
      '30 of 60 requests were refused by a quota; at most 40 % were to be',
    ])
  })

  test('a refusal is one by a quota, and the first ten are the proof', () => {
    const history = served({ refusals: 2 })
    history.call(30_000, 99)
    history.request(30_000, 99)
    const verdict = judged(history, { refusedAtMost: 0.5 })
    expect(messagesOf(verdict)).toEqual(['60 of 91 requests were refused by a quota; at most 50 % were to be'])
    expect(evidenceOf(verdict)[0]).toHaveLength(10)
  })
})
