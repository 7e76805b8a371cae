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
  test('a call that never ended is unanswered; its start is the proof', () => {
    const history = new HistoryBuilder()
    const started = history.call(0, 1)
    expect(evidenceOf(history.verdict(answersAsExpected, { declared: { answeredAtLeast: 1 } }))).toEqual([
      [started.seq],
    ])
  })

  test('of many calls twenty are named, and the message counts them all', () => {
    const named = (isAnswered: boolean, declared: object) => {
      const history = new HistoryBuilder()
      for (let call = 0; call < 25; call += 1) {
        history.call(call, call)
        if (isAnswered) history.succeed(call, call)
        else history.fail(call, call)
      }
      const verdict = history.verdict(answersAsExpected, { declared })
      return [evidenceOf(verdict)[0]?.length, messagesOf(verdict)]
    }
    expect(named(false, { answeredAtLeast: 0.12345 })).toEqual([
      20,
      ['0 of 25 calls were answered; at least 12.345 % can be'],
    ])
    expect(named(true, { answeredAtMost: 0.5 })).toEqual([20, ['25 of 25 calls were answered; at most 50 % can be']])
  })

  test('a share that doubles cannot hold is met all the same', () => {
    // 0.55 * 100 is 55.00000000000001.
    const history = new HistoryBuilder()
    for (let call = 0; call < 100; call += 1) {
      history.call(call, call)
      if (call < 55) history.succeed(call, call)
      else history.fail(call, call)
    }
    expect(history.verdict(answersAsExpected, { declared: { answeredAtLeast: 0.55 } }).verdict).toBe('pass')
    // 0.29 * 100 is 28.999999999999996.
    const fewer = new HistoryBuilder()
    for (let call = 0; call < 100; call += 1) {
      fewer.call(call, call)
      if (call < 29) fewer.succeed(call, call)
      else fewer.fail(call, call)
    }
    expect(fewer.verdict(answersAsExpected, { declared: { answeredAtMost: 0.29 } }).verdict).toBe('pass')
  })

  test('nobody who stayed to the end: unknown', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.leave(1, 1)
    expect(history.verdict(answersAsExpected, { declared: { answeredAtLeast: 1 } })).toEqual({
      verdict: 'unknown',
      why: 'no call was waited for to its end',
    })
  })
})
