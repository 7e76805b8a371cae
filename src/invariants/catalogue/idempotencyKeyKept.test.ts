import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { idempotencyKeyKept } from './idempotencyKeyKept.ts'

/** One call that asks twice. */
function twice(first: RequestOf, again: RequestOf) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const one = history.request(0, 1, first)
  history.answer(5, one, { status: 503 })
  const two = history.request(9, 1, again)
  return { verdict: history.verdict(idempotencyKeyKept), seqs: [one.seq, two.seq] }
}

type RequestOf = Parameters<HistoryBuilder['request']>[2]

describe('idempotency-key-kept', () => {
  test('the same request under the same key is the same request', () => {
    expect(twice({ idempotencyKey: 'k' }, { idempotencyKey: 'k' }).verdict).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each([
    [{ idempotencyKey: 'k' }, { idempotencyKey: 'other' }, 'under another Idempotency-Key'],
    [{ idempotencyKey: 'k' }, {}, 'without an Idempotency-Key'],
    [{}, {}, 'without an Idempotency-Key'],
    [{}, { idempotencyKey: 'k' }, 'under another Idempotency-Key'],
    [{ idempotencyKey: 'k' }, { idempotencyKey: 'k', bodyHash: 'bent' }, 'with another body'],
  ])('%j and then %j: %s', (first, again, wrong) => {
    const { verdict, seqs } = twice(first, again)
    expect(messagesOf(verdict)).toEqual([`call 1 asked a@gateway again ${wrong}`])
    expect(evidenceOf(verdict)).toEqual([seqs])
  })

  test.each([{ model: 'b' }, { origin: 'backup' }, { credential: 'other' }])('another endpoint is %j', (other) => {
    const { verdict } = twice({ idempotencyKey: 'k' }, { ...other, idempotencyKey: 'another', bodyHash: 'bent' })
    expect(verdict).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('the first request there is what a later one is compared with, whatever came between', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.request(0, 1, { idempotencyKey: 'k' })
    history.request(1, 1, { idempotencyKey: 'k', model: 'b' })
    history.request(2, 1, { idempotencyKey: 'k', bodyHash: 'bent' })
    expect(messagesOf(history.verdict(idempotencyKeyKept))).toEqual(['call 1 asked a@gateway again with another body'])
  })

  test('two calls with one key between them', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2]) history.call(0, call)
    const one = history.request(0, 1, { idempotencyKey: 'k' })
    const two = history.request(1, 2, { idempotencyKey: 'k' })
    const verdict = history.verdict(idempotencyKeyKept)
    expect(messagesOf(verdict)).toEqual(['call 2 came to a@gateway under the Idempotency-Key of call 1'])
    expect(evidenceOf(verdict)).toEqual([[one.seq, two.seq]])
  })

  test('two calls with a key each; without one, who never tries again owes none', () => {
    for (const [keys, verdict] of [
      [['k', 'l'], 'pass'],
      [[null, null], 'unknown'],
      [['k', null], 'unknown'],
    ] as const) {
      const history = new HistoryBuilder()
      for (const call of [0, 1]) history.call(0, call)
      for (const call of [0, 1]) history.request(0, call, { idempotencyKey: keys[call]! })
      expect(history.verdict(idempotencyKeyKept).verdict).toBe(verdict)
    }
  })
})
