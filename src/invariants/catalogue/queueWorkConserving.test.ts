import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { queueWorkConserving } from './queueWorkConserving.ts'

/** Calls 0, 1, … come one after the other within a ms; all but the first stand in line from then on. */
function line(calls: number, reason: string) {
  const history = new HistoryBuilder()
  for (let call = 0; call < calls; call += 1) history.call(0, call)
  const first = history.attempt(0, 0, 0)
  const waits = Array.from({ length: calls - 1 }, (_, index) => history.wait(0, index + 1, reason))
  return { history, first, waits }
}

const place = { maxConcurrent: 1 }
const minute = { rpm: 1 }

describe('queue-work-conserving: the order', () => {
  test.each([
    ['concurrency', place],
    ['limiter', minute],
    ['limiter', { tpm: 10 }],
  ])('who stands in line (%s) starts before those that came later', (reason, declared) => {
    const story = (order: readonly number[]) => {
      const { history, first } = line(3, reason)
      let last = first
      for (const [index, call] of order.entries()) {
        const at = (index + 1) * 60_000
        history.attemptEnd(at, last)
        last = history.attempt(at, call, 0)
      }
      return history.verdict(queueWorkConserving, { declared })
    }
    expect(story([1, 2])).toEqual({ verdict: 'pass', checked: 2 })
    expect(messagesOf(story([2, 1]))).toContain(
      'call 2 came after call 1, which was waiting in line, and was let in before it',
    )
  })

  test('nobody who never stood in the line is let in before it', () => {
    const { history, first, waits } = line(2, 'concurrency')
    history.attemptEnd(10, first)
    history.call(10, 9)
    const barging = history.attempt(10, 9, 0)
    expect(evidenceOf(history.verdict(queueWorkConserving, { declared: place }))).toContainEqual([
      waits[0]!.seq,
      barging.seq,
    ])
  })

  test('who waited for something else, or came first and had to wait again, may be overtaken', () => {
    const other = line(3, 'asked')
    other.history.attemptEnd(10, other.first)
    other.history.attempt(10, 2, 0)
    expect(other.history.verdict(queueWorkConserving, { declared: place }).verdict).toBe('unknown')
    const again = line(3, 'limiter')
    again.history.wait(10, 1, 'limiter')
    again.history.attemptEnd(60_000, again.first)
    again.history.attempt(60_000, 2, 0)
    expect(again.history.verdict(queueWorkConserving, { declared: minute }).verdict).toBe('pass')
  })

  test('who gave up before is not overtaken any more', () => {
    const { history, first } = line(3, 'concurrency')
    history.abort(5, 1)
    history.attemptEnd(10, first)
    history.attempt(10, 2, 0)
    expect(history.verdict(queueWorkConserving, { declared: place }).verdict).toBe('pass')
  })
})

describe('queue-work-conserving: a place that is free', () => {
  const letIn = (atMs: number, endedAtMs = 10) => {
    const { history, first } = line(2, 'concurrency')
    history.attemptEnd(endedAtMs, first)
    history.attempt(atMs, 1, 0)
    return history.verdict(queueWorkConserving, { declared: place })
  }

  test('is taken at once by who waits for it', () => {
    expect(letIn(10).verdict).toBe('pass')
    expect(messagesOf(letIn(25))).toEqual(['call 1 was let in 15 ms after a place had been free for it'])
  })

  test('is not lost: nobody gives up in the line beside it', () => {
    const { history, first } = line(2, 'concurrency')
    history.attemptEnd(10, first)
    history.abort(500, 1)
    expect(messagesOf(history.verdict(queueWorkConserving, { declared: place }))).toEqual([
      'call 1 gave up in the line 490 ms after a place had been free for it',
    ])
    const busy = line(2, 'concurrency')
    busy.history.abort(500, 1)
    expect(busy.history.verdict(queueWorkConserving, { declared: place }).verdict).toBe('pass')
  })

  test('in the minute: a minute after the start that fills it', () => {
    const story = (atMs: number) => {
      const { history } = line(2, 'limiter')
      history.attempt(atMs, 1, 0)
      return history.verdict(queueWorkConserving, { declared: minute })
    }
    expect(story(60_000).verdict).toBe('pass')
    expect(messagesOf(story(61_000))).toEqual(['call 1 was let in 1000 ms after a place had been free for it'])
  })

  test('in the minute: who gave up holds it no longer, and until then nobody knows', () => {
    const story = (gaveUpMs: number) => {
      const { history } = line(3, 'limiter')
      history.abort(gaveUpMs, 1)
      history.attempt(90_000, 2, 0)
      return history.verdict(queueWorkConserving, { declared: minute })
    }
    expect(story(90_000).verdict).toBe('pass')
    expect(messagesOf(story(70_000))).toEqual(['call 2 was let in 20000 ms after a place had been free for it'])
  })

  test('where two limits hold, only the order is judged', () => {
    const { history, first } = line(2, 'concurrency')
    history.attemptEnd(10, first)
    history.attempt(500, 1, 0)
    expect(history.verdict(queueWorkConserving, { declared: { ...place, rpm: 5 } }).verdict).toBe('pass')
  })
})

test('nothing declared, nobody in line, or several endpoints: unknown', () => {
  const { history, first } = line(2, 'concurrency')
  expect(history.verdict(queueWorkConserving).verdict).toBe('unknown')
  history.attemptEnd(10, first)
  history.attempt(10, 1, 0, { endpoint: 'b' })
  expect(history.verdict(queueWorkConserving, { declared: place }).verdict).toBe('unknown')
  const alone = new HistoryBuilder()
  alone.call(0, 0)
  alone.attempt(0, 0, 0)
  expect(alone.verdict(queueWorkConserving, { declared: place }).verdict).toBe('unknown')
})
