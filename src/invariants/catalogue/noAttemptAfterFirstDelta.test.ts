import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { noAttemptAfterFirstDelta } from './noAttemptAfterFirstDelta.ts'

/** A stream that gives one piece at 10 ms and is cut at 20 ms. */
function cutAfterFirstPiece() {
  const history = new HistoryBuilder()
  history.call(0, 1, { stream: true })
  const request = history.request(0, 1)
  history.head(5, request)
  const delta = history.delta(10, 1, 'he')
  history.close(20, request, { how: 'reset', text: 'he' })
  return { history, delta }
}

describe('no-attempt-after-first-delta', () => {
  test('failing with what there is passes', () => {
    const { history } = cutAfterFirstPiece()
    history.fail(20, 1)
    expect(history.verdict(noAttemptAfterFirstDelta)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('trying again is a breach, were it at the same instant', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    history.request(0, 1)
    const delta = history.delta(10, 1, 'he')
    const again = history.request(10, 1, { model: 'b' })
    const verdict = history.verdict(noAttemptAfterFirstDelta)
    expect(evidenceOf(verdict)).toEqual([[delta.seq, again.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 tried b@gateway after its caller had got the first piece'])
  })

  test('attempts before the first piece are free', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    history.answer(1, history.request(0, 1), { status: 503 })
    history.request(2, 1)
    history.delta(3, 1, 'he')
    expect(history.verdict(noAttemptAfterFirstDelta).verdict).toBe('pass')
  })

  test('a caller that left or aborted tempts nobody', () => {
    const { history } = cutAfterFirstPiece()
    history.leave(15, 1)
    expect(history.verdict(noAttemptAfterFirstDelta).verdict).toBe('unknown')
  })

  test('on sockets what starts within the tolerance may have been on its way', () => {
    const { history } = cutAfterFirstPiece()
    history.request(59, 1)
    expect(history.verdict(noAttemptAfterFirstDelta, { toleranceMs: 50 }).verdict).toBe('pass')
    history.request(60, 1)
    expect(history.verdict(noAttemptAfterFirstDelta, { toleranceMs: 50 }).verdict).toBe('fail')
  })

  test('a call without a piece, or a stream that came whole, proves nothing', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    history.answer(0, history.request(0, 1), { status: 503 })
    history.fail(0, 1)
    history.call(1, 2, { stream: true })
    const request = history.request(1, 2)
    history.delta(2, 2, 'hello')
    history.answer(2, request)
    history.succeed(2, 2)
    expect(history.verdict(noAttemptAfterFirstDelta).verdict).toBe('unknown')
  })
  test('what began at the instant of the first piece, but before it, is free', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    history.answer(10, history.request(0, 1), { status: 503 })
    history.request(10, 1)
    history.delta(10, 1, 'he')
    expect(history.verdict(noAttemptAfterFirstDelta)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a caller that aborted tempts nobody either', () => {
    const { history } = cutAfterFirstPiece()
    history.abort(15, 1)
    expect(history.verdict(noAttemptAfterFirstDelta).verdict).toBe('unknown')
  })

  test('a breach is found even where the stream had come whole: nothing tempted the client', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    const request = history.request(0, 1)
    history.delta(2, 1, 'hello')
    history.answer(2, request)
    history.answer(4, history.request(3, 1), { status: 503 })
    expect(history.verdict(noAttemptAfterFirstDelta)).toMatchObject({ verdict: 'fail', checked: 0 })
  })
})
