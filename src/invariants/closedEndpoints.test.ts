import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import type { Declared } from '../history/index.ts'
import { ClosedEndpoints } from './closedEndpoints.ts'

const declared: Declared = { longestAskedWaitMs: 2_000, credentialCooldownMs: 60_000, deadlineMs: 4_000 }
const asksFor = (waitMs: number) => ({ status: 429, class: 'rate_limited', waitMs }) as const

/** Why all is closed to the last call of a history, as its client must know. */
function whyClosed(history: HistoryBuilder, policy = declared, toleranceMs = 0): string | undefined {
  const view = history.view()
  const closed = new ClosedEndpoints(view, { declared: policy, toleranceMs })
  return closed.whenAllClosed(view.calls.at(-1)!)?.why
}

/** Call 1 asks these endpoints, each is answered at 10 ms, and call 2 begins at 1,000 ms. */
function asked(answers: Record<string, Parameters<HistoryBuilder['answer']>[2]>, keys: Record<string, string> = {}) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const requests = Object.keys(answers).map((model) =>
    history.request(0, 1, { model, credential: keys[model] ?? model }),
  )
  for (const [index, answer] of Object.values(answers).entries()) history.answer(10, requests[index]!, answer)
  history.call(1_000, 2)
  return history
}

describe('all endpoints are closed to a call', () => {
  test('that knows of none, or of one that said nothing: no', () => {
    const empty = new HistoryBuilder()
    empty.call(0, 1)
    expect(whyClosed(empty)).toBeUndefined()
    expect(whyClosed(asked({ a: asksFor(30_000), b: { status: 503 } }))).toBeUndefined()
    expect(whyClosed(asked({ a: asksFor(30_000), b: {} }))).toBeUndefined()
  })

  test.each(['auth', 'quota_exhausted'] as const)(
    'whose keys are dead (%s), also for models asked with them before',
    (meaning) => {
      expect(whyClosed(asked({ a: { status: 401, class: meaning } }))).toBe('a has a dead key for 59010 ms yet')
      const shared = asked({ a: { status: 401, class: meaning }, b: { status: 503 } }, { a: 'one', b: 'one' })
      expect(whyClosed(shared)).toBe('a has a dead key for 59010 ms yet')
      const apart = asked({ a: { status: 401, class: meaning }, b: { status: 503 } })
      expect(whyClosed(apart)).toBeUndefined()
      expect(whyClosed(asked({ a: { status: 401, class: meaning } }), { deadlineMs: 4_000 })).toBeUndefined()
    },
  )

  test('that was asked for longer than anybody may wait', () => {
    expect(whyClosed(asked({ a: asksFor(2_990) }))).toBeUndefined()
    expect(whyClosed(asked({ a: asksFor(2_991) }))).toBe('a had asked for 2001 ms more')
    expect(whyClosed(asked({ a: asksFor(9_000) }), { deadlineMs: 4_000 })).toBe('a had asked for 8010 ms more')
    expect(whyClosed(asked({ a: asksFor(9_000) }), {})).toBeUndefined()
  })

  test('not where a minute’s quota may be what it waits for', () => {
    for (const more of [{ rpm: 1 }, { tpm: 1 }, { maxConcurrent: 1 }]) {
      expect(whyClosed(asked({ a: asksFor(30_000) }), { ...declared, ...more })).toBeUndefined()
    }
  })

  test('the call’s own deadline goes before the declared one', () => {
    const story = (deadlineMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.answer(10, history.request(0, 1), asksFor(1_500))
      history.call(1_000, 2, { deadlineMs })
      return whyClosed(history)
    }
    expect([story(509), story(510)]).toEqual(['a had asked for 510 ms more', undefined])
  })

  test('only what it can have heard of: whole, and before it began', () => {
    const story = (atMs: number, how: 'complete' | 'reset' = 'complete', toleranceMs = 0) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.answer(atMs, history.request(0, 1), { ...asksFor(30_000), how })
      history.call(1_000, 2)
      return whyClosed(history, declared, toleranceMs) !== undefined
    }
    expect([story(999), story(1_000), story(10, 'reset')]).toEqual([true, false, false])
    expect([story(949, 'complete', 50), story(950, 'complete', 50)]).toEqual([true, false])
  })

  test('answers are learnt in the order of their last bytes', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const slow = history.request(0, 1)
    history.answer(10, history.request(5, 1, { model: 'b' }), asksFor(30_000))
    history.call(20, 2)
    history.answer(30, slow, asksFor(30_000))
    history.call(40, 3)
    const view = history.view()
    const closed = new ClosedEndpoints(view, { declared, toleranceMs: 0 })
    expect(view.calls.map((call) => closed.whenAllClosed(call)?.why)).toEqual([
      undefined,
      undefined,
      'a had asked for 29990 ms more',
    ])
  })
})

describe('an open circuit', () => {
  const story = (tell: (history: HistoryBuilder) => void) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.record(0, {
      type: 'attempt-started',
      call: 1,
      attempt: 0,
      endpoint: 'its own name',
      kind: 'first',
      model: 'a',
      origin: 'o',
    })
    tell(history)
    return history
  }

  test('closes the model whose endpoint the client named so, until it changes', () => {
    const history = story((built) => {
      built.breaker(10, 'closed', 'open', 'its own name')
      built.call(20, 2)
    })
    expect(whyClosed(history)).toBe('a has an open circuit')
    history.breaker(30, 'open', 'half-open', 'its own name')
    history.call(40, 3)
    expect(whyClosed(history)).toBeUndefined()
  })

  test('is none for who began before it opened, nor beside an endpoint of which nothing is known', () => {
    const later = story((built) => {
      built.call(20, 2)
      built.breaker(20, 'closed', 'open', 'its own name')
    })
    expect(whyClosed(later)).toBeUndefined()
    const beside = story((built) => {
      built.breaker(10, 'closed', 'open', 'its own name')
      built.request(10, 1, { model: 'b' })
      built.call(20, 2)
    })
    expect(whyClosed(beside)).toBeUndefined()
  })

  test('of an endpoint that asks for less is what a call may wait for, until that is over', () => {
    const verdict = (atMs: number, toleranceMs = 0) =>
      whyClosed(
        story((built) => {
          built.answer(10, built.request(0, 1), asksFor(100))
          built.breaker(10, 'closed', 'open', 'its own name')
          built.call(atMs, 2)
        }),
        declared,
        toleranceMs,
      )
    expect([verdict(109), verdict(111)]).toEqual([undefined, 'a has an open circuit'])
    expect([verdict(159, 50), verdict(161, 50)]).toEqual([undefined, 'a has an open circuit'])
  })

  test('that nobody told an attempt of goes by its own name, each instance for itself', () => {
    const other = (instance: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1, { instance: 1 })
      history.request(0, 1)
      history.record(10, { type: 'breaker-changed', endpoint: 'a', from: 'closed', to: 'open', instance: 1 })
      history.call(20, 2, { instance })
      return whyClosed(history)
    }
    expect([other(1), other(0)]).toEqual(['a has an open circuit', undefined])
  })
})
