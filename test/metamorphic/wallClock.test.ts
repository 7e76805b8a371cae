import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { decisions } from '../../src/client/index.ts'
import type { HistoryEvent } from '../../src/history/index.ts'
import { client } from '../../src/targets/client.ts'
import { openOurs } from '../../src/targets/ours.ts'
import type { Target } from '../../src/targets/target.ts'
import { anyDay, told, type Day } from '../support/oneCall.ts'
import { breaking, holds } from '../support/property.ts'

vi.setConfig({ testTimeout: 120_000 })

/**
 * From 2005 to 2039, where epochs in ms are doubles of one precision: the same fraction of a second stays the same. Dates
 * are whole seconds, so the clock is moved by whole seconds, or the upstream would really ask for something else.
 */
const wholeSeconds = fc.integer({ min: -20 * 31_557_600, max: 13 * 31_557_600 }).map((seconds) => seconds * 1000)

/** Waits written as an instant say another date at another time of the wall; so does an instant to come back at. */
function withoutDates(events: readonly HistoryEvent[], offsetMs = 0): unknown[] {
  return events.map((event) => {
    if (event.type === 'response-started' && Object.values(event.asked).some(isInstant)) return { ...event, asked: {} }
    if (event.type !== 'call-ended' || event.outcome.ok || event.outcome.retryAtMs === null) return event
    // Thousands of years from now doubles know no milliseconds, and a wait of garbage is an instant that moves with no wall.
    const retryAtMs = Math.min(Math.round((event.outcome.retryAtMs - offsetMs) * 1000) / 1000, 9e13)
    return { ...event, outcome: { ...event.outcome, retryAtMs } }
  })
}

const isInstant = (text: string) => /:\d\d|^\d{9,}$/.test(text)

async function shifted([day, offsetMs]: readonly [Day, number], target: Target = client): Promise<boolean> {
  const usual = await told(day, { target })
  const other = await told(day, { target, wallOffsetMs: offsetMs })
  expectSame(withoutDates(other.events, offsetMs), withoutDates(usual.events))
  return speaksOfInstants(usual.events)
}

test('at any time of the wall the same happens, dates and all', () =>
  holds(fc.tuple(anyDay, wholeSeconds), { runs: 1_000, tested: 0.005 }, shifted))

test('a client that reads dates by another clock than the wall’s is told apart', async () => {
  const { classifyResponse } = decisions
  const stopped: Target = {
    ...client,
    open: (setup) =>
      openOurs(setup, {
        ...decisions,
        classifyResponse: (status, headers, body) => classifyResponse(status, headers, body, Date.UTC(2026, 0, 1)),
      }),
  }
  await shifted(await breaking(fc.tuple(anyDay, wholeSeconds), 500, (value) => shifted(value, stopped)))
})

/** A correction of the clock, forward or back, at any instant of the run; most runs are short. */
const jump = fc.record({
  atMs: fc.oneof(fc.nat(200), fc.nat(2_000), fc.nat(60_000)),
  byMs: fc.integer({ min: -86_400_000, max: 86_400_000 }),
})

/** Where a wait is written as an instant, a jump really changes it. */
function speaksOfInstants(events: readonly HistoryEvent[]): boolean {
  return events.some((event) => event.type === 'response-started' && Object.values(event.asked).some(isInstant))
}

test('a wall clock that jumps in the middle of it all changes nothing but dates', () =>
  holds(fc.tuple(anyDay, jump), { runs: 500, tested: 0.3 }, async ([day, wallJump]) => {
    const { wallJump: _, ...caller } = day.caller
    const usual = await told({ ...day, caller })
    if (speaksOfInstants(usual.events)) return false
    const jumped = await told({ ...day, caller: { ...caller, wallJump } })
    const others = jumped.events.filter(({ type }) => type !== 'wall-jumped')
    expectSame(others.map(untimed), usual.events.map(untimed))
    // One that comes when all is over changes nothing, of course.
    return others.length < jumped.events.length
  }))

/** Without the wall time to come back at, which the jump moves; numbered without the jump, which is an event itself. */
function untimed(event: HistoryEvent, seq: number): unknown {
  if (event.type !== 'call-ended' || event.outcome.ok) return { ...event, seq }
  return { ...event, seq, outcome: { ...event.outcome, retryAtMs: event.outcome.retryAtMs === null } }
}

/** As lines: hundreds of events are compared sooner so than field by field. */
function expectSame(events: readonly unknown[], usual: readonly unknown[]): void {
  const linesOf = (all: readonly unknown[]) => all.map((event) => JSON.stringify(event)).join('\n')
  expect(linesOf(events)).toBe(linesOf(usual))
}
