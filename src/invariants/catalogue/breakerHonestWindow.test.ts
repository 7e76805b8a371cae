import { describe, expect, test } from 'vitest'
import { attempt, attempts } from '../../../test/support/attemptStory.ts'
import { evidenceOf, HistoryBuilder } from '../../../test/support/historyBuilder.ts'
import { breakerHonest } from './breakerHonest.ts'

const declared = { breaker: { failureRatio: 0.5, minSamples: 3, windowMs: 1_000, openMs: 300 } }

const bad = 'server_error'

describe('breaker-honest: the window', () => {
  test('what was counted before it closed is no failure after', () => {
    const history = attempts([bad, bad, bad])
    history.breaker(20, 'closed', 'open')
    history.breaker(330, 'open', 'half-open')
    history.breaker(340, 'half-open', 'closed')
    attempt(history, 350, 50, 'ok')
    attempt(history, 360, 51, 'ok')
    expect(history.verdict(breakerHonest, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('what fails while it is open counts for nothing', () => {
    const history = attempts([bad, bad])
    const flying = [1, 2, 3].map((call) => {
      history.call(15, 50 + call)
      return [history.attempt(15, 50 + call, 0), history.request(15, 50 + call)] as const
    })
    history.breaker(20, 'closed', 'open')
    for (const [told, request] of flying) {
      history.answer(30, request, { status: 500 })
      history.attemptEnd(30, told, bad)
    }
    history.breaker(330, 'open', 'half-open')
    history.breaker(340, 'half-open', 'closed')
    attempt(history, 350, 70, 'ok')
    expect(history.verdict(breakerHonest, { declared }).verdict).toBe('pass')
  })

  test('its proof are the failures within it, and the attempt', () => {
    const history = attempts([bad, 'ok', 'ok', 'ok'])
    const failures = [2_000, 2_010, 2_020].map((at) => {
      attempt(history, at, at, bad)
      return history.events.at(-2)!.seq
    })
    history.call(2_030, 99)
    const next = history.attempt(2_030, 99, 0)
    expect(evidenceOf(history.verdict(breakerHonest, { declared }))).toEqual([[...failures, next.seq]])
  })

  test('a share of exactly so many opens it', () => {
    expect(attempts(['ok', 'ok', 'ok', bad, bad, bad, 'ok']).verdict(breakerHonest, { declared }).verdict).toBe('fail')
    expect(attempts(['ok', 'ok', 'ok', 'ok', bad, bad, bad, 'ok']).verdict(breakerHonest, { declared }).verdict).toBe(
      'unknown',
    )
  })

  test('on sockets what is near its edges counts as an attempt, and not as a failure', () => {
    const story = (firstAtMs: number, toleranceMs: number) => {
      const history = new HistoryBuilder()
      attempt(history, firstAtMs, 1, bad)
      attempt(history, 1_500, 2, bad)
      attempt(history, 2_000, 3, bad)
      attempt(history, 2_200, 4, 'ok')
      return history.verdict(breakerHonest, { declared, toleranceMs }).verdict
    }
    expect([story(1_000, 0), story(1_001, 0), story(1_050, 50), story(1_051, 50)]).toEqual([
      'unknown',
      'fail',
      'unknown',
      'fail',
    ])
  })
})
