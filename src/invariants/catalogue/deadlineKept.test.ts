import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { deadlineKept } from './deadlineKept.ts'

const declared = { deadlineMs: 1000 }

describe('deadline-kept', () => {
  test('a slow reader is told when it comes back, and no later', () => {
    const story = (endedAtMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1, { stream: true, deadlineMs: 100 })
      history.delta(90, 1, 'a')
      history.resume(150, 1)
      history.fail(endedAtMs, 1)
      return history.verdict(deadlineKept).verdict
    }
    expect([story(150), story(160)]).toEqual(['pass', 'fail'])
  })

  test('a failure at the very deadline passes', () => {
    const history = new HistoryBuilder()
    history.call(5, 1)
    history.fail(1005, 1)
    expect(history.verdict(deadlineKept, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('ending later is a breach', () => {
    const history = new HistoryBuilder()
    const started = history.call(5, 1)
    const ended = history.fail(1105, 1)
    const verdict = history.verdict(deadlineKept, { declared })
    expect(evidenceOf(verdict)).toEqual([[started.seq, ended.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 ended after 1100 ms; its deadline was 1000 ms'])
    expect(history.verdict(deadlineKept, { declared, toleranceMs: 100 }).verdict).toBe('pass')
  })

  test('an attempt that starts at the deadline is a breach', () => {
    const history = new HistoryBuilder()
    const started = history.call(0, 1)
    const late = history.request(1000, 1)
    history.fail(1000, 1)
    const verdict = history.verdict(deadlineKept, { declared })
    expect(evidenceOf(verdict)).toEqual([[started.seq, late.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 tried a@gateway after 1000 ms; its deadline was 1000 ms'])
  })

  test('a call that hangs is a breach once the run has outlived its deadline', () => {
    const history = new HistoryBuilder()
    const started = history.call(0, 1)
    expect(history.verdict(deadlineKept, { declared }).verdict).toBe('unknown')
    const last = history.call(1001, 2)
    expect(evidenceOf(history.verdict(deadlineKept, { declared }))).toEqual([[started.seq, last.seq]])
  })

  test('the call’s own deadline goes before the declared one', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { deadlineMs: 500 })
    history.fail(600, 1)
    expect(history.verdict(deadlineKept, { declared }).verdict).toBe('fail')
  })

  test('a success in less than half the time proves nothing, one in more does', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.succeed(499, 1)
    expect(history.verdict(deadlineKept, { declared }).verdict).toBe('unknown')
    history.call(500, 2)
    history.succeed(1000, 2)
    expect(history.verdict(deadlineKept, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('no deadline: unknown', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.fail(99_999, 1)
    expect(history.verdict(deadlineKept).verdict).toBe('unknown')
  })

  test('attempts before the deadline are free', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.request(999, 1)
    history.fail(1000, 1)
    expect(history.verdict(deadlineKept, { declared }).verdict).toBe('pass')
  })
  test('who left waits for no end', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.leave(10, 1)
    history.call(2000, 2)
    expect(history.verdict(deadlineKept, { declared }).verdict).toBe('unknown')
  })

  test('a call that hangs is judged beside the tolerance of sockets, and so are its attempts', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.request(1050, 1)
    expect(history.verdict(deadlineKept, { declared, toleranceMs: 51 }).verdict).toBe('unknown')
    const verdict = history.verdict(deadlineKept, { declared, toleranceMs: 49 })
    expect(messagesOf(verdict)).toEqual([
      'call 1 had not ended when its deadline of 1000 ms was over',
      'call 1 tried a@gateway after 1050 ms; its deadline was 1000 ms',
    ])
    expect(verdict).toMatchObject({ checked: 1 })
  })

  test('a quick failure puts the deadline to the test', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.fail(1, 1)
    expect(history.verdict(deadlineKept, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })
  test('a deadline counts from the start of its call', () => {
    const history = new HistoryBuilder()
    history.call(5000, 1)
    history.succeed(5499, 1)
    expect(history.verdict(deadlineKept, { declared }).verdict).toBe('unknown')
    history.call(6000, 2)
    history.request(7000, 2)
    history.fail(7000, 2)
    expect(messagesOf(history.verdict(deadlineKept, { declared }))).toEqual([
      'call 2 tried a@gateway after 1000 ms; its deadline was 1000 ms',
    ])
  })

  test('the last event of the run says how long a call has hung, not the first but one', () => {
    const history = new HistoryBuilder()
    const started = history.call(0, 1)
    history.call(1, 2)
    history.succeed(2, 2)
    const last = history.call(1001, 3)
    expect(evidenceOf(history.verdict(deadlineKept, { declared }))).toEqual([[started.seq, last.seq]])
  })
})
