import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { sentAwayTogether } from './sharedInstants.ts'

const backoff = { initialMs: 1_000, capMs: 8_000 }

interface Story {
  /** So many calls, each by a process of its own, or by the ones that the test says. */
  readonly calls: number
  readonly failedAtMs?: (call: number) => number
  /** The wait that each is asked for; without it they fail with a 503. */
  readonly askedMs?: (call: number) => number
  /** When each asks again; undefined: it stays away. */
  readonly backAtMs?: (call: number) => number | undefined
  readonly modelOf?: (call: number) => string
  readonly returnModelOf?: (call: number) => string
  /** Attempts of which the client tells beside those that the upstream sees. */
  readonly unseen?: (call: number) => number
  readonly breakerOpensAtMs?: number
}

function story({
  calls,
  failedAtMs = () => 10,
  askedMs,
  backAtMs = () => 6_000,
  modelOf = () => 'a',
  returnModelOf = modelOf,
  unseen,
  breakerOpensAtMs,
}: Story) {
  const history = new HistoryBuilder()
  const all = Array.from({ length: calls }, (_, call) => call)
  for (const call of all) history.call(0, call)
  for (const call of all) {
    const told = unseen === undefined ? 0 : 2 + unseen(call)
    for (let attempt = 0; attempt < told; attempt += 1) history.attempt(0, call, attempt)
  }
  const requests = all.map((call) => history.request(0, call, { model: modelOf(call) }))
  const answerOf = (call: number) =>
    askedMs === undefined ? { status: 503 } : { status: 429, class: 'rate_limited' as const, waitMs: askedMs(call) }
  for (const call of all.toSorted((a, b) => failedAtMs(a) - failedAtMs(b)))
    history.answer(failedAtMs(call), requests[call]!, answerOf(call))
  if (breakerOpensAtMs !== undefined) history.breaker(breakerOpensAtMs, 'closed', 'open')
  const returns = all.map((call) => ({ call, at: backAtMs(call) })).filter(({ at }) => at !== undefined)
  for (const { call, at } of returns.toSorted((a, b) => a.at! - b.at!))
    history.request(at!, call, { model: returnModelOf(call) })
  return history.view()
}

const groupsOf = (
  told: Story,
  { deadlineMs, toleranceMs = 0 }: { deadlineMs?: number; toleranceMs?: number } = {},
): { calls: number; fromMs: number; overMs: number; returns: number }[] =>
  sentAwayTogether(story(told), backoff, deadlineMs, toleranceMs).map(({ returns, ...group }) => ({
    ...group,
    returns: returns.length,
  }))

describe('calls that failed together', () => {
  test('are a group from eight on: fewer say nothing', () => {
    expect(groupsOf({ calls: 8, backAtMs: () => 500 })).toEqual([{ calls: 8, fromMs: 10, overMs: 1_000, returns: 8 }])
    expect(groupsOf({ calls: 7, backAtMs: () => 500 })).toEqual([])
  })

  test('are counted whether or not they came back, but eight of them have to', () => {
    const some = (back: number) => groupsOf({ calls: 20, backAtMs: (call) => (call < back ? 500 : undefined) })
    expect(some(8)).toEqual([{ calls: 20, fromMs: 10, overMs: 1_000, returns: 8 }])
    expect(some(7)).toEqual([])
  })

  test('at each endpoint are a group of their own', () => {
    const modelOf = (call: number) => (call < 10 ? 'a' : 'b')
    expect(groupsOf({ calls: 18, modelOf, backAtMs: () => 500 })).toEqual([
      { calls: 10, fromMs: 10, overMs: 1_000, returns: 10 },
      { calls: 8, fromMs: 10, overMs: 1_000, returns: 8 },
    ])
  })

  test('within the tolerance are one group, from the first instant that it may have been', () => {
    const failedAtMs = (call: number) => 110 + call
    expect(groupsOf({ calls: 9, failedAtMs, backAtMs: () => 500 }, { toleranceMs: 50 })).toEqual([
      { calls: 9, fromMs: 100, overMs: 1_000, returns: 9 },
    ])
    expect(groupsOf({ calls: 9, failedAtMs, backAtMs: () => 500 })).toEqual([])
  })
})

describe('calls that were asked to stay away until one instant', () => {
  const asked = { calls: 10, askedMs: () => 5_000 }

  test('are a group from that instant on, over the first backoff', () => {
    expect(groupsOf(asked)).toEqual([{ calls: 10, fromMs: 5_010, overMs: 1_000, returns: 10 }])
    expect(groupsOf({ ...asked, backAtMs: () => 5_010 })).toMatchObject([{ returns: 10 }])
  })

  test('are a group though they were refused one after the other: a window that ends is one instant for all', () => {
    const refused = { failedAtMs: (call: number) => 10 + 20 * call, askedMs: (call: number) => 5_000 - 20 * call }
    expect(groupsOf({ ...asked, ...refused })).toEqual([{ calls: 10, fromMs: 5_010, overMs: 1_000, returns: 10 }])
    expect(groupsOf({ ...asked, ...refused, calls: 7 })).toEqual([])
  })

  // Two of ten each: the eight others are enough to be a group.
  test.each<[string, Partial<Story>]>([
    ['stays away', { backAtMs: (call) => (call < 2 ? undefined : 6_000) }],
    ['comes too early', { backAtMs: (call) => (call < 2 ? 5_009 : 6_000) }],
    ['goes elsewhere', { returnModelOf: (call) => (call < 2 ? 'b' : 'a') }],
    ['made attempts that nobody saw', { unseen: (call) => (call < 2 ? 1 : 0) }],
  ])('who %s is one of them, and no return', (_who, told) => {
    expect(groupsOf({ ...asked, ...told })).toEqual([{ calls: 10, fromMs: 5_010, overMs: 1_000, returns: 8 }])
  })

  test('say nothing near their deadline, when they have no time to spread', () => {
    expect(groupsOf(asked, { deadlineMs: 7_010 })).toHaveLength(1)
    expect(groupsOf(asked, { deadlineMs: 7_009 })).toEqual([])
  })

  test('say nothing behind a circuit that was open before they came back', () => {
    expect(groupsOf({ ...asked, breakerOpensAtMs: 100 })).toEqual([])
  })
})
