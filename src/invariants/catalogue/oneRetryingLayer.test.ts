import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { oneRetryingLayer } from './oneRetryingLayer.ts'

describe('one-retrying-layer', () => {
  test('a request an attempt is what the client says it is', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.attempt(0, 1, 0)
    history.answer(5, history.request(0, 1), { status: 500 })
    history.attempt(9, 1, 1, { kind: 'retry' })
    history.answer(12, history.request(9, 1))
    expect(history.verdict(oneRetryingLayer)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a request that no attempt is told for came from a layer below', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.attempt(0, 1, 0)
    history.answer(5, history.request(0, 1), { status: 500 })
    const hidden = history.request(6, 1)
    history.answer(8, hidden)
    const verdict = history.verdict(oneRetryingLayer)
    expect(evidenceOf(verdict)).toEqual([[hidden.seq]])
    expect(messagesOf(verdict)).toEqual([
      'call 1 sent 2 requests, and a@gateway got one that is none of the 1 attempts that the client tells of',
    ])
  })

  test('an attempt that is told of later does not make up for it', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.attempt(0, 1, 0)
    history.answer(5, history.request(0, 1), { status: 500 })
    const hidden = history.request(6, 1)
    history.attempt(9, 1, 1, { kind: 'retry' })
    expect(evidenceOf(history.verdict(oneRetryingLayer))).toEqual([[hidden.seq]])
  })

  test('an attempt without a request (its connection failed) is no breach', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.attempt(0, 1, 0)
    history.attempt(3, 1, 1, { kind: 'fallback', endpoint: 'b' })
    history.answer(5, history.request(3, 1, { model: 'b' }), { status: 500 })
    expect(history.verdict(oneRetryingLayer).verdict).toBe('pass')
  })

  test('a call that begins anew was begun by a layer above', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const first = history.attempt(0, 1, 0)
    history.answer(5, history.request(0, 1), { status: 500 })
    const again = history.attempt(9, 1, 0)
    history.answer(12, history.request(9, 1))
    const verdict = history.verdict(oneRetryingLayer)
    expect(evidenceOf(verdict)).toEqual([[first.seq, again.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 was begun anew by another layer after its attempts were over'])
  })

  test('what succeeds at once, and who tells nothing, is unknown', () => {
    const told = new HistoryBuilder()
    told.call(0, 1)
    told.attempt(0, 1, 0)
    told.answer(5, told.request(0, 1))
    expect(told.verdict(oneRetryingLayer).verdict).toBe('unknown')
    const silent = new HistoryBuilder()
    silent.call(0, 1)
    silent.answer(5, silent.request(0, 1), { status: 500 })
    expect(silent.verdict(oneRetryingLayer).verdict).toBe('unknown')
  })
})
