import { describe, expect, test } from 'vitest'
import { always, during, first, type Rule } from '../../faults/index.ts'
import { burst, constant } from '../../load/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { certainBounds } from './certainBounds.ts'

type Day = Parameters<typeof certainBounds>[0]

const fault = (type: string, options: object = {}) => ({ type, ...options })
const day = (rules: readonly Rule[], expected: Scenario['expect'], more: Partial<Day> = {}): Day => ({
  upstream: { models: { m: rules } },
  load: constant({ calls: 50, everyMs: 500 }),
  expect: expected,
  ...more,
})
const twoModels = (rules: readonly Rule[]) => ({ upstream: { models: { m: rules, n: [] } } })
const refusedThere = { upstream: { models: { m: [] }, origins: { o: { serves: ['m'], rules: [always(fault('x'))] } } } }

describe('by when an outage is over for callers too', () => {
  const down = during(1_000, 3_000, fault('overloaded'))
  const patient = {
    deadlineMs: 10_000,
    timeouts: { headersMs: 2_000, attemptMs: 9_000 },
    breaker: { failureRatio: 0.5, minSamples: 2, windowMs: 9_000, openMs: 4_000 },
  }

  test('is when a circuit has asked again, and by then is known to nobody later than after sixteen seconds', () => {
    expect(certainBounds(day([down], patient)).outage).toEqual({ fromMs: 1_000, toMs: 3_000, recoversWithinMs: 16_000 })
  })

  test('is later where the last probe of a circuit begins late and takes long', () => {
    const rules = [down, always(fault('latency', { delayMs: 100 }))]
    const slow = { ...patient, breaker: { ...patient.breaker, openMs: 20_000 } }
    // 2,000 of patience, 20,000 open, two calls of each of two instances, 100 until the answer, 1,000 to spare.
    expect(certainBounds(day(rules, slow, { instances: 2 })).outage?.recoversWithinMs).toBe(25_100)
  })

  test.each<[why: string, Day]>([
    ['another model answers meanwhile', day([down], patient, twoModels([down]))],
    ['connections are bent as well', day([down], patient, refusedThere)],
    ['something else goes wrong', day([down, first(1, fault('noContent'))], patient)],
    ['it lasts to the end', day([always(fault('overloaded'))], patient)],
    ['it asks for waits', day([during(1_000, 3_000, fault('rateLimit'))], patient)],
    ['it may ask for waits in its own way', day([during(1, 2, fault('overloaded', { provider: 'kimi' }))], patient)],
    ['callers leave', day([down], patient, { caller: { abortAtMs: 9 } })],
    ['callers read streams', day([down], patient, { caller: { stream: true } })],
    ['a limit makes calls wait', day([down], { ...patient, rpm: 9 })],
    ['money runs out', day([down], { ...patient, budgetUsd: '1' })],
    ['how long a circuit stays open is nobody’s word', day([down], { ...patient, breaker: undefined! })],
    ['good answers may come too late', day([down, always(fault('latency', { delayMs: 1_000 }))], patient)],
    ['calls are too rare to close a circuit', day([down], patient, { load: constant({ calls: 9, everyMs: 2_000 }) })],
    ['calls of each instance are', day([down], patient, { instances: 3 })],
    ['calls come at once', day([down], patient, { load: burst({ calls: 9 }) })],
  ])('nobody knows where %s', (_why, unsure) => {
    expect(certainBounds(unsure)).not.toHaveProperty('outage')
  })
})

describe('how much of a quota is used while calls wait', () => {
  const limited = always(fault('quota', { rpm: 20 }))
  const patient = {
    deadlineMs: 240_000,
    maxAttemptsPerCall: 12,
    maxAttemptsPerEndpoint: 12,
    longestAskedWaitMs: 60_000,
  }

  test('is half of it at least, and more by a client that was told of it', () => {
    expect(certainBounds(day([limited], patient)).quotaUse).toEqual({ rpm: 20, usedAtLeast: 0.5 })
    const told = { ...patient, rpm: 20 }
    expect(certainBounds(day([limited], told)).quotaUse).toEqual({ rpm: 20, usedAtLeast: 0.75 })
  })

  test.each<[why: string, Day]>([
    ['it is not the only model', day([limited], patient, twoModels([limited]))],
    ['something else goes wrong', day([limited, first(1, fault('noContent'))], patient)],
    ['it holds for a while', day([during(1, 2, fault('quota', { rpm: 20 }))], patient)],
    ['another limit is in the way', day([always(fault('quota', { rpm: 20, tpm: 100 }))], patient)],
    ['it does not say when to come back', day([always(fault('quota', { rpm: 20, rendering: 'none' }))], patient)],
    ['it is another fault', day([always(fault('rateLimit', { rpm: 20 }))], patient)],
    ['calls give up soon', day([limited], { ...patient, maxAttemptsPerCall: 11 })],
    ['calls leave the endpoint soon', day([limited], { ...patient, maxAttemptsPerEndpoint: 11 })],
    ['nobody waits for so long', day([limited], { ...patient, longestAskedWaitMs: 59_999 })],
    ['the deadline comes sooner', day([limited], { ...patient, deadlineMs: 119_999 })],
    ['the client has a limit of its own', day([limited], { ...patient, rpm: 19 })],
    ['only so many may be asked at once', day([limited], { ...patient, maxConcurrent: 1 })],
    ['money runs out', day([limited], { ...patient, budgetUsd: '1' })],
    ['callers leave', day([limited], patient, { caller: { abortAtMs: 9 } })],
    [
      'good answers come too late',
      day([limited, always(fault('latency', { delayMs: 50 }))], { ...patient, timeouts: { headersMs: 100 } }),
    ],
  ])('nobody knows where %s', (_why, unsure) => {
    expect(certainBounds(unsure)).not.toHaveProperty('quotaUse')
  })
})

describe('what may be wasted', () => {
  const billed = always(fault('usage'))
  const priced = { prices: { m: { input: '1', output: '1' } } }

  test('is nothing where requests are refused or answered at once', () => {
    expect(certainBounds(day([billed], priced)).wasteAtMost).toBe(0)
    const hedged = { ...priced, hedge: { afterMs: 1, maxHedges: 1 } }
    expect(certainBounds(day([first(2, fault('rateLimit')), billed], hedged)).wasteAtMost).toBe(0)
  })

  test.each<[why: string, Day]>([
    ['nothing has a price', day([billed], {})],
    ['an answer may be cut', day([first(1, fault('limitData', { bytes: 9 })), billed], priced)],
    ['an answer takes its time', day([always(fault('latency', { delayMs: 9 })), billed], priced)],
    ['connections may break', day([billed], priced, refusedThere)],
    ['two are asked at once', day([billed], { ...priced, hedge: { afterMs: 0, maxHedges: 1 } })],
    ['an answer may be of no use', day([billed], { ...priced, answerSchema: {} })],
    ['a stream may be given up in the middle', day([billed], priced, { caller: { stream: true } })],
  ])('nobody knows where %s', (_why, unsure) => {
    expect(certainBounds(unsure)).not.toHaveProperty('wasteAtMost')
  })
})
