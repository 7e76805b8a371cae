import { expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { cameSeq, joinedSeq, leftSeq, lineStaysOf } from './lineStays.ts'

/** When each stay of the history's calls began, was joined for good, and was over: by the numbers of the events. */
const staysOf = (history: HistoryBuilder) =>
  lineStaysOf(history.view().calls).map((stay) => [cameSeq(stay), joinedSeq(stay), leftSeq(stay)])

test('each attempt ends a stay, with the waits before it and no others', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const waits = [history.wait(0, 1, 'rate'), history.wait(1, 1, 'rate')] as const
  const first = history.attempt(2, 1, 0)
  const again = history.wait(3, 1, 'rate')
  const second = history.attempt(4, 1, 1)
  expect(staysOf(history)).toEqual([
    [waits[0].seq, waits[1].seq, first.seq],
    [again.seq, again.seq, second.seq],
  ])
})

test('who does not wait comes with its attempt, and never joins the line', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const { seq } = history.attempt(0, 1, 0)
  history.wait(1, 1, 'backoff')
  const again = history.attempt(2, 1, 1)
  const third = history.attempt(3, 1, 2)
  expect(staysOf(history)).toEqual([
    [seq, Infinity, seq],
    [again.seq - 1, again.seq - 1, again.seq],
    [third.seq, Infinity, third.seq],
  ])
})

test('who gives up leaves the line with its call, or with its caller', () => {
  const history = new HistoryBuilder()
  for (const call of [1, 2, 3]) history.call(0, call)
  const waits = [1, 2, 3].map((call) => history.wait(1, call, 'rate').seq)
  const aborted = history.abort(2, 1)
  history.fail(3, 1)
  const failed = history.fail(3, 2)
  expect(staysOf(history)).toEqual([
    [waits[0], waits[0], aborted.seq],
    [waits[1], waits[1], failed.seq],
    [waits[2], waits[2], Infinity],
  ])
})

test('a call that never got as far has no stay', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  expect(staysOf(history)).toEqual([])
})
