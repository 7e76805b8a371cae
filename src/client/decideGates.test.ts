import { describe, expect, test } from 'vitest'
import { broken, decideStage, limited, nowMs } from '../../test/support/decideStage.ts'
import { failureOf } from './failure.ts'
import { circuitBreaker, rateLimiter } from './policySpecs.ts'

describe('gates', () => {
  const breaking = [circuitBreaker({ minSamples: 1, openMs: 500 })]
  const open = ({ gates }: ReturnType<typeof decideStage>, endpoint: number) =>
    gates.lanes[endpoint]!.breaker!.settle(nowMs, false, 'failed')

  test('an open circuit is passed by, however soon it may close', () => {
    const setting = decideStage({ policies: breaking })
    open(setting, 0)
    expect(setting.move(setting.fresh)).toBe('e1')
  })

  test('and never waited for: where nothing else is left the call fails at once', () => {
    const setting = decideStage({ policies: breaking })
    open(setting, 0)
    open(setting, 1)
    expect(setting.move(setting.fresh)).toBe('fail circuit_open, back in 500')
  })

  test('a probe under way is nothing to wait for either', () => {
    const setting = decideStage({ keys: 'a', policies: breaking })
    open(setting, 0)
    setting.gates.lanes[0]!.breaker!.admit(nowMs + 500)
    expect(setting.move(setting.fresh)).toBe('fail circuit_open')
  })

  test('peace that others were asked for binds this call too', () => {
    const setting = decideStage()
    setting.gates.askForPeace(0, nowMs, 5_000)
    expect(setting.move(setting.fresh)).toBe('e1')
    setting.gates.askForPeace(1, nowMs, 4_000)
    expect(setting.move(setting.fresh)).toBe('e1 in 4000 (asked)')
  })

  test('a shorter request for peace does not cut a longer one short', () => {
    const { gates, move, fresh } = decideStage({ keys: 'a' })
    gates.askForPeace(0, nowMs, 5_000)
    gates.askForPeace(0, nowMs, 1_000)
    expect(move(fresh)).toBe('e0 in 5000 (asked)')
  })

  test('peace for longer than the cap: fail, and say when', () => {
    const { gates, move, fresh } = decideStage({ keys: 'a' })
    gates.askForPeace(0, nowMs, 60_001)
    expect(move(fresh)).toBe('fail rate_limited, back in 60001')
  })

  test('a key that died in another call is not used by this one, until it has cooled down', () => {
    const { gates, move, fresh } = decideStage({ keys: 'aab' })
    gates.bury(0, nowMs + 300_000, failureOf('auth', 'http_401', 'no such key'))
    expect(move(fresh)).toBe('e2')
    gates.bury(1, nowMs + 300_000, failureOf('quota_exhausted', 'http_402', 'empty'))
    expect(move(fresh)).toBe('fail quota_exhausted, back in 300000')
    const alone = decideStage({ keys: 'a' })
    alone.gates.bury(0, nowMs, failureOf('auth', 'http_401', 'no such key'))
    expect(alone.move(alone.fresh)).toBe('e0')
  })

  test('nobody waits for a dead key, however soon it may be tried again', () => {
    const { gates, move, failed, fresh } = decideStage()
    gates.bury(1, nowMs + 5_000, failureOf('auth', 'http_401', 'no such key'))
    expect(move(failed(fresh, 0, failureOf('not_found', 'http_404', '')))).toBe('fail not_found, back in 5000')
  })

  test('nor one whose own key died meanwhile in another call', () => {
    const { gates, move, failed, fresh } = decideStage({ keys: 'a' })
    const state = failed(fresh, 0, broken)
    gates.bury(0, nowMs + 5_000, failureOf('auth', 'http_401', 'no such key'))
    expect(move(state)).toBe('fail server_error, back in 5000')
  })

  test('peace for exactly the cap is sat out', () => {
    const { gates, move, fresh } = decideStage({ keys: 'a' })
    gates.askForPeace(0, nowMs, 60_000)
    expect(move(fresh)).toBe('e0 in 60000 (asked)')
  })

  test('of several waits the first to end is chosen, and of equal ones the first in the chain', () => {
    const { gates, move, fresh } = decideStage()
    gates.askForPeace(0, nowMs, 4_000)
    gates.askForPeace(1, nowMs, 5_000)
    expect(move(fresh)).toBe('e0 in 4000 (asked)')
    gates.askForPeace(0, nowMs, 5_000)
    expect(move(fresh)).toBe('e0 in 5000 (asked)')
  })

  test('what opens at the very instant at which a call gives up is no time to come back', () => {
    const { gates, move, failed, fresh } = decideStage({ keys: 'a' })
    const state = failed(fresh, 0, { ...broken, shouldRetry: false })
    gates.askForPeace(0, nowMs, 0)
    expect(move(state)).toBe('fail server_error')
  })

  test('who waits looks again when a circuit elsewhere may let it through, but at none that it has left', () => {
    const setting = decideStage({ policies: breaking })
    const { gates, failed, fresh, next } = setting
    open(setting, 0)
    gates.askForPeace(1, nowMs, 20_000)
    const waiting = { do: 'wait', endpoint: 1, lookAtMs: Infinity }
    expect(next(fresh)).toMatchObject({ ...waiting, lookAtMs: nowMs + 500 })
    expect(next({ ...fresh, spoiltEndpoints: [0] })).toMatchObject(waiting)
    expect(next(failed(failed(fresh, 0, broken), 1, limited(20_000)))).toMatchObject(waiting)
  })

  test('a full minute: the next endpoint, or the wait if there is none', () => {
    const policies = [rateLimiter({ rpm: 1 })]
    const { gates, move, fresh } = decideStage({ policies })
    gates.lanes[0]!.limiter!.reserve(nowMs, 0)
    expect(move(fresh)).toBe('e1')
    gates.lanes[1]!.limiter!.reserve(nowMs - 30_000, 0)
    expect(move(fresh)).toBe('e1 in 30000 (limiter)')
    expect(move({ ...fresh, deadlineAtMs: nowMs + 30_000 })).toBe('fail local_limit, back in 30000')
  })

  test('a place already held is not queued for again', () => {
    const { gates, move, fresh } = decideStage({ keys: 'a', policies: [rateLimiter({ rpm: 1 })] })
    gates.lanes[0]!.limiter!.reserve(nowMs - 59_000, 0)
    const { startAtMs } = gates.lanes[0]!.limiter!.reserve(nowMs, 0)
    expect(move({ ...fresh, reserved: { endpoint: 0, startAtMs } })).toBe('e0 in 1000 (limiter)')
    expect(move(fresh)).toBe('e0 in 61000 (limiter)')
  })
})

test('an open circuit that closes sooner does not hide an endpoint that is worth waiting for', () => {
  const { gates, move, fresh } = decideStage({ policies: [circuitBreaker({ minSamples: 1, openMs: 15_000 })] })
  gates.lanes[0]!.breaker!.settle(nowMs, false, 'failed')
  gates.askForPeace(1, nowMs, 20_000)
  expect(move(fresh)).toBe('e1 in 20000 (asked)')
})
