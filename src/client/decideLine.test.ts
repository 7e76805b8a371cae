import { describe, expect, test } from 'vitest'
import { broken, decideStage, limited, nowMs, overloaded } from '../../test/support/decideStage.ts'
import { failureOf } from './failure.ts'
import { circuitBreaker, rateLimiter, retry } from './policySpecs.ts'

const one = { quota: { maxConcurrent: 1 } }

describe('an endpoint of which all permits are out', () => {
  const stage = (keys = 'ab', policies: NonNullable<Parameters<typeof decideStage>[0]>['policies'] = []) => {
    const setting = decideStage({ keys, each: keys.split('').map(() => one), policies })
    const fill = (...endpoints: number[]) => {
      for (const endpoint of endpoints) expect(setting.lanes[endpoint]!.concurrency!.tryAcquire()).toBe(true)
    }
    return { ...setting, fill }
  }

  test('is passed by while the next one is free now', () => {
    const { move, fresh, fill } = stage()
    fill(0)
    expect(move(fresh)).toBe('e1')
  })

  test('has a line, and the call stands in all of them when all are full', () => {
    const { move, fresh, fill } = stage()
    fill(0, 1)
    expect(move(fresh)).toBe('line of e0 and e1')
  })

  test('where the call holds a permit it is not full', () => {
    const { move, fresh, fill } = stage()
    fill(0, 1)
    expect(move({ ...fresh, permit: 1 })).toBe('e1')
  })

  test('a short wait elsewhere is known to end: it goes before the line, a long one does not', () => {
    const { gates, move, fresh, fill } = stage()
    fill(0)
    gates.askForPeace(1, nowMs, 1_000)
    expect(move(fresh)).toBe('e1 in 1000 (asked)')
    gates.askForPeace(1, nowMs, 1_001)
    expect(move(fresh)).toBe('line of e0')
  })

  test('a line is left as soon as something else may be open: a long wait that is over, a circuit', () => {
    const { gates, lanes, next, fresh, fill } = stage('abc', [circuitBreaker({ minSamples: 1, openMs: 4_000 })])
    fill(0)
    lanes[1]!.breaker!.settle(nowMs, false, 'failed')
    expect(next(fresh)).toMatchObject({ do: 'attempt', endpoint: 2 })
    gates.askForPeace(2, nowMs, 20_000)
    expect(next(fresh)).toEqual({ do: 'queue', endpoints: [0], lookAtMs: nowMs + 4_000 })
    gates.askForPeace(1, nowMs, 30_000)
    expect(next(fresh)).toEqual({ do: 'queue', endpoints: [0], lookAtMs: nowMs + 20_000 })
    gates.askForPeace(2, nowMs, 200_000)
    expect(next(fresh)).toEqual({ do: 'queue', endpoints: [0], lookAtMs: nowMs + 30_000 })
  })

  test('nobody stands in line where the gate is closed besides', () => {
    const { gates, move, fresh, fill } = stage('a')
    fill(0)
    gates.askForPeace(0, nowMs, 5_000)
    expect(move(fresh)).toBe('e0 in 5000 (asked)')
  })

  test('nor before an open circuit, nor for a minute that is full', () => {
    const open = stage('a', [circuitBreaker({ minSamples: 1, openMs: 500 })])
    open.fill(0)
    open.lanes[0]!.breaker!.settle(nowMs, false, 'failed')
    expect(open.move(open.fresh)).toBe('fail circuit_open, back in 500')
    const spent = stage('a', [rateLimiter({ rpm: 1 })])
    spent.fill(0)
    spent.lanes[0]!.limiter!.reserve(nowMs, 0)
    expect(spent.move(spent.fresh)).toBe('e0 in 60000 (limiter)')
  })

  test('a backoff is not spent in line: the next endpoint, else the backoff, and then the line', () => {
    const { move, failed, fresh, fill } = stage()
    fill(0)
    const state = failed(fresh, 0, broken)
    expect(move(state)).toBe('e1')
    fill(1)
    // While its own backoff runs, the line of the next endpoint may move.
    expect(move(state)).toBe('line of e1')
    const alone = stage('a')
    alone.fill(0)
    const waiting = alone.failed(alone.fresh, 0, broken)
    expect(alone.move(waiting)).toBe('e0 in 250 (backoff)')
    expect(alone.move(waiting, nowMs + 250)).toBe('line of e0')
  })

  test('a sibling that is full does not lure a limited call away from its short wait', () => {
    const { move, failed, fresh, lanes } = decideStage({ keys: 'ab', oneHost: true, each: [{}, one] })
    lanes[1]!.concurrency!.tryAcquire()
    expect(move(failed(fresh, 0, limited(500)))).toBe('e0 in 500 (asked)')
  })
})

