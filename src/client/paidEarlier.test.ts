import { expect, test } from 'vitest'
import { decideStage, nowMs } from '../../test/support/decideStage.ts'
import { VirtualClock } from '../runtime/index.ts'
import { failureOf } from './failure.ts'
import { Places } from './places.ts'
import { retry } from './policySpecs.ts'

/** One retry in ten seconds. */
const scarce = retry({ budgetRatio: 0, budgetFloorPerSecond: 0.1, patienceMs: 20_000 })

/** A call that was refused for a limit, beside another one's retry at `nowMs`. */
function besideAnother() {
  const stage = decideStage({ keys: 'a', policies: [scarce] })
  stage.lanes[0]!.retryBudget!.withdraw(nowMs)
  const state = stage.failed(stage.fresh, 0, failureOf('rate_limited', 'http_429', 'later'))
  return { ...stage, state }
}

test('a retry that was paid for an instant to come does not start before it, whoever wakes the call', () => {
  const { gates, state, move } = besideAnother()
  const paidMs = nowMs + 10_000
  expect(move(state)).toBe('e0 in 10000 (retry-budget)')
  const paid = new Places(gates, new VirtualClock()).payRetry(0, state, nowMs, paidMs)
  // It looks again, because a circuit may have opened elsewhere.
  expect(move(paid, nowMs + 5_000)).toBe('e0 in 5000 (retry-budget)')
  expect(move(paid, paidMs)).toBe('e0')
})

test('but earlier, where there is room: its own retry is not in its way', () => {
  const { gates, lanes, fresh, failed, move } = decideStage({ keys: 'a', policies: [scarce] })
  const state = failed(fresh, 0, failureOf('rate_limited', 'http_429', 'later'))
  const places = new Places(gates, new VirtualClock())
  const paid = places.payRetry(0, state, nowMs, nowMs + 10_000)
  expect(move(paid, nowMs + 5_000)).toBe('e0')
  const earlier = places.payRetry(0, paid, nowMs, nowMs + 5_000)
  expect(earlier.paidRetryMs).toBe(nowMs + 5_000)
  expect(lanes[0]!.retryBudget!.earliest(nowMs, nowMs + 15_000)).toBe(nowMs + 15_000)
})
