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
  const { windowMs } = policy
  let nowMs = 0
  /** Whether all windows with an instant have room for one more there, by the requests since `sinceMs`. */
  const hasRoom = (atMs: number, sinceMs: number) => {
    const others = retries.filter((otherMs) => Math.abs(otherMs - atMs) < windowMs).length
    return others + 1 <= allowance(policy, within(requests, sinceMs, nowMs), 1)
  }
  for (const { gapMs, kind, waitMs } of asked) {
    nowMs += gapMs
    const ofNow = nowMs - windowMs
    switch (kind) {
      case 'request':
        budget.deposit(nowMs)
        requests.push(nowMs)
        break
      case 'given back': {
        const waits = retries.findIndex((atMs) => atMs > nowMs)
        if (waits !== -1) budget.giveBack(retries.splice(waits, 1)[0]!)
        break
      }
      case 'retry':
        expect(budget.allows(nowMs), `room at ${nowMs}`).toBe(hasRoom(nowMs, ofNow))
        if (!budget.allows(nowMs)) break
        budget.withdraw(nowMs)
        retries.push(nowMs)
        break
      case 'waiting retry': {
        const wishedMs = nowMs + waitMs
        const atMs = budget.earliest(nowMs, wishedMs)
        // Put off until another one has left, it counts on the requests only that will still be there.
        const candidates = retries.map((otherMs) => otherMs + windowMs).filter((freeMs) => freeMs > wishedMs)
        const later = candidates.toSorted((a, b) => a - b).find((freeMs) => hasRoom(freeMs, freeMs - windowMs))
        expect(atMs).toBe(hasRoom(wishedMs, ofNow) ? wishedMs : (later ?? Infinity))
        if (atMs === Infinity) break
        budget.withdraw(nowMs, atMs)
        retries.push(atMs)
      }
    }
  }
  return { requests, retries, endMs: nowMs }
}

/** How many lie in (afterMs, untilMs]. */
const within = (instants: readonly number[], afterMs: number, untilMs: number) =>
  instants.filter((atMs) => atMs > afterMs && atMs <= untilMs).length

const allowance = ({ ratio, floorPerSecond, windowMs }: RetryBudgetPolicy, requests: number, windows: number) =>
  ratio * requests + (windows * floorPerSecond * windowMs) / 1_000 + 1e-9

test('a retry starts where the windows around it have room, and the earliest such instant is told', () => {
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

test('no window, wherever it begins, holds more than all requests and one floor bear', () => {
  const begins = fc.integer({ min: -20_000, max: 200_000 })
  fc.assert(
    fc.property(policies, wishes, begins, (policy, asked, beginMs) => {
      const { requests, retries } = play(policy, asked)
      const most = Math.max(0, ...requests.map((atMs) => within(requests, atMs - policy.windowMs, atMs)))
      expect(within(retries, beginMs, beginMs + policy.windowMs)).toBeLessThanOrEqual(allowance(policy, most, 1))
    }),
    { numRuns: 500 },
  )
})