describe('the retry budget', () => {
  /** One retry in ten seconds on each endpoint; `spend` uses it up. */
  const stage = (keys = 'ab') => {
    const policies = [retry({ budgetRatio: 0, budgetFloorPerSecond: 0.1 })]
    const setting = decideStage({ keys, policies })
    const spend = (...endpoints: number[]) => {
      for (const endpoint of endpoints) setting.lanes[endpoint]!.retryBudget!.withdraw(nowMs)
    }
    return { ...setting, spend }
  }

  test('allows a retry while it has room', () => {
    const { move, failed, fresh } = stage('a')
    expect(move(failed(fresh, 0, overloaded))).toBe('e0 in 250 (backoff)')
  })

  test('ends the retries of an endpoint that is down: on to the next, or the end', () => {
    const { move, failed, fresh, spend } = stage()
    spend(0)
    expect(move(failed(fresh, 0, overloaded))).toBe('e1')
    const alone = stage('a')
    alone.spend(0)
    expect(alone.move(alone.failed(alone.fresh, 0, overloaded))).toBe('fail overloaded')
  })

  test('one that only asked for patience is waited for, until there is room', () => {
    const { move, failed, fresh, spend } = stage('a')
    spend(0)
    const state = failed(fresh, 0, limited(500))
    expect(move(state)).toBe('e0 in 10000 (retry-budget)')
    expect(move(state, nowMs + 10_000)).toBe('e0')
  })

  test('the longer of the two waits counts', () => {
    const { move, failed, fresh, spend } = stage('a')
    spend(0)
    expect(move(failed(fresh, 0, limited(20_000)))).toBe('e0 in 20000 (asked)')
  })

  test('that wait is not begun where another endpoint is open', () => {
    const { move, failed, fresh, spend } = stage()
    spend(0)
    expect(move(failed(fresh, 0, limited(500)))).toBe('e1')
  })

  test('first attempts and fallbacks are never held back by it', () => {
    const { move, failed, fresh, spend } = stage()
    spend(0, 1)
    expect(move(fresh)).toBe('e0')
    expect(move(failed(fresh, 0, failureOf('not_found', 'http_404', '')))).toBe('e1')
  })

  test('that never allows any: nothing to wait for', () => {
    const { move, failed, fresh } = decideStage({
      keys: 'a',
      policies: [retry({ budgetRatio: 0, budgetFloorPerSecond: 0 })],
    })
    expect(move(failed(fresh, 0, limited(500)))).toMatch(/^fail rate_limited/)
  })

  test('that never allows any ends the retries also of a call without a deadline', () => {
    const { move, failed, fresh } = decideStage({
      keys: 'a',
      policies: [retry({ budgetRatio: 0, budgetFloorPerSecond: 0 })],
    })
    expect(move(failed({ ...fresh, deadlineAtMs: Infinity }, 0, limited(500)))).toMatch(/^fail rate_limited/)
  })

  describe('that another call has used up since this one paid for its retry', () => {
    const startMs = nowMs + 250
    const paidFor = (paidRetryMs: number) => {
      const { lanes, move, failed, fresh, spend } = stage('a')
      lanes[0]!.retryBudget!.withdraw(nowMs, paidRetryMs)
      spend(0)
      return move({ ...failed(fresh, 0, overloaded), paidRetryMs })
    }

    test.each([0, 1_000])('is not asked again: the retry is made, also %d ms late', (lateMs) => {
      expect(paidFor(startMs - lateMs)).toBe('e0 in 250 (backoff)')
    })

    test.each([1_000.001, -0.001])('is asked again for one that starts %d ms late', (lateMs) => {
      expect(paidFor(startMs - lateMs)).toBe('fail overloaded')
    })
  })

  test('a floor without end is no budget', () => {
    const { lanes, move, failed, fresh } = decideStage({ policies: [retry({ budgetFloorPerSecond: Infinity })] })
    expect(lanes[0]!.retryBudget).toBeUndefined()
    expect(move(failed(fresh, 0, overloaded))).toBe('e0 in 250 (backoff)')
  })
})
