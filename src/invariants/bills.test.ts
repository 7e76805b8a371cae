import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import type { ErrorClass } from '../protocol/errorClass.ts'
import { Bills, isFree, isPerhapsUnread, isWhole } from './bills.ts'

test('prices are read once for all rules that ask by them', () => {
  const prices = { a: { input: '1', output: '2' } }
  expect(Bills.by(prices)).toBe(Bills.by(prices))
  expect(Bills.by(prices)).not.toBe(Bills.by({ ...prices }))
})

const tokens = { input: 10, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0 }
type Answer = Parameters<HistoryBuilder['answer']>[2]

/** The one exchange of one call, as it is seen when the call is over; without an answer it is still under way. */
function exchangeOf(answer?: Answer, { model = 'a', hasHead = true, callEndsFirst = false } = {}) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const request = history.request(0, 1, { model })
  if (callEndsFirst) history.fail(1, 1)
  if (answer !== undefined) {
    if (hasHead) history.head(2, request, answer)
    history.close(2, request, answer)
  }
  if (!callEndsFirst) history.fail(3, 1)
  return history.view().exchanges[0]!
}

describe('a bill', () => {
  const bills = Bills.by({
    a: { input: '1', output: '2' },
    in: { input: '1', output: '0' },
    out: { input: '0', output: '1' },
    gratis: { input: '0', output: '0' },
  })

  test('is what was used at the price of its model', () => {
    expect(bills.of(exchangeOf({ tokens }))).toBe(12_000_000n)
  })

  test('is unknown without a price, without counts, and without an answer', () => {
    expect(bills.of(exchangeOf({ tokens }, { model: 'other' }))).toBeUndefined()
    expect(bills.of(exchangeOf({}))).toBeUndefined()
    expect(bills.of(exchangeOf())).toBeUndefined()
  })

  test.each([
    ['a', true],
    ['in', true],
    ['out', true],
    ['gratis', false],
    ['other', false],
  ])('whether a request to %s costs anything: %s', (model, costs) => {
    expect(bills.hasPrice(exchangeOf(undefined, { model }))).toBe(costs)
  })
})

test.each<[string, ReturnType<typeof exchangeOf>, boolean]>([
  ['that ended well', exchangeOf({ finished: true }), true],
  ['that was cut', exchangeOf({ how: 'fin', finished: true }), false],
  ['that did not finish', exchangeOf({ finished: false }), false],
  ['whose head nobody saw', exchangeOf({ finished: true }, { hasHead: false }), false],
  ['that came when its call was over', exchangeOf({ finished: true }, { callEndsFirst: true }), false],
  ['that is under way', exchangeOf(), false],
])('an answer %s is whole: %s', (_which, exchange, whole) => {
  expect(isWhole(exchange)).toBe(whole)
})

test.each([
  [199, true],
  [200, false],
  [299, false],
  [300, true],
  [429, true],
  [408, false],
  [499, false],
  [504, false],
  [524, false],
])('an answer with status %i is free: %s', (status, free) => {
  expect(isFree(exchangeOf({ status }))).toBe(free)
})

test('a refusal that was not read to its end may have been a bill', () => {
  expect(isFree(exchangeOf({ status: 500, how: 'fin' }))).toBe(false)
})

describe('an attempt that was given up', () => {
  /** An exchange that ends at 10 ms, unless it does not; the attempt ends as the test says. */
  function isUnread(errorClass: ErrorClass, givenUpMs: number, { ends = true, toleranceMs = 50 } = {}) {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const attempt = history.attempt(0, 1, 0)
    const request = history.request(0, 1)
    const end = () => void history.attemptEnd(givenUpMs, attempt, errorClass)
    if (givenUpMs < 10) end()
    if (ends) history.answer(10, request)
    if (givenUpMs >= 10) end()
    const view = history.view()
    return isPerhapsUnread(view.exchanges[0]!, view.calls[0]!, toleranceMs)
  }

  test.each<[ErrorClass, number, boolean]>([
    ['aborted', 30, true],
    ['timeout', 30, true],
    ['aborted', 10, true],
    ['server_error', 30, false],
    ['aborted', 9, false],
    ['aborted', 61, false],
  ])('by %s at %i ms may have left an answer of 10 ms unread: %s', (errorClass, givenUpMs, unread) => {
    expect(isUnread(errorClass, givenUpMs)).toBe(unread)
  })

  test('left nothing unread where no answer had come', () => {
    expect(isUnread('aborted', 30, { ends: false })).toBe(false)
  })
})
