import { describe, expect, test } from 'vitest'
import { CostBudget } from './costBudget.ts'

const stateOf = (budget: CostBudget) => ({
  spent: budget.spentPicoUsd,
  atMost: budget.atMostPicoUsd,
  held: budget.heldPicoUsd,
  left: budget.leftPicoUsd,
  overrun: budget.overrunPicoUsd,
})

describe('a budget of 100 pico-dollars', () => {
  test('puts the worst case aside, and gives back what was not billed', () => {
    const budget = new CostBudget(100n)
    const hold = budget.reserve(60n)!
    expect(stateOf(budget)).toEqual({ spent: 0n, atMost: 0n, held: 60n, left: 40n, overrun: 0n })
    budget.settle(hold, 25n)
    expect(stateOf(budget)).toEqual({ spent: 25n, atMost: 25n, held: 0n, left: 75n, overrun: 0n })
  })

  test('gives out nothing that could exceed it, but all of it', () => {
    const budget = new CostBudget(100n)
    expect(budget.reserve(101n)).toBeUndefined()
    expect(budget.reserve(60n)).toBeDefined()
    expect(budget.reserve(41n)).toBeUndefined()
    expect(budget.reserve(40n)).toBeDefined()
    expect(budget.reserve(1n)).toBeUndefined()
    expect(budget.reserve(0n)).toBeDefined()
    expect(stateOf(budget)).toEqual({ spent: 0n, atMost: 0n, held: 100n, left: 0n, overrun: 0n })
  })

  test('takes all of a hold for spent where nobody said what it cost, but does not say that it was', () => {
    const budget = new CostBudget(100n)
    budget.settle(budget.reserve(60n)!, undefined)
    expect(stateOf(budget)).toEqual({ spent: 0n, atMost: 60n, held: 0n, left: 40n, overrun: 0n })
    expect(budget.reserve(41n)).toBeUndefined()
  })

  test('forgets what was never sent', () => {
    const budget = new CostBudget(100n)
    budget.release(budget.reserve(100n)!)
    expect(stateOf(budget)).toEqual({ spent: 0n, atMost: 0n, held: 0n, left: 100n, overrun: 0n })
  })

  test('counts a bill beyond the worst case in full, and gives out nothing more', () => {
    const budget = new CostBudget(100n)
    const other = budget.reserve(10n)!
    budget.settle(budget.reserve(20n)!, 35n)
    expect(stateOf(budget)).toEqual({ spent: 35n, atMost: 35n, held: 10n, left: 0n, overrun: 15n })
    expect(budget.reserve(0n)).toBeUndefined()
    budget.settle(other, 500n)
    expect(stateOf(budget)).toEqual({ spent: 535n, atMost: 535n, held: 0n, left: 0n, overrun: 505n })
  })

  test('ends a hold once, and only its own', () => {
    const budget = new CostBudget(100n)
    const hold = budget.reserve(10n)!
    budget.settle(hold, 5n)
    for (const again of [
      () => budget.settle(hold, 5n),
      () => budget.settle(hold, undefined),
      () => budget.release(hold),
    ]) {
      expect(again).toThrow('this hold was settled or released before')
    }
    expect(() => new CostBudget(100n).release(budget.reserve(1n)!)).toThrow('of another budget')
    expect(budget.spentPicoUsd).toBe(5n)
  })

  test('takes no amount below 0, and stays as it was', () => {
    const budget = new CostBudget(100n)
    const hold = budget.reserve(10n)!
    expect(() => new CostBudget(-1n)).toThrow(RangeError)
    expect(() => budget.reserve(-1n)).toThrow(RangeError)
    expect(() => budget.settle(hold, -1n)).toThrow(RangeError)
    budget.settle(hold, 10n)
    expect(stateOf(budget)).toEqual({ spent: 10n, atMost: 10n, held: 0n, left: 90n, overrun: 0n })
  })
})
