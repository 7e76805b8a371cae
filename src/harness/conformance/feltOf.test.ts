import { expect, test } from 'vitest'
import { HistoryBuilder } from '../../../test/support/historyBuilder.ts'
import { feltOf } from './feltOf.ts'

/** A call whose first attempt is refused at 10 ms, and which ends at `endMs`. */
function refusedOnce(endMs: number, ok: boolean): HistoryBuilder {
  const history = new HistoryBuilder()
  history.call(0, 0)
  const first = history.request(5, 0)
  history.answer(10, first, { status: 503, class: 'overloaded' })
  if (ok) history.answer(endMs - 1, history.request(500, 0), { text: 'Hello' })
  if (ok) history.succeed(endMs, 0)
  else history.fail(endMs, 0)
  return history
}

test('the wait from the first failure to the answer, and the attempts', () => {
  expect(feltOf(refusedOnce(2_010, true).events)).toEqual({
    untilAnswerMs: 2_000,
    attemptsPerCall: 2,
    wastedAttempts: 0,
  })
})

test('that no answer came', () => {
  expect(feltOf(refusedOnce(60, false).events)).toEqual({ untilAnswerMs: null, attemptsPerCall: 1, wastedAttempts: 0 })
})

test('nothing where the first attempt was well', () => {
  const history = new HistoryBuilder()
  history.call(0, 0)
  history.answer(10, history.request(5, 0), { text: 'Hello' })
  history.succeed(12, 0)
  expect(feltOf(history.events)).toBeNull()
})

test('an attempt that was given up while the provider worked on it is wasted', () => {
  const history = new HistoryBuilder()
  history.call(0, 0)
  const first = history.request(5, 0)
  history.record(400, {
    type: 'exchange-ended',
    exchange: first.exchange,
    how: 'client-left',
    text: '',
    finished: false,
  })
  history.answer(500, history.request(410, 0), { text: 'Hello' })
  history.succeed(510, 0)
  expect(feltOf(history.events)).toEqual({ untilAnswerMs: 110, attemptsPerCall: 2, wastedAttempts: 1 })
})
