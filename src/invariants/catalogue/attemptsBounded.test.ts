import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { attemptsBounded } from './attemptsBounded.ts'

const declared = { maxAttemptsPerCall: 4, maxAttemptsPerEndpoint: 2 }

/** One call that fails on each of these models in turn. */
function failingOn(...models: string[]) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const requests = models.map((model, index) => {
    const request = history.request(index, 1, { model })
    history.answer(index, request, { status: 503 })
    return request
  })
  history.fail(models.length, 1)
  return { history, seqs: requests.map(({ seq }) => seq) }
}

describe('attempts-bounded', () => {
  test('a call that keeps both bounds passes', () => {
    expect(failingOn('a', 'a', 'b', 'b').history.verdict(attemptsBounded, { declared })).toEqual({
      verdict: 'pass',
      checked: 1,
    })
  })

  test('one attempt too many on one endpoint is proven by all of them', () => {
    const { history, seqs } = failingOn('a', 'a', 'a')
    const verdict = history.verdict(attemptsBounded, { declared })
    expect(evidenceOf(verdict)).toEqual([seqs])
    expect(messagesOf(verdict)).toEqual(['call 1 made 3 attempts on a@gateway; 2 were allowed'])
  })

  test('one attempt too many over all endpoints', () => {
    const verdict = failingOn('a', 'a', 'b', 'b', 'c').history.verdict(attemptsBounded, { declared })
    expect(messagesOf(verdict)).toEqual(['call 1 made 5 attempts; 4 were allowed'])
  })

  test('a call that succeeds at once never tested the bound', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, 1))
    history.succeed(1, 1)
    expect(history.verdict(attemptsBounded, { declared }).verdict).toBe('unknown')
  })

  test.each([{ maxAttemptsPerCall: 0 }, { maxAttemptsPerCall: 0, maxAttemptsPerEndpoint: 3 }])(
    'where none was allowed, one that goes well is a breach: %j',
    (none) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.answer(1, history.request(0, 1))
      history.succeed(1, 1)
      const verdict = history.verdict(attemptsBounded, { declared: none })
      expect(messagesOf(verdict)).toEqual(['call 1 made 1 attempts; 0 were allowed'])
    },
  )

  test('a stream that was left unfinished is a failed attempt', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, 1), { how: 'fin', finished: false })
    history.answer(2, history.request(2, 1))
    expect(history.verdict(attemptsBounded, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('without a declared bound nobody is held to one', () => {
    expect(failingOn('a', 'a', 'a').history.verdict(attemptsBounded).verdict).toBe('unknown')
  })

  test('either bound may stand alone', () => {
    const { history } = failingOn('a', 'a', 'a')
    expect(history.verdict(attemptsBounded, { declared: { maxAttemptsPerCall: 2 } }).verdict).toBe('fail')
    expect(history.verdict(attemptsBounded, { declared: { maxAttemptsPerEndpoint: 2 } }).verdict).toBe('fail')
  })
})
