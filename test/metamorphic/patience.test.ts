import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Rule } from '../../src/faults/index.ts'
import { hasRefusingStatus } from '../../src/harness/certain/certainAnswers.ts'
import type { CallView } from '../../src/history/index.ts'
import { isAlways, isTimeless, keeping, told, troubledCall, under, type Day } from '../support/oneCall.ts'
import { holds } from '../support/property.ts'

vi.setConfig({ testTimeout: 120_000 })

/** More patience never turns a success into a failure. What the day does is a matter of counts and chance, not of time. */
const timeless = troubledCall.map((day) => keeping(day, { model: isTimeless, origin: isTimeless }))

const more = fc.integer({ min: 1, max: 8 })

/**
 * Without hedges, to the last event: what the call did not need it does not notice. (A hedge is one more attempt: it may
 * win and then break, or show that the request is wrong.)
 */
test('more attempts per call leave a call that succeeds as it was', () =>
  holds(fc.tuple(timeless, more), { runs: 800, tested: 0.2 }, async ([day, by]) => {
    const { hedge: _, ...declared } = day.declared
    const unhedged = { ...day, declared }
    const strict = await told(unhedged)
    if (!strict.answered) return false
    const { maxAttemptsPerCall } = declared
    const lenient = await told(under(unhedged, { maxAttemptsPerCall: maxAttemptsPerCall + by }))
    expect(lenient.events).toEqual(strict.events)
    return true
  }))

/**
 * The one excuse is a retry, or the wait for one, for which the earlier deadline left no time: the call then stayed where
 * the stricter one went on to another endpoint, and may have spent its attempts or its time on it. The deadlines lie
 * just behind what happens.
 */
test('a later deadline costs no answer, unless it makes the call stay where the earlier one had no time to', () => {
  const cases = fc.record({
    day: timeless,
    behind: fc.nat(),
    closeMs: fc.integer({ min: 1, max: 40 }),
    laterMs: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 60_000 })),
  })
  return holds(cases, { runs: 800, tested: 0.08 }, async ({ day, behind, closeMs, laterMs }) => {
    const { events } = await told(day)
    const deadlineMs = Math.floor(events[behind % events.length]!.at) + closeMs
    const early = await told(under(day, { deadlineMs }))
    if (!early.answered) return false
    const late = await told(under(day, { deadlineMs: deadlineMs + laterMs }))
    expect(late.answered || stays(late.call, deadlineMs), JSON.stringify([early.events, late.events])).toBe(true)
    return true
  })
})

/** A wait that leaves less than a millisecond before `atMs`, or a retry that would pass it if it took as long as the last. */
function stays({ waits, attemptsStarted, attemptsEnded }: CallView, atMs: number): boolean {
  const tookMs = attemptsEnded.map(({ at }, index) => at - attemptsStarted[index]!.at)
  return (
    waits.some(({ at, delayMs }) => at + delayMs >= atMs - 1) ||
    attemptsStarted.some(({ at, kind }, index) => kind === 'retry' && at + Math.max(...tookMs.slice(0, index)) >= atMs)
  )
}

/**
 * Where neither attempts nor time run out there is no excuse at all: any endpoint that answers is reached. What one
 * attempt meets must not shut others out: every endpoint has a key and a host of its own, no status refuses the request
 * as such, no filter its content, and the answer comes whole. Nor is it dealt by chance: another attempt would be dealt another wait, which may be
 * longer than any that is sat out.
 */
const forgiving: fc.Arbitrary<Day> = troubledCall.map((day) => {
  const { models, origins = {} } = day.upstream
  const places = Object.keys(models).map((model) => {
    const place = Object.values(origins).find(({ serves }) => serves.includes(model))!
    return [`at-${model}`, { ...place, serves: [model], credential: model }] as const
  })
  const apart = { ...day, caller: {}, upstream: { models, origins: Object.fromEntries(places) } }
  const rules = {
    model: (rule: Rule) => isTimeless(rule) && isSettled(rule) && !hasRefusingStatus(rule) && !refusesContent(rule),
    origin: isAlways,
  }
  return under(keeping(apart, rules), { maxAttemptsPerCall: 30 })
})

test('with attempts for every endpoint, more time or more attempts on each cost no answer', () =>
  holds(fc.tuple(forgiving, more), { runs: 800, tested: 0.3 }, async ([day, by]) => {
    if (!(await told(day)).answered) return false
    const { maxAttemptsPerEndpoint } = day.declared
    const patient = under(day, { deadlineMs: 12 * 3_600_000 })
    const stubborn = under(patient, { maxAttemptsPerEndpoint: maxAttemptsPerEndpoint + by, maxAttemptsPerCall: 60 })
    expect((await told(patient)).answered).toBe(true)
    expect((await told(stubborn)).answered).toBe(true)
    return true
  }))

/** What a filter withheld is refused for good, under any status: another attempt that meets it ends the call (docs/client.md). */
function refusesContent({ fault }: Rule): boolean {
  return fault.type === 'finishReason' && fault['reason'] === 'content_filter'
}

function isSettled({ when }: Rule): boolean {
  return !('probability' in when)
}
