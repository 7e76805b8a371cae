import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import type { Declared } from '../../history/index.ts'
import { retriesSpread } from './retriesSpread.ts'

const backoff = { initialMs: 1_000, capMs: 8_000 }
const calls = Array.from({ length: 40 }, (_, call) => call)

interface Story {
  /** Each call’s return, in ms after the instant from which it may come; undefined: it stays away. */
  readonly back: (call: number) => number | undefined
  readonly askedMs?: number
  readonly failedAtMs?: (call: number) => number
}

/** Forty processes with a call each, which are all turned away. */
function herd({ back, askedMs, failedAtMs = () => 10 }: Story) {
  const history = new HistoryBuilder()
  for (const call of calls) history.call(0, call, { instance: call })
  const requests = calls.map((call) => history.request(0, call, { connection: call }))
  for (const call of calls.toSorted((a, b) => failedAtMs(a) - failedAtMs(b))) {
    const asked = askedMs === undefined ? {} : { class: 'rate_limited' as const, waitMs: askedMs }
    history.answer(failedAtMs(call), requests[call]!, { status: askedMs === undefined ? 503 : 429, ...asked })
  }
  const returns = calls.flatMap((call) => {
    const afterMs = back(call)
    return afterMs === undefined ? [] : [{ call, at: failedAtMs(call) + (askedMs ?? 0) + afterMs }]
  })
  for (const { at, call } of returns.toSorted((a, b) => a.at - b.at)) history.request(at, call, { connection: call })
  return history
}

const judged = (history: HistoryBuilder, declared: Declared = { backoff }, toleranceMs = 0) =>
  history.verdict(retriesSpread, { declared, toleranceMs })

describe('retries-spread', () => {
  test('is kept by who comes back over the whole of the backoff', () => {
    expect(judged(herd({ back: (call) => call * 25 }))).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('is broken by who comes back in a tenth of it, be it not at one instant', () => {
    const verdict = judged(herd({ back: (call) => 801 + call }))
    expect(messagesOf(verdict)).toEqual([
      '40 of 40 calls that a@gateway had sent away together came back within 100 ms; spread over 1000 ms no more than 19 do',
    ])
    expect(evidenceOf(verdict)[0]).toHaveLength(10)
  })

  test('is kept by half of them anywhere, and broken by more', () => {
    const some = (together: number) => herd({ back: (call) => (call < together ? 550 : call * 25) })
    expect(judged(some(14)).verdict).toBe('pass')
    expect(judged(some(22)).verdict).toBe('fail')
  })

  test('holds for a wait that was asked for: jitter comes on top of it', () => {
    expect(judged(herd({ askedMs: 5_000, back: (call) => call * 60 })).verdict).toBe('pass')
    expect(judged(herd({ askedMs: 5_000, back: () => 0 })).verdict).toBe('fail')
    // Near its deadline nobody has time to spread.
    expect(judged(herd({ askedMs: 5_000, back: () => 0 }), { backoff, deadlineMs: 7_000 }).verdict).toBe('unknown')
  })

  test('says nothing of calls that failed one after the other', () => {
    expect(judged(herd({ failedAtMs: (call) => 10 + call, back: () => 500 })).verdict).toBe('unknown')
  })

  test('nor of the few that came back, however many had been sent away', () => {
    expect(judged(herd({ back: (call) => (call < 10 ? 500 : undefined) })).verdict).toBe('unknown')
  })

  test('where two witnesses differ, a bin holds what was drawn around it', () => {
    // On sockets 40 ms more or less are no proof that they failed apart, nor that they came back together.
    const story = herd({ failedAtMs: (call) => 10 + call, back: () => 500 })
    expect(judged(story, { backoff }, 50).verdict).toBe('fail')
    expect(judged(story, { backoff: { initialMs: 100, capMs: 100 } }, 50).verdict).toBe('unknown')
  })

  test.each<[string, Declared]>([
    ['no backoff', {}],
    ['a rate', { backoff, rpm: 5 }],
    ['hedges', { backoff, hedge: { afterMs: 5, maxHedges: 1 } }],
  ])('says nothing where the policy is %s', (_policy, declared) => {
    expect(judged(herd({ back: () => 500 }), declared).verdict).toBe('unknown')
  })
})
