import { describe, expect, test } from 'vitest'
import type { Declared } from '../../history/index.ts'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { allOpenFailsFast } from './allOpenFailsFast.ts'

const declared: Declared = { longestAskedWaitMs: 2_000, credentialCooldownMs: 60_000, deadlineMs: 4_000 }

type Answer = Parameters<HistoryBuilder['answer']>[2]
const asksFor = (waitMs: number): Answer => ({ status: 429, class: 'rate_limited', waitMs })

/** Call 1 meets this at a and at b, and call 2 begins at 1,000 ms, to end as it says. */
function closed(atA: Answer, atB: Answer, end: (history: HistoryBuilder) => void) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const [a, b] = [history.attempt(0, 1, 0), history.attempt(0, 1, 1, { endpoint: 'b' })]
  history.answer(10, history.request(0, 1), atA)
  history.attemptEnd(10, a, 'rate_limited')
  history.answer(20, history.request(10, 1, { model: 'b', credential: 'other' }), atB)
  history.attemptEnd(20, b, 'rate_limited')
  history.fail(20, 1)
  history.call(1_000, 2)
  end(history)
  return history
}

const failsAt = (atMs: number, retryAtMs: number | null) => (history: HistoryBuilder) =>
  void history.fail(atMs, 2, { errorClass: 'rate_limited', retryAtMs })

describe('all-open-fails-fast', () => {
  test('failing at once, with the time to come back, passes', () => {
    const history = closed(asksFor(30_000), asksFor(60_000), failsAt(1_000, 5))
    expect(history.verdict(allOpenFailsFast, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('sleeping is a breach, and so is an error that does not say when', () => {
    const slept = closed(asksFor(30_000), asksFor(60_000), failsAt(5_000, 5))
    expect(messagesOf(slept.verdict(allOpenFailsFast, { declared }))).toEqual([
      'call 2 slept for 4000 ms although every endpoint was closed to it: a had asked for 29010 ms more',
    ])
    const mute = closed(asksFor(30_000), asksFor(60_000), failsAt(1_000, null))
    expect(messagesOf(mute.verdict(allOpenFailsFast, { declared }))[0]).toContain('does not say when one opens')
  })

  test('who has no money left is told no time: none brings it back', () => {
    const spent = closed(
      asksFor(30_000),
      asksFor(60_000),
      (built) => void built.fail(1_000, 2, { errorClass: 'budget' }),
    )
    expect(spent.verdict(allOpenFailsFast, { declared }).verdict).toBe('unknown')
  })

  test('an error without a class is nobody’s to read', () => {
    const history = closed(asksFor(30_000), asksFor(60_000), (built) => void built.fail(1_000, 2))
    expect(history.verdict(allOpenFailsFast, { declared }).verdict).toBe('pass')
  })

  test('what may be sat out is not closed', () => {
    const history = closed(asksFor(30_000), asksFor(2_900), failsAt(3_000, 5))
    expect(history.verdict(allOpenFailsFast, { declared }).verdict).toBe('unknown')
    expect(history.verdict(allOpenFailsFast, { declared: { ...declared, deadlineMs: 1_000 } }).verdict).toBe('fail')
  })

  test('a dead key is closed whatever else is declared, for as long as it cools', () => {
    const dead = { status: 401, class: 'auth' } as const
    const policy = { ...declared, rpm: 5 }
    expect(closed(dead, dead, failsAt(2_000, 5)).verdict(allOpenFailsFast, { declared: policy }).verdict).toBe('fail')
    expect(
      closed(dead, asksFor(60_000), failsAt(2_000, 5)).verdict(allOpenFailsFast, { declared: policy }).verdict,
    ).toBe('unknown')
    const short = { ...declared, credentialCooldownMs: 500 }
    expect(closed(dead, dead, failsAt(2_000, 5)).verdict(allOpenFailsFast, { declared: short }).verdict).toBe('unknown')
  })

  test('an open circuit is closed to a call that begins; a half-open one may let it through', () => {
    const down = { status: 500, class: 'server_error' } as const
    const opened = (to: string) => (history: HistoryBuilder) => {
      history.events.splice(-1, 1)
      history.breaker(900, 'closed', 'open')
      history.breaker(900, 'closed', to, 'b')
      history.call(1_000, 2)
      history.fail(1_500, 2, { errorClass: 'circuit_open', retryAtMs: 5 })
    }
    expect(closed(down, down, opened('open')).verdict(allOpenFailsFast, { declared }).verdict).toBe('fail')
    expect(closed(down, down, opened('half-open')).verdict(allOpenFailsFast, { declared }).verdict).toBe('unknown')
  })

  test('an endpoint that nobody has asked anything of is open', () => {
    const history = closed(asksFor(30_000), { status: 500, class: 'server_error' }, failsAt(5_000, 5))
    expect(history.verdict(allOpenFailsFast, { declared }).verdict).toBe('unknown')
  })

  test('who makes an attempt, or is aborted, is judged elsewhere', () => {
    const tried = closed(asksFor(30_000), asksFor(60_000), (built) => {
      built.attempt(1_000, 2, 0)
      built.fail(5_000, 2)
    })
    const aborted = closed(asksFor(30_000), asksFor(60_000), (built) => {
      built.abort(3_000, 2)
      built.fail(3_000, 2)
    })
    for (const history of [tried, aborted])
      expect(history.verdict(allOpenFailsFast, { declared }).verdict).toBe('unknown')
  })
})
