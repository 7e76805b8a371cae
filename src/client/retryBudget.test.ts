import { describe, expect, test } from 'vitest'
import { RetryBudget, type RetryBudgetPolicy } from './retryBudget.ts'

/** Asks for a retry again and again at one instant; returns how many were allowed. */
function drain(budget: RetryBudget, nowMs: number): number {
  let allowed = 0
  while (budget.allows(nowMs)) {
    budget.withdraw(nowMs)
    allowed += 1
  }
  return allowed
}

function deposits(budget: RetryBudget, count: number, nowMs: number): void {
  for (let request = 0; request < count; request += 1) budget.deposit(nowMs)
}

describe('how many retries', () => {
  test.each([
    ['3 a second without any request', {}, 0, 30],
    ['one more for every five requests', {}, 100, 50],
    ['no part of one', {}, 104, 50],
    ['nothing but the ratio', { floorPerSecond: 0 }, 100, 20],
    ['nothing but the floor', { ratio: 0 }, 100, 30],
    ['none at all', { ratio: 0, floorPerSecond: 0 }, 100, 0],
    ['not one less by rounding', { ratio: 0.29, floorPerSecond: 0 }, 100, 29],
  ])('%s', (_story, policy, requests, retries) => {
    const budget = new RetryBudget({ ratio: 0.2, floorPerSecond: 3, windowMs: 10_000, ...policy })
    deposits(budget, requests, 0)
    expect(drain(budget, 5_000)).toBe(retries)
  })

  test('asking takes nothing', () => {
    const budget = new RetryBudget({ ratio: 1, floorPerSecond: 0, windowMs: 10_000 })
    budget.deposit(0)
    expect([budget.allows(0), budget.allows(0)]).toEqual([true, true])
    budget.withdraw(0)
    expect(budget.allows(0)).toBe(false)
  })
})

describe('the window', () => {
  const budgetOf = (policy: Partial<RetryBudgetPolicy>) =>
    new RetryBudget({ ratio: 0.2, floorPerSecond: 0, windowMs: 10_000, ...policy })

  test('forgets requests', () => {
    const budget = budgetOf({})
    deposits(budget, 10, 0)
    expect([budget.allows(9_999), budget.allows(10_000)]).toEqual([true, false])
  })

  test('forgets retries', () => {
    const budget = budgetOf({ ratio: 0, floorPerSecond: 0.1 })
    expect(drain(budget, 0)).toBe(1)
    expect([budget.allows(9_999), budget.allows(10_000)]).toEqual([false, true])
  })

  test('stays exact over hundreds of thousands of requests', () => {
    const budget = budgetOf({})
    let retries = 0
    for (let nowMs = 0; nowMs < 200_000; nowMs += 1) {
      budget.deposit(nowMs)
      retries += drain(budget, nowMs)
    }
    expect(retries).toBe(40_000)
  })
})

test.each([
  [{ ratio: -1 }, 'retryBudget.ratio is -1, expected a number from 0'],
  [{ ratio: NaN }, 'retryBudget.ratio is NaN, expected a number from 0'],
  [{ floorPerSecond: -1 }, 'retryBudget.floorPerSecond is -1, expected a number from 0'],
  [{ windowMs: 0 }, 'retryBudget.windowMs is 0, expected a number of ms above 0'],
  [{ windowMs: Infinity }, 'retryBudget.windowMs is Infinity, expected a number of ms above 0'],
])('%o is refused', (policy, message) => {
  expect(() => new RetryBudget({ ratio: 0.2, floorPerSecond: 3, windowMs: 10_000, ...policy })).toThrow(
    expect.objectContaining({ name: 'ClientOptionsError', message }),
  )
})
