import { describe, expect, test } from 'vitest'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { recoversAfterOutage } from './recoversAfterOutage.ts'

/** A call a second for a minute: it takes as long as the test says, and fails for undefined. */
function minute(tookMs: (second: number) => number | undefined) {
  const history = new HistoryBuilder()
  const ends: { at: number; call: number; ok: boolean }[] = []
  const endUntil = (atMs: number) => {
    for (const { at, call, ok } of ends.splice(0).toSorted((a, b) => a.at - b.at)) {
      if (at > atMs) ends.push({ at, call, ok })
      else if (ok) history.succeed(at, call)
      else history.fail(at, call)
    }
  }
  for (let call = 0; call < 60; call += 1) {
    endUntil(call * 1_000)
    history.call(call * 1_000, call)
    const took = tookMs(call)
    ends.push({ at: call * 1_000 + (took ?? 10), call, ok: took !== undefined })
  }
  endUntil(Infinity)
  return history
}

const outage = { fromMs: 10_000, toMs: 20_000, recoversWithinMs: 5_000 }
const judged = (history: HistoryBuilder, more = {}) =>
  history.verdict(recoversAfterOutage, { declared: { outage, deadlineMs: 3_000, ...more } })

describe('recovers-after-outage', () => {
  test('says nothing where nothing was declared, went well before, or was called after', () => {
    expect(minute(() => 10).verdict(recoversAfterOutage).verdict).toBe('unknown')
    expect(judged(minute(() => undefined)).verdict).toBe('unknown')
    expect(
      judged(
        minute(() => 10),
        { outage: { ...outage, recoversWithinMs: 60_000 } },
      ).verdict,
    ).toBe('unknown')
  })

  test('from the time that was declared on all goes well', () => {
    const verdict = judged(minute((second) => (second >= 10 && second < 25 ? undefined : 10)))
    expect(verdict).toEqual({ verdict: 'pass', checked: 35 })
  })

  test('one call that fails later is too much, and so is one that comes too late', () => {
    const failing = judged(minute((second) => (second >= 10 && second < 26 ? undefined : 10)))
    expect(messagesOf(failing)).toEqual([
      'from 5000 ms after the outage on 34 of 35 calls went well, before it 10 of 10; a call that began 5000 ms after it still did not',
    ])
    expect(judged(minute((second) => (second === 40 ? 3_001 : 10))).verdict).toBe('fail')
    expect(judged(minute((second) => (second === 40 ? 3_000 : 10))).verdict).toBe('pass')
  })

  test('what went badly before the outage is no debt of it', () => {
    expect(judged(minute((second) => (second % 5 === 0 ? undefined : 10))).verdict).toBe('pass')
  })

  test('callers who gave up say nothing', () => {
    const history = minute((second) => (second < 10 || second >= 30 ? 10 : undefined))
    const abort = { type: 'call-aborted' } as const
    for (const second of [25, 26, 27, 28, 29]) history.record(60_000, { ...abort, call: second })
    expect(judged(history).verdict).toBe('pass')
  })
})
