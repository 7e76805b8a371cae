import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { Cooldowns } from './cooldowns.ts'

const keyCooldownMs = 500

type Answer = Parameters<HistoryBuilder['answer']>[2]
const refused = { status: 401, class: 'auth' } as const
const asksFor = (waitMs: number) => ({ status: 429, class: 'rate_limited', waitMs }) as const

/** A call whose attempts, as its client tells them, go to `a`, with a key that `b` shares. */
function told(...answers: readonly [atMs: number, model: string, answer: Answer][]) {
  const history = new HistoryBuilder()
  history.call(0, 0)
  history.attempt(0, 0, 0)
  for (const [atMs, model, answer] of answers) history.answer(atMs, history.request(atMs, 0, { model }), answer)
  return history
}

/** What is known by the last event of the history, which comes at this instant. */
function at(history: HistoryBuilder, atMs: number) {
  const event = history.call(atMs, 99)
  const cooldowns = new Cooldowns(history.view(), keyCooldownMs, 0)
  return { none: cooldowns.none, last: cooldowns.lastOf(0, event), head: cooldowns.ofHead(0, event) }
}

test('nothing rested', () => {
  const history = told([1, 'a', { status: 503 }], [2, 'a', {}])
  history.request(3, 0)
  expect(at(history, 5_000)).toEqual({ none: true, last: undefined, head: undefined })
})

describe('how long somebody may rest', () => {
  test.each<[string, Answer, number | undefined]>([
    ['as long as was asked', asksFor(700), 701],
    ['a good answer may ask too', { waitMs: 700 }, 701],
    ['a dead key, as long as was declared', refused, 501],
    ['a key without permission', { status: 403, class: 'permission' }, 501],
    ['an empty purse', { status: 402, class: 'quota_exhausted' }, 501],
    ['a 402 of which nothing else was heard', { ...asksFor(7), status: 402, how: 'fin' }, 501],
    ['a 402 that was heard to its end', { ...asksFor(7), status: 402 }, 8],
    [
      'for ever after a wait that makes no sense',
      { status: 429, class: 'rate_limited', asked: { 'retry-after': 'x' } },
      Infinity,
    ],
    ['a passing error is no reason', { status: 500 }, undefined],
  ])('%s', (_story, answer, untilMs) => {
    expect(at(told([1, 'a', answer]), 10).last?.untilMs).toBe(untilMs)
  })

  test('from the last byte on', () => {
    const history = new HistoryBuilder()
    history.call(0, 0)
    const request = history.request(0, 0)
    history.head(1, request, asksFor(700))
    expect(at(history, 10).last?.untilMs).toBe(701)
    const slow = new HistoryBuilder()
    slow.call(0, 0)
    const other = slow.request(0, 0)
    slow.head(1, other, asksFor(700))
    slow.close(5, other)
    expect(at(slow, 10).last?.untilMs).toBe(705)
  })

  test('until a date by a clock that was set meanwhile: nobody knows how long that is', () => {
    const story = (retryAfter: string) => {
      const history = new HistoryBuilder()
      history.call(0, 0)
      const request = history.request(0, 0)
      history.jump(0.5, -100_000)
      history.answer(1, request, { ...asksFor(2_000), asked: { 'retry-after': retryAfter } })
      return at(history, 10).last?.untilMs
    }
    expect([story('Thu, 01 Jan 2026 00:00:02 GMT'), story('2')]).toEqual([Infinity, 2_001])
  })

  test('it is over a second, or a tenth of it, after its end', () => {
    const isOver = (answer: Answer, atMs: number) => at(told([0, 'a', answer]), atMs).last?.isOver
    expect([isOver(refused, 1_500), isOver(refused, 1_501)]).toEqual([false, true])
    expect([isOver(asksFor(60_000), 66_000), isOver(asksFor(60_000), 66_001)]).toEqual([false, true])
  })

  test('of several the one that ends last counts, of those that had begun', () => {
    const history = told([1, 'a', asksFor(9_000)], [2, 'b', asksFor(700)], [3, 'a', refused])
    expect(at(history, 10).last?.untilMs).toBe(9_001)
    const later = told([1, 'a', asksFor(700)], [2, 'b', asksFor(9_000)])
    expect(at(later, 10).last?.untilMs).toBe(9_002)
    const event = later.call(20, 50)
    later.answer(30, later.request(25, 50), asksFor(99_000))
    const cooldowns = new Cooldowns(later.view(), keyCooldownMs, 0)
    expect(cooldowns.lastOf(0, event)?.untilMs).toBe(9_002)
  })

  test('heads that went out in another order than their requests came', () => {
    const history = new HistoryBuilder()
    history.call(0, 0)
    const [slow, quick] = [history.request(0, 0), history.request(0, 0, { model: 'b' })]
    history.answer(5, quick, asksFor(700))
    const between = history.call(6, 50)
    history.answer(7, slow, asksFor(9_000))
    const after = history.call(8, 51)
    const cooldowns = new Cooldowns(history.view(), keyCooldownMs, 0)
    expect([cooldowns.lastOf(0, between)?.untilMs, cooldowns.lastOf(0, after)?.untilMs]).toEqual([705, 9_007])
  })
})

