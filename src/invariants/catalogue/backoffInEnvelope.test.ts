import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { retrying } from '../../../test/support/retryStory.ts'
import { backoffInEnvelope } from './backoffInEnvelope.ts'

const declared = { backoff: { initialMs: 1000, capMs: 3000 } }

describe('backoff-in-envelope: each gap', () => {
  test('doubles its ceiling up to the cap', () => {
    expect(retrying([1000, 2000, 3000, 3000]).verdict(backoffInEnvelope, { declared })).toEqual({
      verdict: 'pass',
      checked: 4,
    })
  })

  test.each([
    [[1001], 'for its retry 1; backoff allows 1000 ms'],
    [[10, 2001], 'for its retry 2; backoff allows 2000 ms'],
    [[10, 10, 10, 3001], 'for its retry 4; backoff allows 3000 ms'],
  ])('waits of %j go beyond it', (waits, message) => {
    const verdict = retrying(waits).verdict(backoffInEnvelope, { declared })
    expect(messagesOf(verdict)).toEqual([`call 0 came back to a@gateway after ${waits.at(-1)} ms ${message}`])
  })

  test('the proof is the end of the one attempt and the start of the next', () => {
    expect(evidenceOf(retrying([1500]).verdict(backoffInEnvelope, { declared }))).toEqual([[3, 4]])
  })

  test('an overflow of the exponent leaves the cap', () => {
    const waits = Array.from({ length: 1100 }, () => 3000)
    waits[0] = 0
    waits[1] = 0
    expect(retrying(waits).verdict(backoffInEnvelope, { declared }).verdict).toBe('pass')
  })
})

describe('backoff-in-envelope: what else may have ruled a gap', () => {
  test('a declared rate', () => {
    expect(retrying([5000]).verdict(backoffInEnvelope, { declared: { ...declared, rpm: 10 } }).verdict).toBe('unknown')
  })

  test.each([{ tpm: 10 }, { maxConcurrent: 1 }, { hedge: { afterMs: 1, maxHedges: 1 } }])('or %o', (more) => {
    expect(retrying([5000]).verdict(backoffInEnvelope, { declared: { ...declared, ...more } }).verdict).toBe('unknown')
  })

  test('no backoff declared', () => {
    expect(retrying([5000]).verdict(backoffInEnvelope).verdict).toBe('unknown')
  })

  test.each([
    ['a wait that this call was asked for', { status: 503, class: 'overloaded', waitMs: 5000 }],
    ['a rate limit, which may name a wait in its text', { status: 429, class: 'rate_limited' }],
    ['a 429 that was cut: what else it said, nobody read', { status: 429, class: 'context_length', how: 'fin' }],
  ] as const)('%s', (_name, answer) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(0, history.request(0, 1), answer)
    history.request(5000, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })

  test('but not a 429 that says something else, and was read', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(0, history.request(0, 1), { status: 429, class: 'server_error' })
    history.request(5000, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('fail')
  })

  test('a wait that counts from the end of a body that was long under way', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const slow = history.request(0, 1)
    history.head(0, slow, { status: 503, class: 'overloaded', waitMs: 5000 })
    history.close(6000, slow)
    history.request(11_000, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })

  test('a wait that another call was asked for meanwhile', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.call(0, 2)
    history.answer(0, history.request(0, 1), { status: 503 })
    history.answer(500, history.request(500, 2), { status: 429, class: 'rate_limited', waitMs: 4000 })
    history.request(4500, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })

  test('peace that another endpoint had asked for: the call would have left for that one', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.call(0, 2)
    history.answer(0, history.request(0, 2, { model: 'b' }), { status: 503, class: 'overloaded', waitMs: 4000 })
    history.answer(0, history.request(0, 1, { model: 'a' }), { status: 503 })
    history.request(4500, 1, { model: 'a' })
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })

  test('an open breaker', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(0, history.request(0, 1), { status: 503 })
    history.record(0, { type: 'breaker-changed', endpoint: 'a', from: 'closed', to: 'open' })
    history.record(5000, { type: 'breaker-changed', endpoint: 'a', from: 'open', to: 'closed' })
    history.request(5000, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })

  test('another endpoint in between', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    for (const [at, model] of [
      [0, 'a'],
      [2500, 'b'],
      [5000, 'a'],
      [9000, 'a'],
    ] as const) {
      history.answer(at, history.request(at, 1, { model }), { status: 503 })
    }
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })

  test('an attempt that never reached the upstream', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const attempt = (at: number, number: number) =>
      history.record(at, { type: 'attempt-started', call: 1, attempt: number, endpoint: 'a', kind: 'retry' })
    attempt(0, 0)
    history.answer(0, history.request(0, 1), { status: 503 })
    attempt(900, 1)
    attempt(2500, 2)
    history.request(2500, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })
  test('one that may have left no trace, of a client that does not tell', () => {
    const history = retrying([1500])
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('fail')
    expect(history.verdict(backoffInEnvelope, { declared, missesConnections: true }).verdict).toBe('unknown')
  })

  test('a breaker that has closed again rules nothing any more', () => {
    const history = new HistoryBuilder()
    history.record(0, { type: 'breaker-changed', endpoint: 'a', from: 'closed', to: 'open' })
    history.record(10, { type: 'breaker-changed', endpoint: 'a', from: 'half-open', to: 'closed' })
    history.call(11, 1)
    history.answer(11, history.request(11, 1), { status: 503 })
    history.request(5000, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('fail')
  })

  test('an ask that came into force after the ceiling', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(0, history.request(0, 1), { status: 503 })
    history.call(1500, 2)
    history.answer(1500, history.request(1500, 2), { status: 503, class: 'overloaded', waitMs: 100 })
    history.request(5000, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })

  test('an attempt that was still open, or was never closed', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const slow = history.request(0, 1)
    history.request(10, 1)
    history.close(20, slow, { how: 'client-left' })
    history.request(9000, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })
})
