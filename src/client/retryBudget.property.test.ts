import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RetryBudget, type RetryBudgetPolicy } from './retryBudget.ts'

interface Wish {
  readonly gapMs: number
  readonly kind: 'request' | 'retry' | 'waiting retry' | 'given back'
  /** Of a waiting retry: from its decision to its start. */
  readonly waitMs: number
}

const policies = fc.record({
  ratio: fc.constantFrom(0, 0.1, 0.2, 0.29, 1),
  floorPerSecond: fc.constantFrom(0, 0.1, 0.3),
  windowMs: fc.constantFrom(1_000, 10_000),
})
const longestWaitMs = 8_000
const gaps = fc.oneof(fc.constant(0), fc.nat(100), fc.nat(3_000), fc.constant(1_000), fc.nat(30_000))
const wishes = fc.array(
  fc.record({
    gapMs: gaps,
    kind: fc.constantFrom<Wish['kind'][]>('request', 'request', 'retry', 'waiting retry', 'given back'),
    waitMs: fc.oneof(fc.constant(0), fc.nat(longestWaitMs)),
  }),
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
  const hasRoom = (atMs: number) => {
    const from = atMs - policy.windowMs
    return within(retries, from, Infinity) + 1 <= allowance(policy, within(requests, from, nowMs), 1)
  }
  for (const { gapMs, kind, waitMs } of asked) {
    nowMs += gapMs
    if (kind === 'request') {
      budget.deposit(nowMs)
      requests.push(nowMs)
      continue
    }
    if (kind === 'given back') {
      const waits = retries.findIndex((atMs) => atMs > nowMs)
      if (waits !== -1) budget.giveBack(retries.splice(waits, 1)[0]!)
      continue
    }
    const from = nowMs - policy.windowMs
    // Those to come count, however far off.
    const room = allowance(policy, within(requests, from, nowMs), 1) - within(retries, from, Infinity)
    expect(budget.allows(nowMs), `room for ${room} at ${nowMs}`).toBe(room >= 1)
    if (kind === 'retry' && room < 1) continue
    const earliestMs = budget.earliest(nowMs)
    if (earliestMs === Infinity) continue
    const atMs = kind === 'retry' ? nowMs : Math.max(nowMs + waitMs, earliestMs)
    // Decided now it counts on the requests of now; put off, on those that will still be there.
    const decidedMs = room >= 1 ? nowMs : earliestMs
    const counted = allowance(policy, within(requests, decidedMs - policy.windowMs, nowMs), 1)
    expect(within(retries, decidedMs - policy.windowMs, Infinity) + 1).toBeLessThanOrEqual(counted)
    for (const leftMs of retries.map((startMs) => startMs + policy.windowMs))
      if (leftMs > nowMs && leftMs < decidedMs) expect(hasRoom(leftMs), `room at ${leftMs} already`).toBe(false)
    budget.withdraw(nowMs, atMs)
    retries.push(atMs)
  }
  return { requests, retries, endMs: nowMs }
}

/** How many lie in (afterMs, untilMs]. */
const within = (instants: readonly number[], afterMs: number, untilMs: number) =>
  instants.filter((atMs) => atMs > afterMs && atMs <= untilMs).length

const allowance = ({ ratio, floorPerSecond, windowMs }: RetryBudgetPolicy, requests: number, windows: number) =>
  ratio * requests + (windows * floorPerSecond * windowMs) / 1_000 + 1e-9

test('a retry starts where the windows around it have room by the requests of its decision, and the earliest instant is exact', () => {
  fc.assert(
    fc.property(policies, wishes, (policy, asked) => void play(policy, asked)),
    { numRuns: 1_000 },
  )
})

test('retries that wait for nothing: windows in a row hold no more than their floors and their requests and those just before', () => {
  const begins = fc.integer({ min: -20_000, max: 200_000 })
  fc.assert(
    fc.property(policies, wishes, begins, fc.integer({ min: 1, max: 5 }), (policy, asked, beginMs, windows) => {
      const prompt = asked.filter(({ kind }) => kind === 'request' || kind === 'retry')
      const { requests, retries } = play(policy, prompt)
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
      const windows = Math.floor(Math.max(endMs, ...retries) / policy.windowMs) + 1
      expect(retries.length).toBeLessThanOrEqual(allowance(policy, requests.length, windows))
    }),
    { numRuns: 500 },
  )
})
