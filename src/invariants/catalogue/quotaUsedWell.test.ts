import { describe, expect, test } from 'vitest'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
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
})
