import { describe, expect, test } from 'vitest'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { queueWorkConserving } from './queueWorkConserving.ts'

type Attempt = ReturnType<HistoryBuilder['attempt']>

/** Calls 0, 1, … come at once; those from `waitFrom` on stand in line. */
function queue(calls: number, waitFrom: number, reason = 'concurrency') {
  const history = new HistoryBuilder()
  for (let call = 0; call < calls; call += 1) history.call(0, call)
  const first: Attempt[] = []
  for (let call = 0; call < waitFrom; call += 1) first.push(history.attempt(0, call, 0))
  for (let call = waitFrom; call < calls; call += 1) history.wait(0, call, reason)
  return { history, first }
}

const messages = (history: HistoryBuilder, declared: object) =>
  messagesOf(history.verdict(queueWorkConserving, { declared }))

describe('queue-work-conserving: several places', () => {
  const declared = { maxConcurrent: 2 }

  test('whoever is next may have the first that is free, and does not have to wait for the other', () => {
    const { history, first } = queue(4, 2)
    history.attemptEnd(10, first[1]!)
    history.attempt(10, 2, 0)
    history.attemptEnd(30, first[0]!)
    history.attempt(35, 3, 0)
    expect(messages(history, declared)).toEqual(['call 3 was let in 5 ms after a place had been free for it'])
  })

  test('one that is taken again at once is not free', () => {
    const { history, first } = queue(4, 2)
    history.attemptEnd(10, first[0]!)
    const third = history.attempt(10, 2, 0)
    history.attemptEnd(500, third)
    history.attempt(500, 3, 0)
    expect(history.verdict(queueWorkConserving, { declared })).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('of those who still stand there at the end of the run nothing is known', () => {
    const { history, first } = queue(4, 2)
    history.attemptEnd(10, first[0]!)
    history.call(500, 9)
    expect(history.verdict(queueWorkConserving, { declared })).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('who waits behind one that is still there is not late', () => {
    const { history, first } = queue(4, 2)
    history.attemptEnd(10, first[0]!)
    history.attemptEnd(10, first[1]!)
    history.abort(500, 3)
    history.attempt(500, 2, 0)
    expect(messages(history, declared)).toEqual(['call 2 was let in 490 ms after a place had been free for it'])
  })

  test('a limit of tokens beside it may rule instead', () => {
    const { history, first } = queue(3, 2)
    history.attemptEnd(10, first[0]!)
    history.attempt(500, 2, 0)
    expect(messages(history, declared)).toHaveLength(1)
    expect(messages(history, { ...declared, tpm: 100 })).toEqual([])
    expect(messages(history, { tpm: 100 })).toEqual([])
  })
})

describe('queue-work-conserving: several places in the minute', () => {
  test('whose place is free before the minute is full is let in at once', () => {
    const { history } = queue(2, 1, 'limiter')
    history.attempt(500, 1, 0)
    expect(messages(history, { rpm: 5 })).toEqual(['call 1 was let in 500 ms after a place had been free for it'])
  })

  test('a place comes free a minute after the start that is as many back', () => {
    const { history } = queue(5, 2, 'limiter')
    history.attempt(60_000, 2, 0)
    history.attempt(60_000, 3, 0)
    history.attempt(120_100, 4, 0)
    expect(messages(history, { rpm: 2 })).toEqual(['call 4 was let in 100 ms after a place had been free for it'])
  })

  test('starts count in their order, whichever call began first', () => {
    const { history } = queue(3, 1, 'limiter')
    history.call(1, 3)
    history.abort(2, 1)
    history.wait(2, 3, 'limiter')
    history.attempt(60_000, 2, 0)
    history.attempt(120_000, 3, 0)
    expect(history.verdict(queueWorkConserving, { declared: { rpm: 1 } })).toEqual({ verdict: 'pass', checked: 3 })
  })

  test('a limit of tokens beside it may rule instead', () => {
    const { history } = queue(2, 1, 'limiter')
    history.attempt(90_000, 1, 0)
    expect(messages(history, { rpm: 1 })).toHaveLength(1)
    expect(messages(history, { rpm: 1, tpm: 100 })).toEqual([])
  })
})

test('each instance of a fleet has a line of its own', () => {
  const history = new HistoryBuilder()
  for (const call of [0, 1]) history.call(0, call, { instance: call })
  history.attempt(0, 0, 0)
  history.wait(0, 1, 'concurrency')
  const endpoint = { endpoint: 'b' }
  history.attempt(50, 1, 0, endpoint)
  // To the first instance its own endpoint is the only one, and to the second its own.
  expect(messages(history, { maxConcurrent: 1 })).toEqual([
    'call 1 was let in 50 ms after a place had been free for it',
  ])
})

test('whoever was jumped first is named, and nobody who does not stand in a line', () => {
  const { history, first } = queue(4, 1)
  history.wait(1, 1, 'asked')
  history.attemptEnd(10, first[0]!)
  const third = history.attempt(10, 3, 0)
  history.attemptEnd(20, third)
  const second = history.attempt(20, 2, 0)
  history.attemptEnd(30, second)
  history.attempt(30, 1, 0)
  expect(messages(history, { maxConcurrent: 1 })[0]).toBe(
    'call 3 came after call 2, which was waiting in line, and was let in before it',
  )
})
