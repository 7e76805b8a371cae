import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { successMeansComplete } from './successMeansComplete.ts'

/** One call that gets this answer and then ends. */
function answered(answer: Parameters<HistoryBuilder['answer']>[2]) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.answer(1, history.request(0, 1), answer)
  const closed = history.events.at(-1)!
  return { history, closed }
}

describe('success-means-complete', () => {
  test('a whole answer after a failed one passes', () => {
    const { history } = answered({ status: 503 })
    history.answer(2, history.request(2, 1), { text: 'fine' })
    history.succeed(2, 1, 'fine')
    expect(history.verdict(successMeansComplete)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each([
    ['an error body', { status: 401, class: 'auth' }],
    ['an error in a 200', { status: 200, class: 'overloaded', text: 'hello' }],
    ['half a stream', { how: 'fin', text: 'hello', finished: false }],
  ] as const)('%s is no success', (_name, answer) => {
    const { history, closed } = answered(answer)
    const ended = history.succeed(1, 1, 'hello')
    const verdict = history.verdict(successMeansComplete)
    expect(evidenceOf(verdict)).toEqual([[closed.seq, ended.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 returned a success, but none of its 1 attempts got a whole answer'])
  })

  test('an honest failure passes', () => {
    const { history } = answered({ how: 'fin', text: 'he', finished: false })
    history.fail(1, 1)
    expect(history.verdict(successMeansComplete)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('another call’s text is a breach even on a good day', () => {
    const { history } = answered({ text: 'mine' })
    history.succeed(1, 1, 'yours')
    expect(messagesOf(history.verdict(successMeansComplete))).toEqual([
      'call 1 returned another text than any of its attempts got',
    ])
  })

  test('a success out of nothing is a breach', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const ended = history.succeed(1, 1, 'invented')
    expect(evidenceOf(history.verdict(successMeansComplete))).toEqual([[ended.seq]])
  })

  test('a stream that the client closed after its finish marker is whole', () => {
    const { history } = answered({ status: 503 })
    history.answer(2, history.request(2, 1), { how: 'client-left', text: 'fine', finished: true })
    history.succeed(2, 1, 'fine')
    expect(history.verdict(successMeansComplete).verdict).toBe('pass')
  })

  test('a day without faults, a caller that left, or requests without a call prove nothing', () => {
    const good = answered({})
    good.history.succeed(1, 1)
    expect(good.history.verdict(successMeansComplete).verdict).toBe('unknown')
    const left = answered({ how: 'client-left', finished: false })
    left.history.leave(1, 1)
    left.history.succeed(1, 1, 'he')
    expect(left.history.verdict(successMeansComplete).verdict).toBe('unknown')
    const unmarked = new HistoryBuilder()
    unmarked.call(0, 1)
    unmarked.answer(1, unmarked.request(0, null), { status: 503 })
    unmarked.succeed(1, 1)
    expect(unmarked.verdict(successMeansComplete).verdict).toBe('unknown')
  })

  test('a failure is honest also where one of several attempts got an answer', () => {
    const { history } = answered({ status: 503 })
    history.answer(2, history.request(2, 1))
    history.fail(2, 1)
    expect(history.verdict(successMeansComplete)).toEqual({ verdict: 'pass', checked: 1 })
  })
  test('a failure after whole answers alone puts nothing to the test', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, 1))
    history.fail(2, 1)
    expect(history.verdict(successMeansComplete).verdict).toBe('unknown')
  })

  test('a look at the list of models belongs to no call, and hides no answer', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, null, { model: '' }), { status: 404, class: 'not_found' })
    history.answer(1, history.request(0, 1))
    history.succeed(2, 1)
    expect(history.verdict(successMeansComplete)).toEqual({ verdict: 'pass', checked: 1 })
  })
})

test('an answer in a form that nobody asked for is an answer, and none where a form was declared', () => {
  const { history } = answered({ class: 'unacceptable', status: 200, text: 'prose', finished: true })
  history.succeed(2, 1, 'prose')
  expect(history.verdict(successMeansComplete)).toMatchObject({ verdict: 'unknown' })
  expect(history.verdict(successMeansComplete, { declared: { answerSchema: {} } })).toMatchObject({ verdict: 'fail' })
})
