import { describe, expect, test } from 'vitest'
import { broken, decideStage, limited, nowMs, overloaded } from '../../test/support/decideStage.ts'
import { failureOf } from './failure.ts'
import { retry } from './policySpecs.ts'

const missing = failureOf('not_found', 'http_404', '', { status: 404 })

describe('where an endpoint is left that the budget does not bear, the call ends for money', () => {
  test('but not where it had made all its attempts', () => {
    const { move, failed, fresh } = decideStage()
    const state = { ...failed(fresh, 0, missing), unaffordable: [1] }
    expect(move({ ...state, attempts: 5 })).toBe('fail budget')
    expect(move({ ...state, attempts: 6 })).toBe('fail not_found')
  })

  test('nor where less than a millisecond of it was left', () => {
    const { move, failed, fresh } = decideStage()
    const state = { ...failed(fresh, 0, missing), unaffordable: [1] }
    expect(move({ ...state, deadlineAtMs: nowMs + 1 })).toBe('fail budget')
    expect(move({ ...state, deadlineAtMs: nowMs + 0.999 })).toBe('fail not_found')
  })

  test('nor where that endpoint was left before', () => {
    const { move, failed, fresh } = decideStage()
    const state = failed(failed(fresh, 1, broken), 0, missing)
    expect(move({ ...state, unaffordable: [1] })).toBe('fail not_found')
  })

  test('nor where it was left, and the current one lacks more than money', () => {
    const never = [retry({ budgetRatio: 0, budgetFloorPerSecond: 0 })]
    const { move, failed, fresh } = decideStage({ policies: never })
    const state = failed(failed(fresh, 1, broken), 0, overloaded)
    expect(move({ ...state, unaffordable: [1] })).toBe('fail overloaded')
  })

  test('the current one too, if it might be tried again', () => {
    const { move, failed, fresh } = decideStage({ keys: 'a' })
    expect(move({ ...failed(fresh, 0, broken), unaffordable: [0] })).toBe('fail budget')
    const forbidden = failed(fresh, 0, { ...broken, shouldRetry: false })
    expect(move({ ...forbidden, unaffordable: [0] })).toBe('fail server_error')
  })

  test('nor while the server wants to be left alone; but where others spent the money during that wait', () => {
    const { move, failed, fresh } = decideStage({ keys: 'a' })
    const state = { ...failed(fresh, 0, limited(2_000)), unaffordable: [0] }
    expect(move(state, nowMs + 1_999)).toBe('fail rate_limited, back in 2000')
    expect(move(state, nowMs + 2_000)).toBe('fail budget')
  })

  test('nor where the fallback policy keeps the call from it', () => {
    const { move, failed, fresh } = decideStage()
    const state = failed(fresh, 0, { ...missing, mayFallBack: false })
    expect(move({ ...state, unaffordable: [1] })).toBe('fail not_found')
  })

  test('nor where it could not be asked just now; one that opens at this instant could', () => {
    const { gates, move, failed, fresh } = decideStage()
    const state = { ...failed(fresh, 0, missing), unaffordable: [1] }
    gates.askForPeace(1, nowMs, 0)
    expect(move(state)).toBe('fail budget')
    gates.askForPeace(1, nowMs, 5_000)
    expect(move(state)).toBe('fail not_found')
  })
})

describe('when to come back, where the budget does not bear every endpoint', () => {
  const spent = failureOf('quota_exhausted', 'http_402', '', { status: 402 })

  test('is when one opens that it does bear, whether another is open or opens before', () => {
    const { gates, move, fresh } = decideStage({ keys: 'abc' })
    gates.askForPeace(0, nowMs, 500_000)
    gates.askForPeace(1, nowMs, 200_000)
    expect(move({ ...fresh, unaffordable: [1, 2] })).toBe('fail rate_limited, back in 500000')
  })

  test('is never where it bears none: the budget is what lasts, whatever else is closed', () => {
    const { gates, move, fresh } = decideStage()
    gates.bury(gates.endpoints[0]!.credential, nowMs + 300_000, spent)
    expect(move({ ...fresh, unaffordable: [1] })).toBe('fail quota_exhausted, back in 300000')
    expect(move({ ...fresh, unaffordable: [0, 1] })).toBe('fail budget')
  })
})