describe('the first endpoint of the chain', () => {
  test('rests for itself, or with its key; another one’s wait is not its own', () => {
    expect(at(told([1, 'a', asksFor(700)]), 5_000).head).toMatchObject({ head: 'a', untilMs: 701 })
    expect(at(told([1, 'a', asksFor(700)]), 700).head).toBeUndefined()
    expect(at(told([0, 'a', {}], [1, 'b', asksFor(700)]), 5_000).head).toBeUndefined()
    expect(at(told([0, 'a', {}], [1, 'b', refused]), 5_000).head).toMatchObject({ head: 'a', untilMs: 501 })
    expect(at(told([0, 'a', asksFor(700)], [1, 'b', refused]), 5_000).head).toMatchObject({ untilMs: 700 })
    expect(at(told([0, 'a', asksFor(100)], [1, 'b', refused]), 5_000).head).toMatchObject({ untilMs: 501 })
  })

  test('is the one that the first attempt of all went to', () => {
    const history = new HistoryBuilder()
    history.call(0, 0)
    history.call(0, 1)
    history.attempt(1, 1, 0, { endpoint: 'b' })
    history.attempt(2, 0, 0, { endpoint: 'a' })
    for (const model of ['a', 'b']) history.answer(3, history.request(3, 0, { model }), asksFor(700))
    expect(at(history, 5_000).head).toMatchObject({ head: 'b' })
    const untold = new HistoryBuilder()
    untold.call(0, 0)
    untold.answer(3, untold.request(3, 0), asksFor(700))
    expect(at(untold, 5_000).head).toBeUndefined()
  })

  test('is left out while its circuit is not closed, or for a minute after it held a call until its deadline', () => {
    const broken = told([1, 'a', asksFor(700)])
    broken.breaker(2, 'closed', 'open')
    expect(at(broken, 5_000).head).toBeUndefined()
    broken.breaker(5_001, 'half-open', 'closed')
    expect(at(broken, 5_002).head).toMatchObject({ head: 'a' })
    const eaten = (reason: string, atMs: number) => {
      const history = told([1, 'a', asksFor(700)])
      history.attemptEnd(10, history.attempt(5, 0, 1), 'timeout', { reason })
      return at(history, atMs).head?.head
    }
    expect([eaten('deadline', 60_009), eaten('deadline', 60_010)]).toEqual([undefined, 'a'])
    expect(eaten('headers', 5_000)).toBe('a')
  })

  test('what befalls it later is not known yet', () => {
    const history = told([1, 'a', asksFor(700)])
    const event = history.call(5_000, 99)
    history.breaker(5_001, 'closed', 'open')
    expect(new Cooldowns(history.view(), keyCooldownMs, 0).ofHead(0, event)).toMatchObject({ head: 'a' })
  })
})
