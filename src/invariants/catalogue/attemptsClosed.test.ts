import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { attemptsClosed } from './attemptsClosed.ts'

describe('attempts-closed', () => {
  test('an attempt that timed out is closed, then the next one starts', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.close(400, history.request(0, 1), { how: 'client-left' })
    history.answer(460, history.request(450, 1))
    history.succeed(460, 1)
    expect(history.verdict(attemptsClosed)).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('one that goes on beside the next is found, with both', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const old = history.request(0, 1)
    const next = history.request(450, 1, { model: 'b' })
    history.answer(460, next)
    const ended = history.succeed(460, 1)
    const closed = history.close(900, old, { how: 'client-left' })
    const verdict = history.verdict(attemptsClosed)
    expect(evidenceOf(verdict)).toEqual([
      [old.seq, next.seq],
      [old.seq, ended.seq, closed.seq],
    ])
    expect(messagesOf(verdict)).toEqual([
      'call 1 tried b@gateway while 1 earlier attempts were open; 0 may be',
      'call 1 had ended and left its attempt on a@gateway open for 440 ms',
    ])
  })

  test('a hedge may run beside the first attempt; the one that lost is closed with the call', () => {
    const story = (closedAtMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      const slow = history.request(0, 1)
      history.answer(300, history.request(200, 1, { model: 'b' }))
      history.succeed(300, 1)
      history.close(closedAtMs, slow, { how: 'client-left' })
      return history
    }
    const declared = { hedge: { afterMs: 200, maxHedges: 1 } }
    expect(story(300).verdict(attemptsClosed, { declared }).verdict).toBe('pass')
    expect(story(340).verdict(attemptsClosed, { declared, toleranceMs: 50 }).verdict).toBe('pass')
    expect(messagesOf(story(400).verdict(attemptsClosed, { declared, toleranceMs: 50 }))).toHaveLength(1)
    expect(story(300).verdict(attemptsClosed).verdict).toBe('fail')
  })

  test('what is open to the end of the run is open', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.request(0, 1)
    history.fail(400, 1)
    expect(messagesOf(history.verdict(attemptsClosed))).toEqual([
      'call 1 had ended and left its attempt on a@gateway open to the end of the run',
    ])
  })

  test('attempts that end by themselves put nothing to the test, and an abort has its own rule', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(10, history.request(0, 1), { status: 500 })
    history.answer(30, history.request(20, 1))
    history.succeed(30, 1)
    history.call(40, 2)
    history.request(40, 2)
    history.abort(50, 2)
    history.fail(50, 2)
    expect(history.verdict(attemptsClosed).verdict).toBe('unknown')
  })
  test('who has left waits for no end, and a call that runs on is not over', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.request(0, 1)
    history.leave(10, 1)
    history.fail(400, 1)
    history.call(500, 2)
    history.request(500, 2)
    expect(history.verdict(attemptsClosed)).toEqual({ verdict: 'unknown', why: 'no call gave an attempt up' })
  })

  test('what was closed at the instant of the next start is closed, whichever was seen first', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const old = history.request(0, 1)
    const next = history.request(400, 1, { model: 'b' })
    history.close(400, old, { how: 'client-left' })
    history.answer(410, next)
    history.succeed(410, 1)
    expect(history.verdict(attemptsClosed)).toEqual({ verdict: 'pass', checked: 2 })
  })
  test('an attempt that begins after the end is found too; the proof is in the order of events', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const ended = history.fail(400, 1)
    const request = history.request(500, 1)
    expect(evidenceOf(history.verdict(attemptsClosed))).toEqual([[ended.seq, request.seq]])
  })
})
