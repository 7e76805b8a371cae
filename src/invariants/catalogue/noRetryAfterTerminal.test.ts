import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { noRetryAfterTerminal } from './noRetryAfterTerminal.ts'

function refused(status: number, options: Parameters<HistoryBuilder['answer']>[2] = {}) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const first = history.request(0, 1)
  const refusal = history.answer(5, first, { status, class: 'invalid_request', ...options })
  return { history, refusal }
}

describe('no-retry-after-terminal', () => {
  test.each([400, 401, 403, 404, 405, 413, 422])('after %i the same request is not sent again', (status) => {
    const { history, refusal } = refused(status)
    const again = history.request(5, 1)
    const verdict = history.verdict(noRetryAfterTerminal)
    expect(evidenceOf(verdict)).toEqual([[refusal.seq, again.seq]])
    expect(messagesOf(verdict)).toEqual([`call 1 sent the same request to a@gateway again after ${status}`])
  })

  test.each([
    ['too large for any minute', 429, 'context_length'],
    ['a filter that speaks in a 200', 200, 'content_policy'],
    ['wrong parameters in a 200', 200, 'invalid_request'],
  ] as const)('nor what is refused for good in another dress: %s', (_story, status, meaning) => {
    const { history, refusal } = refused(status, { class: meaning })
    const again = history.request(5, 1)
    expect(evidenceOf(history.verdict(noRetryAfterTerminal))).toEqual([[refusal.seq, again.seq]])
  })

  test('another model, another key, another body or another call is not the same request', () => {
    const { history } = refused(400)
    history.request(5, 1, { model: 'b' })
    history.request(6, 1, { credential: 'other' })
    history.request(7, 1, { bodyHash: 'shorter' })
    history.call(8, 2)
    history.request(8, 2)
    expect(history.verdict(noRetryAfterTerminal)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a 503 is no refusal for good', () => {
    const { history } = refused(503, { class: 'overloaded' })
    history.request(6, 1)
    expect(history.verdict(noRetryAfterTerminal).verdict).toBe('unknown')
  })

  test('the server may ask for a retry all the same', () => {
    const { history } = refused(400, { asked: { 'x-should-retry': 'true' } })
    history.request(6, 1)
    expect(history.verdict(noRetryAfterTerminal).verdict).toBe('unknown')
  })

  test('a 413 that names a time is temporary', () => {
    const { history } = refused(413, { waitMs: 1000 })
    history.request(1005, 1)
    expect(history.verdict(noRetryAfterTerminal).verdict).toBe('unknown')
  })

  test('what was on the wire before the refusal came is no retry', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const first = history.request(0, 1)
    history.request(4, 1)
    history.answer(5, first, { status: 400 })
    expect(history.verdict(noRetryAfterTerminal)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a refusal whose body was cut may have looked like a broken connection', () => {
    const { history } = refused(400, { how: 'reset' })
    history.request(6, 1)
    expect(history.verdict(noRetryAfterTerminal).verdict).toBe('unknown')
  })
  test('what a hedge that lost was still told, sockets cannot show to be read', () => {
    const { history } = refused(400)
    history.request(55, 1)
    const declared = { hedge: { afterMs: 3, maxHedges: 1 } }
    expect(history.verdict(noRetryAfterTerminal, { declared, toleranceMs: 50 }).verdict).toBe('unknown')
    expect(history.verdict(noRetryAfterTerminal, { declared }).verdict).toBe('fail')
    expect(history.verdict(noRetryAfterTerminal, { toleranceMs: 50 }).verdict).toBe('fail')
  })
  test('any other refusal is for good, whatever time it names', () => {
    const { history } = refused(400, { waitMs: 1000 })
    history.request(1005, 1)
    expect(history.verdict(noRetryAfterTerminal).verdict).toBe('fail')
  })
})
