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

describe('a retry that is decided and waits', () => {
  const three = () => new RetryBudget({ ratio: 0, floorPerSecond: 0.3, windowMs: 10_000 })

  test('counts from its decision on, until a window after its start', () => {
    const budget = three()
    for (const atMs of [4_000, 0, 8_000]) budget.withdraw(0, atMs)
    expect([budget.allows(0), budget.allows(9_999), budget.allows(10_000)]).toEqual([false, false, true])
    budget.withdraw(10_000)
    expect([budget.allows(13_999), budget.allows(14_000)]).toEqual([false, true])
  })

  test('is told an instant of its own: nobody else counts on the same room', () => {
    const budget = three()
    for (const atMs of [0, 1_000, 2_000]) budget.withdraw(2_000, atMs)
    const told = [0, 1, 2, 3].map(() => {
      const atMs = budget.earliest(3_000)
      budget.withdraw(3_000, atMs)
      return atMs
    })
    expect(told).toEqual([10_000, 11_000, 12_000, 20_000])
  })

  test('leaves its room to others if it never starts', () => {
    const budget = three()
    for (const atMs of [0, 5_000, 6_000]) budget.withdraw(0, atMs)
    budget.giveBack(5_000)
    expect(budget.allows(0)).toBe(true)
    budget.withdraw(0)
    expect(budget.allows(0)).toBe(false)
    budget.giveBack(7_000)
    expect(budget.allows(0)).toBe(false)
  })

  test('gives nothing back that has left the window', () => {
    const budget = three()
    expect(drain(budget, 0)).toBe(3)
    expect(drain(budget, 10_000)).toBe(3)
    budget.giveBack(0)
    expect(budget.allows(10_000)).toBe(false)
  })

  test('has no instant where nothing will ever leave', () => {
    expect(new RetryBudget({ ratio: 0, floorPerSecond: 0, windowMs: 10_000 }).earliest(5)).toBe(Infinity)
  })
})

test.each([
  [{ ratio: -1 }, 'retryBudget.ratio is -1, expected a number from 0'],
  [{ ratio: NaN }, 'retryBudget.ratio is NaN, expected a number from 0'],
  [{ ratio: '0.2' as never }, 'retryBudget.ratio is "0.2", expected a number from 0'],
  [{ floorPerSecond: -1 }, 'retryBudget.floorPerSecond is -1, expected a number from 0'],
  [{ windowMs: 0 }, 'retryBudget.windowMs is 0, expected a number of ms above 0'],
  [{ windowMs: Infinity }, 'retryBudget.windowMs is Infinity, expected a number of ms above 0'],
])('%o is refused', (policy, message) => {
  expect(() => new RetryBudget({ ratio: 0.2, floorPerSecond: 3, windowMs: 10_000, ...policy })).toThrow(
    expect.objectContaining({ name: 'ClientOptionsError', message }),
  )
})
