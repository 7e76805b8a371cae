import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { retryAfterTotal } from './retryAfterTotal.ts'

const declared = { backoff: { initialMs: 500, capMs: 8_000 } }

/** Call after call is told the same nonsense, and comes back so much later. */
function told(said: string, waitsMs: readonly number[]) {
  const history = new HistoryBuilder()
  waitsMs.forEach((waitMs, call) => {
    const startMs = call * 1_000
    history.call(startMs, call)
    history.answer(startMs + 10, history.request(startMs, call), {
      status: 429,
      class: 'rate_limited',
      asked: { 'retry-after': said },
    })
    history.answer(startMs + 500, history.request(startMs + 10 + waitMs, call))
  })
  return history
}

describe('retry-after-total', () => {
  test('one short wait after nonsense may be a draw', () => {
    expect(told('soon', [0]).verdict(retryAfterTotal, { declared })).toEqual({ verdict: 'pass', checked: 1 })
    expect(told('soon', [0, 1, 1]).verdict(retryAfterTotal, { declared }).verdict).toBe('pass')
  })

  test('many that are all as short as a broken timer are a breach', () => {
    const verdict = told('soon', [1, 0, 1, 1, 1]).verdict(retryAfterTotal, { declared })
    expect(messagesOf(verdict)[0]).toMatch(
      /^5 of 5 times a call came back at once after a word in Retry-After; .* a chance of \de-1\d$/,
    )
  })

  test('waits that something else made longer excuse none of the short ones', () => {
    const waitsMs = [1, 200, 0, 1, 300, 1, 1, 40]
    expect(messagesOf(told('soon', waitsMs).verdict(retryAfterTotal, { declared }))[0]).toMatch(/^5 of 8 times/)
    const draws = [1, 200, 0, 150, 300, 80, 490, 40]
    expect(told('soon', draws).verdict(retryAfterTotal, { declared }).verdict).toBe('pass')
  })

  test('the chance that it names is that of the binomial bound', () => {
    // (6 over 5) (2 / 500)^5 = 6 * 1.024e-12
    const [message] = messagesOf(told('soon', [1, 1, 90, 1, 1, 1]).verdict(retryAfterTotal, { declared }))
    expect(message).toContain('a chance of 6e-12')
  })

  test('a short backoff draws such waits often', () => {
    const short = { backoff: { initialMs: 10, capMs: 10 } }
    expect(told('soon', [1, 0, 1, 1, 1]).verdict(retryAfterTotal, { declared: short }).verdict).toBe('pass')
    const none = { backoff: { initialMs: 0, capMs: 0 } }
    expect(
      told(
        'soon',
        Array.from({ length: 50 }, () => 0),
      ).verdict(retryAfterTotal, { declared: none }).verdict,
    ).toBe('pass')
  })

  test('on sockets timers are late, and a short wait says less', () => {
    expect(told('soon', [1, 0, 1, 1, 1]).verdict(retryAfterTotal, { declared, toleranceMs: 50 }).verdict).toBe('pass')
  })

  test('who goes elsewhere has borne the nonsense', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const nonsense = { status: 429, class: 'rate_limited', asked: { 'retry-after': '-5' } } as const
    history.answer(10, history.request(0, 1), nonsense)
    history.answer(20, history.request(10, 1, { model: 'b' }))
    expect(history.verdict(retryAfterTotal, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a wait that makes sense is another rule’s', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const sense = { status: 429, class: 'rate_limited', waitMs: 5_000, asked: { 'retry-after': '5' } } as const
    history.answer(10, history.request(0, 1), sense)
    history.request(10, 1)
    expect(history.verdict(retryAfterTotal, { declared }).verdict).toBe('unknown')
  })

  test('more than a timer of 32 bits counts is a breach when somebody is back before', () => {
    const huge = { status: 429, class: 'rate_limited', waitMs: 2 ** 31, asked: { 'retry-after': '2147484' } } as const
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(10, history.request(0, 1), huge)
    expect(history.verdict(retryAfterTotal)).toEqual({ verdict: 'pass', checked: 1 })
    history.request(11, 1)
    expect(messagesOf(history.verdict(retryAfterTotal))[0]).toContain('came back to a@gateway after 1 ms')
  })

  test('who thinks too little of it, and backs off, breaks another rule', () => {
    const huge = { status: 429, class: 'rate_limited', waitMs: 2 ** 31, asked: { 'retry-after': '2147484' } } as const
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(10, history.request(0, 1), huge)
    history.request(400, 1)
    expect(history.verdict(retryAfterTotal).verdict).toBe('pass')
  })

  test.each([-1, NaN])('a wait of %d ms is none', (delayMs) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.wait(0, 1, 'asked', delayMs)
    expect(history.verdict(retryAfterTotal).verdict).toBe('fail')
  })
  test('six waits are the proof, in the order of their events even where calls overlap', () => {
    const history = new HistoryBuilder()
    const calls = Array.from({ length: 8 }, (_, call) => call)
    for (const call of calls) history.call(0, call)
    const ends = calls.map((call) => {
      history.answer(0, history.request(0, call), {
        status: 429,
        class: 'rate_limited',
        asked: { 'retry-after-ms': 'x' },
      })
      return history.events.at(-1)!.seq
    })
    const back = calls.map((call) => history.request(1, call).seq)
    const verdict = history.verdict(retryAfterTotal, { declared })
    expect(evidenceOf(verdict)).toEqual([[...ends.slice(0, 6), ...back.slice(0, 6)]])
    expect(messagesOf(verdict)[0]).toContain('8 of 8 times a call came back at once after a word in Retry-After')
  })

  test.each([
    ['without a declared backoff', {}],
    ['where hedges go out beside', { ...declared, hedge: { afterMs: 1, maxHedges: 1 } }],
  ])('%s nobody knows how short a wait may be', (_story, policy) => {
    expect(told('soon', [0, 0, 0, 0, 0, 0]).verdict(retryAfterTotal, { declared: policy }).verdict).toBe('unknown')
  })

  test.each([
    ['was cut', { how: 'reset' }],
    ['was an answer after all', { status: 200, class: 'ok', finished: true }],
  ] as const)('nonsense in what %s is not read', (_story, more) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const nonsense = { status: 429, class: 'rate_limited', asked: { 'retry-after': 'soon' }, ...more } as const
    history.answer(10, history.request(0, 1), nonsense)
    history.request(10, 1)
    expect(history.verdict(retryAfterTotal, { declared }).verdict).toBe('unknown')
  })

  test('what began before the nonsense came is no answer to it', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const first = history.request(0, 1)
    history.request(5, 1)
    history.answer(10, first, { status: 429, class: 'rate_limited', asked: { 'retry-after': 'soon' } })
    expect(history.verdict(retryAfterTotal, { declared }).verdict).toBe('unknown')
    history.request(20, 1)
    expect(history.verdict(retryAfterTotal, { declared }).verdict).toBe('unknown')
  })

  test('who goes elsewhere at once has not been hasty, however often', () => {
    const history = new HistoryBuilder()
    for (let call = 0; call < 10; call += 1) {
      history.call(call, call)
      const nonsense = { status: 429, class: 'rate_limited', asked: { 'retry-after': 'soon' } } as const
      history.answer(call, history.request(call, call), nonsense)
      history.request(call, call, { model: 'b' })
    }
    expect(history.verdict(retryAfterTotal, { declared })).toEqual({ verdict: 'pass', checked: 10 })
  })

  test('on sockets a wait within the tolerance of a broken timer is as short', () => {
    const patient = { backoff: { initialMs: 60_000, capMs: 60_000 } }
    const verdict = (waitMs: number) =>
      told(
        'soon',
        Array.from({ length: 10 }, () => waitMs),
      ).verdict(retryAfterTotal, { declared: patient, toleranceMs: 50 }).verdict
    expect([verdict(51), verdict(52)]).toEqual(['fail', 'pass'])
  })

  test('the longest wait that a timer counts is another rule’s, and so is who comes back elsewhere', () => {
    const story = (waitMs: number, model: string, toleranceMs = 0, hedged = false) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.answer(10, history.request(0, 1), { status: 429, class: 'rate_limited', waitMs })
      history.request(11, 1, { model })
      const hedge = hedged ? { hedge: { afterMs: 1, maxHedges: 1 } } : {}
      return history.verdict(retryAfterTotal, { declared: hedge, toleranceMs }).verdict
    }
    expect(story(2 ** 31 - 1, 'a')).toBe('unknown')
    expect(story(2 ** 31, 'a')).toBe('fail')
    expect(story(2 ** 31, 'b')).toBe('pass')
    expect(story(2 ** 31, 'a', 50)).toBe('fail')
    expect(story(2 ** 31, 'a', 50, true)).toBe('unknown')
  })

  test('a good answer asks for nothing, however large its number', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(10, history.request(0, 1), { waitMs: 2 ** 31 })
    history.request(11, 1)
    expect(history.verdict(retryAfterTotal).verdict).toBe('unknown')
  })

  test('a wait of nothing is one', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.wait(0, 1, 'asked', 0)
    expect(history.verdict(retryAfterTotal).verdict).toBe('unknown')
  })
})
