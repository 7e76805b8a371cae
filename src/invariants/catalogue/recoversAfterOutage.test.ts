import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
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
      ),
    ).toEqual({ verdict: 'unknown', why: 'no call began later than 60000 ms after the outage' })
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

  test('so do callers who left', () => {
    const history = minute((second) => (second < 10 || second >= 30 ? 10 : undefined))
    for (const second of [25, 26, 27, 28, 29]) history.leave(60_000, second)
    expect(judged(history).verdict).toBe('pass')
  })

  test('a call that never ends did not go well', () => {
    const history = minute(() => 10)
    history.call(60_000, 60)
    expect(judged(history)).toMatchObject({ verdict: 'fail', checked: 36 })
  })

  test('one in a hundred may still fail, and no more', () => {
    const after = (failing: number) => {
      const history = new HistoryBuilder()
      history.call(0, 0)
      history.succeed(10, 0)
      for (let call = 1; call <= 100; call += 1) {
        history.call(30_000, call)
        if (call <= failing) history.fail(30_000, call)
        else history.succeed(30_000, call)
      }
      return judged(history).verdict
    }
    expect([after(1), after(2)]).toEqual(['pass', 'fail'])
  })

  test('the first five that failed and the last one are the proof', () => {
    const history = minute((second) => (second >= 25 && second < 50 ? undefined : 10))
    const started = history.events.filter(({ type }) => type === 'call-started')
    expect(evidenceOf(judged(history))).toEqual([[25, 26, 27, 28, 29, 49].map((second) => started[second]!.seq)])
  })

  test('before the outage is what was over by then', () => {
    /** A call that goes well until the first instant of the outage, and one that does not. */
    const story = (begunMs: number, failedMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 0)
      if (begunMs < 10_000) history.call(begunMs, 1)
      history.succeed(10_000, 0)
      if (begunMs >= 10_000) history.call(begunMs, 1)
      history.fail(failedMs, 1)
      // Of two one goes well: as many as before it, if the one that failed counts.
      for (const call of [2, 3]) history.call(30_000, call)
      history.succeed(30_000, 2)
      history.fail(30_000, 3)
      return judged(history, { deadlineMs: 20_000 }).verdict
    }
    expect(story(5_000, 10_000)).toBe('pass')
    expect(story(5_000, 10_001)).toBe('fail')
    expect(story(10_000, 10_000)).toBe('fail')
  })

  test('what had not ended by the outage says nothing of the time before it', () => {
    const history = new HistoryBuilder()
    history.call(0, 0)
    history.call(30_000, 1)
    history.succeed(30_000, 1)
    expect(judged(history)).toMatchObject({ why: 'no call went well before the outage' })
  })
})
