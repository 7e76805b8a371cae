import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RetryBudget, type RetryBudgetPolicy } from './retryBudget.ts'

interface Wish {
  readonly gapMs: number
  readonly kind: 'request' | 'retry'
}

const policies = fc.record({
  ratio: fc.constantFrom(0, 0.1, 0.2, 0.29, 1),
  floorPerSecond: fc.constantFrom(0, 0.1, 0.3),
  windowMs: fc.constantFrom(1_000, 10_000),
})
const gaps = fc.oneof(fc.constant(0), fc.nat(100), fc.nat(3_000), fc.constant(1_000), fc.nat(30_000))
const wishes = fc.array(
  fc.record({ gapMs: gaps, kind: fc.constantFrom<Wish['kind'][]>('request', 'request', 'retry') }),
  {
    maxLength: 80,
  },
)

/** The instants of all requests, and of those retries that were allowed. */
function play(policy: RetryBudgetPolicy, asked: readonly Wish[]) {
  const budget = new RetryBudget(policy)
  const requests: number[] = []
  const retries: number[] = []
  let nowMs = 0
  for (const { gapMs, kind } of asked) {
    nowMs += gapMs
    if (kind === 'request') {
      budget.deposit(nowMs)
      requests.push(nowMs)
      continue
    }
    const from = nowMs - policy.windowMs
    const room = allowance(policy, within(requests, from, nowMs), 1) - within(retries, from, nowMs)
    expect(budget.allows(nowMs), `room for ${room} at ${nowMs}`).toBe(room >= 1)
    if (room < 1) continue
    budget.withdraw(nowMs)
    retries.push(nowMs)
  }
  return { requests, retries, endMs: nowMs }
}

/** How many lie in (afterMs, untilMs]. */
const within = (instants: readonly number[], afterMs: number, untilMs: number) =>
  instants.filter((atMs) => atMs > afterMs && atMs <= untilMs).length

const allowance = ({ ratio, floorPerSecond, windowMs }: RetryBudgetPolicy, requests: number, windows: number) =>
  ratio * requests + (windows * floorPerSecond * windowMs) / 1_000 + 1e-9

test('a retry is allowed exactly when the window that ends with it has room', () => {
  fc.assert(
    fc.property(policies, wishes, (policy, asked) => void play(policy, asked)),
    { numRuns: 500 },
  )
})

test('windows in a row, wherever they begin, hold no more than their floors and their requests and those just before', () => {
  const begins = fc.integer({ min: -20_000, max: 200_000 })
  fc.assert(
    fc.property(policies, wishes, begins, fc.integer({ min: 1, max: 5 }), (policy, asked, beginMs, windows) => {
      const { requests, retries } = play(policy, asked)
      const endMs = beginMs + windows * policy.windowMs
      const counted = within(requests, beginMs - policy.windowMs, endMs)
      expect(within(retries, beginMs, endMs)).toBeLessThanOrEqual(allowance(policy, counted, windows))
    }),
    { numRuns: 500 },
  )
})

test('in a whole life, retries are no more than the ratio of the requests and a floor for each window begun', () => {
  fc.assert(
    fc.property(policies, wishes, (policy, asked) => {
      const { requests, retries, endMs } = play(policy, asked)
      const windows = Math.floor(endMs / policy.windowMs) + 1
      expect(retries.length).toBeLessThanOrEqual(allowance(policy, requests.length, windows))
    }),
    { numRuns: 500 },
  )
})
