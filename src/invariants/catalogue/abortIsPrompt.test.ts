import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { abortIsPrompt } from './abortIsPrompt.ts'

/** Call 1 is aborted at 100 ms; its exchange is still open. */
function abortedAt100() {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const request = history.request(0, 1)
  const aborted = history.abort(100, 1)
  return { history, request, aborted }
}

describe('abort-is-prompt', () => {
  test('closing and failing at the same instant passes', () => {
    const { history, request } = abortedAt100()
    history.close(100, request, { how: 'client-left' })
    history.fail(100, 1)
    expect(history.verdict(abortIsPrompt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a call that ends later is a breach', () => {
    const { history, request, aborted } = abortedAt100()
    history.close(100, request, { how: 'client-left' })
    const ended = history.fail(400, 1)
    const verdict = history.verdict(abortIsPrompt, { toleranceMs: 50 })
    expect(evidenceOf(verdict)).toEqual([[aborted.seq, ended.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 ended 300 ms after its abort'])
  })

  test('a call that never ends is a breach', () => {
    const { history, request, aborted } = abortedAt100()
    history.close(100, request, { how: 'client-left' })
    expect(evidenceOf(history.verdict(abortIsPrompt))).toEqual([[aborted.seq]])
  })

  test('an exchange that stays open is a breach', () => {
    const { history, request, aborted } = abortedAt100()
    history.fail(100, 1)
    const closed = history.close(300, request)
    const verdict = history.verdict(abortIsPrompt)
    expect(evidenceOf(verdict)).toEqual([[aborted.seq, closed.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 held its exchange with a@gateway open for 200 ms after its abort'])
  })

  test('an exchange that is never closed is a breach', () => {
    const { history, request, aborted } = abortedAt100()
    history.fail(100, 1)
    expect(evidenceOf(history.verdict(abortIsPrompt))).toEqual([[aborted.seq, request.seq]])
  })

  test('one more attempt, even at the same instant, is a breach', () => {
    const { history, request, aborted } = abortedAt100()
    history.close(100, request, { how: 'client-left' })
    const again = history.request(100, 1)
    history.close(100, again, { how: 'client-left' })
    history.fail(100, 1)
    const verdict = history.verdict(abortIsPrompt)
    expect(evidenceOf(verdict)).toEqual([[aborted.seq, again.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 tried a@gateway 0 ms after its abort'])
    expect(history.verdict(abortIsPrompt, { toleranceMs: 50 }).verdict).toBe('pass')
  })

  test('a success after the abort is a breach, unless the answer came in by then', () => {
    const late = abortedAt100()
    late.history.close(100, late.request, { how: 'client-left' })
    late.history.succeed(100, 1)
    expect(messagesOf(late.history.verdict(abortIsPrompt))).toEqual(['call 1 was aborted and yet ended as a success'])
    const met = abortedAt100()
    met.history.answer(110, met.request)
    met.history.succeed(120, 1)
    expect(met.history.verdict(abortIsPrompt, { toleranceMs: 50 }).verdict).toBe('unknown')
  })

  test('nor is one whose answer was there, whole, while its reader took its time', () => {
    const slow = new HistoryBuilder()
    slow.call(0, 1)
    slow.answer(40, slow.request(0, 1))
    slow.abort(100, 1)
    slow.succeed(100, 1)
    expect(slow.verdict(abortIsPrompt).verdict).toBe('unknown')
  })

  test('a call that had ended is not put to the test', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.succeed(50, 1)
    history.abort(100, 1)
    history.call(900, 2)
    expect(history.verdict(abortIsPrompt).verdict).toBe('unknown')
  })
  test('what is never closed is said to be open to the end of the run', () => {
    const { history } = abortedAt100()
    history.fail(100, 1)
    history.call(200, 2)
    expect(messagesOf(history.verdict(abortIsPrompt))).toEqual([
      'call 1 held its exchange with a@gateway open to the end of the run after its abort',
    ])
  })

  test('a run that ends within the tolerance proves nothing against what was still open', () => {
    const { history } = abortedAt100()
    history.call(150, 2)
    expect(history.verdict(abortIsPrompt, { toleranceMs: 51 })).toEqual({ verdict: 'pass', checked: 1 })
    expect(messagesOf(history.verdict(abortIsPrompt, { toleranceMs: 50 }))).toEqual([
      'call 1 never ended after its abort',
      'call 1 held its exchange with a@gateway open to the end of the run after its abort',
    ])
  })

  test('who aborts and leaves waits for no end', () => {
    const { history, request } = abortedAt100()
    history.leave(100, 1)
    history.close(100, request, { how: 'client-left' })
    history.call(900, 2)
    expect(history.verdict(abortIsPrompt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each([
    ['its attempt failed', { status: 500 }],
    ['its answer was cut', { how: 'reset', finished: false }],
  ] as const)('a success at the instant of the abort is none where %s', (_story, answer) => {
    const { history, request } = abortedAt100()
    history.answer(100, request, answer)
    history.succeed(100, 1)
    expect(messagesOf(history.verdict(abortIsPrompt))).toEqual(['call 1 was aborted and yet ended as a success'])
  })

  test('a success long after the abort is late, though its answer was there before', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(40, history.request(0, 1))
    history.abort(100, 1)
    history.succeed(200, 1)
    expect(messagesOf(history.verdict(abortIsPrompt))).toEqual(['call 1 ended 100 ms after its abort'])
  })

  test('a failure at the instant of the abort is judged, though an answer was there', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(40, history.request(0, 1))
    history.abort(100, 1)
    history.fail(100, 1)
    expect(history.verdict(abortIsPrompt)).toEqual({ verdict: 'pass', checked: 1 })
  })
  test('what began at the instant of the abort, but before it, is only to be closed', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const request = history.request(100, 1)
    history.abort(100, 1)
    history.close(100, request, { how: 'client-left' })
    history.fail(100, 1)
    expect(history.verdict(abortIsPrompt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each(['failed before it', 'still runs'])('one of its attempts had the answer by then, another %s', (other) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const first = history.request(0, 1)
    if (other === 'failed before it') history.answer(10, first, { status: 500 })
    history.answer(40, history.request(20, 1, { model: 'b' }))
    history.abort(100, 1)
    history.succeed(100, 1)
    expect(history.verdict(abortIsPrompt).verdict).toBe('unknown')
  })
})
