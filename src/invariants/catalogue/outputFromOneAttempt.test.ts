import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { outputFromOneAttempt } from './outputFromOneAttempt.ts'

/** A stream of two attempts, the first cut after "He", the second whole: "Hello". */
function streamOf(...pieces: string[]) {
  const history = new HistoryBuilder()
  history.call(0, 1, { stream: true })
  history.answer(1, history.request(0, 1), { how: 'reset', text: 'He', finished: false })
  history.answer(2, history.request(2, 1), { text: 'Hello' })
  pieces.forEach((text) => history.delta(3, 1, text))
  return history
}

describe('output-from-one-attempt', () => {
  test('the pieces of one attempt pass', () => {
    const history = streamOf('He', 'l', 'lo')
    history.succeed(4, 1, 'Hello')
    expect(history.verdict(outputFromOneAttempt)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each([
    ['doubled', ['He', 'Hello']],
    ['lost', ['He', 'lo']],
    ['out of order', ['llo', 'He']],
    ['not to the end', ['He', 'l']],
    ['nothing at all', []],
  ])('%s is a breach of a success', (_name, pieces) => {
    const history = streamOf(...pieces)
    history.succeed(4, 1, 'Hello')
    expect(history.verdict(outputFromOneAttempt).verdict).toBe('fail')
  })

  test('a failure may end early, but gives nothing twice', () => {
    const early = streamOf('He', 'l')
    early.fail(4, 1)
    expect(early.verdict(outputFromOneAttempt).verdict).toBe('pass')
    const twice = streamOf('He', 'He')
    const ended = twice.fail(4, 1)
    const verdict = twice.verdict(outputFromOneAttempt)
    expect(evidenceOf(verdict)).toEqual([[3, 6, 7, 8, ended.seq]])
    expect(messagesOf(verdict)).toEqual(['the 2 pieces that call 1 gave are the beginning of none of its 2 attempts'])
  })

  test('a caller that left has a beginning, whatever its end is called', () => {
    const history = streamOf('He')
    history.leave(3, 1)
    history.succeed(4, 1, 'He')
    expect(history.verdict(outputFromOneAttempt).verdict).toBe('pass')
  })

  test('no streamed content, or an exchange still open: unknown', () => {
    const plain = new HistoryBuilder()
    plain.call(0, 1)
    plain.answer(1, plain.request(0, 1))
    plain.succeed(1, 1)
    expect(plain.verdict(outputFromOneAttempt).verdict).toBe('unknown')
    const open = streamOf('x')
    open.request(4, 1)
    expect(open.verdict(outputFromOneAttempt).verdict).toBe('unknown')
  })
  test('pieces of a call that still runs are judged as the beginning of something; its events are in order', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    const request = history.request(0, 1)
    const delta = history.delta(1, 1, 'x')
    history.answer(2, request, { text: 'Hello' })
    const closed = history.events.at(-1)!
    const verdict = history.verdict(outputFromOneAttempt)
    expect(evidenceOf(verdict)).toEqual([[delta.seq, closed.seq]])
  })

  test('a success without a piece of what was sent lacks the whole content', () => {
    const history = streamOf()
    history.succeed(4, 1, 'Hello')
    expect(messagesOf(history.verdict(outputFromOneAttempt))).toEqual([
      'the 0 pieces that call 1 gave are the whole content of none of its 2 attempts',
    ])
  })

  test('a stream that failed, or was left, before its first piece gave nothing to judge', () => {
    const failed = streamOf()
    failed.fail(4, 1)
    const left = streamOf()
    left.leave(3, 1)
    left.succeed(4, 1, '')
    for (const history of [failed, left]) expect(history.verdict(outputFromOneAttempt).verdict).toBe('unknown')
  })
})
