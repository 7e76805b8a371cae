import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { answersAsExpected } from './answersAsExpected.ts'

/** Ten calls, of which so many are answered. */
function tenCalls(answered: number) {
  const history = new HistoryBuilder()
  const ends = Array.from({ length: 10 }, (_, call) => {
    history.call(call, call)
    return call < answered ? history.succeed(call, call) : history.fail(call, call)
  })
  return { history, seqs: ends.map(({ seq }) => seq) }
}

describe('answers-as-expected', () => {
  test('the expected share passes, at either bound', () => {
    const { history } = tenCalls(9)
    for (const declared of [{ answeredAtLeast: 0.9 }, { answeredAtMost: 0.9 }]) {
      expect(history.verdict(answersAsExpected, { declared })).toEqual({ verdict: 'pass', checked: 10 })
    }
  })

  test('too few: the unanswered calls are the proof', () => {
    const { history, seqs } = tenCalls(8)
    const verdict = history.verdict(answersAsExpected, { declared: { answeredAtLeast: 0.9 } })
    expect(evidenceOf(verdict)).toEqual([seqs.slice(8)])
    expect(messagesOf(verdict)).toEqual(['8 of 10 calls were answered; at least 90 % can be'])
  })

  test('too many: where nothing can answer, answers are invented', () => {
    const { history, seqs } = tenCalls(1)
    const verdict = history.verdict(answersAsExpected, { declared: { answeredAtMost: 0 } })
    expect(evidenceOf(verdict)).toEqual([[seqs[0]]])
    expect(messagesOf(verdict)).toEqual(['1 of 10 calls were answered; at most 0 % can be'])
  })

  test('a caller that left counts on neither side', () => {
    const { history } = tenCalls(10)
    history.call(10, 10)
    history.leave(11, 10)
    expect(history.verdict(answersAsExpected, { declared: { answeredAtLeast: 1 } })).toEqual({
      verdict: 'pass',
      checked: 10,
    })
  })

  test('nothing expected: unknown', () => {
    expect(tenCalls(0).history.verdict(answersAsExpected).verdict).toBe('unknown')
  })
})
