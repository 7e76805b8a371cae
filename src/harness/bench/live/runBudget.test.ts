import { describe, expect, test } from 'vitest'
import { RunBudget, type ReachedCap } from './runBudget.ts'

const caps = { maxCostPicoUsd: 1_000n, dearestAttemptPicoUsd: 100n }

function told(budget: RunBudget): ReachedCap[] {
  const reached: ReachedCap[] = []
  budget.onReached((cap) => reached.push(cap))
  return reached
}

describe('money', () => {
  test('ends the run once the rest bears no attempt of the dearest model', () => {
    const budget = new RunBudget(caps)
    const reached = told(budget)
    budget.settle(budget.reserve(100n)!, 100n)
    expect([budget.reached, budget.spentPicoUsd]).toEqual([undefined, 100n])
    budget.settle(budget.reserve(900n)!, 801n)
    expect([budget.reached, reached]).toEqual(['max-cost', ['max-cost']])
  })

  test('what is only held comes back, and ends nothing', () => {
    const budget = new RunBudget(caps)
    const hold = budget.reserve(1_000n)!
    expect([budget.reserve(1n), budget.reached]).toEqual([undefined, undefined])
    budget.settle(hold, 1n)
    expect(budget.reserve(900n)).toBeDefined()
  })

  test('an attempt without usage is charged all that it held', () => {
    const budget = new RunBudget(caps)
    budget.settle(budget.reserve(950n)!, undefined)
    expect([budget.atMostPicoUsd, budget.reached]).toEqual([950n, 'max-cost'])
  })
})

describe('requests', () => {
  test('no attempt goes beyond them, and what was let go may end', () => {
    const budget = new RunBudget({ ...caps, maxRequests: 2 })
    const reached = told(budget)
    const holds = [budget.reserve(1n), budget.reserve(1n)]
    expect([budget.reserve(0n), budget.requests, reached]).toEqual([undefined, 2, ['max-requests']])
    for (const hold of holds) budget.settle(hold!, 1n)
    expect([budget.spentPicoUsd, reached]).toEqual([2n, ['max-requests']])
  })

  test('an attempt that no money bears is none', () => {
    const budget = new RunBudget({ ...caps, maxRequests: 2 })
    expect([budget.reserve(1_001n), budget.requests]).toEqual([undefined, 0])
  })
})

describe('a run that is taken up again', () => {
  test('begins with what it had come to', () => {
    const budget = new RunBudget({ ...caps, maxRequests: 5, spentBeforePicoUsd: 400n, requestsBefore: 4 })
    expect([budget.leftPicoUsd, budget.requests, budget.reached]).toEqual([600n, 4, undefined])
    expect([budget.reserve(601n), budget.reserve(600n), budget.reserve(0n)]).toEqual([
      undefined,
      expect.anything(),
      undefined,
    ])
  })

  test.each([
    ['nothing is left of the money', { spentBeforePicoUsd: 901n }, 'max-cost'],
    ['more was spent than the cap is now', { spentBeforePicoUsd: 2_000n }, 'max-cost'],
    ['the requests are used up', { maxRequests: 3, requestsBefore: 3 }, 'max-requests'],
  ])('is over at once where %s', (_when, before, cap) => {
    const budget = new RunBudget({ ...caps, ...before })
    expect([budget.reached, told(budget)]).toEqual([cap, [cap]])
  })
})

describe('what a run may come to', () => {
  test('is kept before an attempt is sent: spent, under way, and the attempt itself', () => {
    const kept: [bigint, number][] = []
    const keep = (atMost: bigint, requests: number) => kept.push([atMost, requests]) > 0
    const budget = new RunBudget({ ...caps, spentBeforePicoUsd: 10n, requestsBefore: 1, keep })
    const first = budget.reserve(100n)!
    budget.reserve(200n)
    budget.settle(first, 30n)
    budget.reserve(5n)
    budget.reserve(1_000n)
    expect(kept).toEqual([
      [110n, 2],
      [310n, 3],
      [245n, 4],
    ])
  })

  test('and where it cannot be kept nothing is sent, and nothing held', () => {
    const budget = new RunBudget({ ...caps, keep: () => false })
    expect([budget.reserve(100n), budget.heldPicoUsd, budget.requests]).toEqual([undefined, 0n, 0])
  })
})

test('a call that was refused ends the run, whatever may still come back', () => {
  const budget = new RunBudget(caps)
  const reached = told(budget)
  budget.reserve(1_000n)
  budget.refuse()
  budget.refuse()
  expect(reached).toEqual(['max-cost'])
})
