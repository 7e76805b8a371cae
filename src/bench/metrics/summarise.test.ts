import { describe, expect, test } from 'vitest'
import { dropped, failed, many, sample } from '../../../test/support/benchSamples.ts'
import type { BenchRecord } from '../sample.ts'
import { metricNames } from './index.ts'
import { summarise } from './summarise.ts'

const metricsOf = (records: readonly BenchRecord[]) => summarise(records).whole.metrics

test('has a reading of every metric, all of it JSON', () => {
  const summary = summarise(many(200))
  expect(Object.keys(summary.whole.metrics).toSorted()).toEqual([...metricNames].toSorted())
  expect(JSON.parse(JSON.stringify(summary))).toEqual(summary)
})

describe('latency', () => {
  test('counts from when a call was due, and from the send beside it', () => {
    const metrics = metricsOf(many(1_000, (call) => ({ startedMs: call * 10 + 1 })))
    expect(metrics['total.p50']).toMatchObject({ n: 1_000 })
    const [low, high] = metrics['total.p50'].interval!
    expect([low, metrics['total.p50'].value, high].map((ms) => Math.round(Number(ms) / 10))).toEqual([35, 35, 35])
    expect(metrics['total.send.p50'].value).toBe(Number(metrics['total.p50'].value) - 1)
    expect(metrics['ttft.p95']).toMatchObject({ value: 101, interval: [101, 101] })
    expect(metrics['lag.p99'].value).toBe(1)
  })

  test('of calls that failed is infinite, and stands beside that of those that succeeded', () => {
    const {
      'total.p99': p99,
      'total.p50': p50,
      success,
    } = metricsOf(many(1_000, (call) => (call % 50 === 7 ? failed : {})))
    expect(p99).toMatchObject({ state: 'measured', value: 'Infinity', successOnly: { value: 399, n: 980 } })
    expect(p50.value).not.toBe('Infinity')
    expect(success.value).toBe(0.98)
  })

  test('of too few calls is no number', () => {
    const { 'total.p99': p99, 'total.p50': p50 } = metricsOf(many(200))
    expect(p99).toMatchObject({ state: 'n-too-small', value: null, interval: null, n: 200 })
    expect(p99.neededN).toBeGreaterThanOrEqual(368)
    expect(p50.state).toBe('measured')
  })

  test('of what nobody saw is not measured', () => {
    const metrics = metricsOf(many(100, () => ({ firstTokenMs: null, gaps: [] })))
    expect(metrics['ttft.p50'].state).toBe('not-measured')
    expect(metrics['gap.p50'].state).toBe('not-measured')
    expect(metrics['failover.p99'].state).toBe('not-measured')
    expect(metricsOf(many(100, () => failed))['total.p50']).toMatchObject({ state: 'not-measured', value: null })
  })
})

test('dropped calls are failures of the load, cancelled ones are nobody’s', () => {
  const records = many(1_000, (call) => (call < 100 ? dropped : call < 300 ? { ...failed, outcome: 'cancelled' } : {}))
  const { whole } = summarise(records)
  expect(whole.calls).toBe(800)
  expect(whole.outcomes).toMatchObject({ dropped: 100, cancelled: 200, 'ok-first-try': 700 })
  expect(whole.metrics.success.value).toBe(0.875)
  expect(whole.metrics.dropped.value).toBe(0.125)
  expect(whole.metrics['total.p90'].value).toBe('Infinity')
  expect(whole.errors).toEqual([])
})

test('of the warm-up the cost alone counts', () => {
  const warm = [0, 1].map((call) => sample(call, { warmUp: true, endedMs: 9_999 }))
  const { whole, warmUpCalls } = summarise([...warm, ...many(100)])
  expect(whole).toMatchObject({ calls: 100, costUsd: '0.102' })
  expect(whole.metrics['cost.total'].value).toBe(0.102)
  expect(warmUpCalls).toBe(2)
})

test('money: what failed is paid for by what was good', () => {
  const paidInVain = { ...failed, wastedUsd: '0.001' }
  const { metrics } = summarise(many(1_000, (call) => (call % 4 === 0 ? paidInVain : {}))).whole
  expect(metrics['cost.per1kGood'].value).toBeCloseTo(1000 / 750, 9)
  expect(metrics['waste.share'].value).toBeCloseTo(0.25, 9)
  const unknown = summarise(many(100, (call) => (call === 3 ? { costUsd: null, atMostUsd: null } : {}))).whole
  expect(unknown.metrics['cost.per1kGood'].state).toBe('not-measured')
  expect(unknown).toMatchObject({ costUsd: null, costsUnknown: 1 })
  const atWorst = summarise(many(100, (call) => (call === 3 ? { costUsd: null, atMostUsd: '0.5' } : {}))).whole
  expect(atWorst).toMatchObject({ costUsd: '0.599', costsUnknown: 1 })
})

test('a good call keeps every limit of the SLO', () => {
  const slo = [{ of: 'total', comparison: '<', limitMs: 351 }] as const
  const { metrics } = summarise(many(1_000), { slo }).whole
  expect(metrics['goodput.share'].value).toBe(0.505)
  expect(metrics.success.value).toBe(1)
})

test('errors are told by class, reason and status, with the first to look at; hostile reasons are bounded', () => {
  const { errors } = summarise(
    many(3_000, (call) => (call < 1_000 ? { ...failed, reason: `r${call}` } : call % 10 === 0 ? failed : {})),
  ).whole
  expect(errors.length).toBeLessThanOrEqual(201)
  expect(errors.reduce((sum, { count }) => sum + count, 0)).toBe(1_200)
  expect(errors[0]).toMatchObject({ errorClass: 'overloaded', status: 503, reason: null, call: 200, firstMs: 2_310 })
})

test('series are told apart, and who answered for whom', () => {
  const { series } = summarise(
    many(200, (call) =>
      call % 2 === 0 ? {} : { series: 'gpt-4.1', outcome: 'ok-after-fallback', model: 'deepseek-chat', failoverMs: 42 },
    ),
  )
  expect(series.map((one) => [one.series, one.calls, one.fallbackTo])).toEqual([
    ['deepseek-chat', 100, {}],
    ['gpt-4.1', 100, { 'deepseek-chat': 100 }],
  ])
  expect(series[1]!.metrics['failover.p50'].value).toBe(42)
})

test('the order in which records were written changes nothing', () => {
  const records = many(500, (call) => (call % 3 === 0 ? failed : {}))
  expect(summarise(records.toReversed()).whole.metrics).toEqual(summarise(records).whole.metrics)
})

describe('lights', () => {
  const lightOf = (records: readonly BenchRecord[], name: string, plannedCalls: number | null = null) =>
    summarise(records, { plannedCalls }).lights.find(({ light }) => light === name)!

  test('a load that starts late by a tenth of the latency is too noisy', () => {
    expect(lightOf(many(500), 'lag').state).toBe('green')
    expect(
      lightOf(
        many(500, (call) => ({ startedMs: call * 10 + 90 })),
        'lag',
      ).state,
    ).toBe('red')
  })

  test('a run that was not played to its end says so', () => {
    expect(lightOf(many(500), 'achieved', 500).state).toBe('green')
    expect(lightOf(many(500), 'achieved', 600).state).toBe('red')
    expect(lightOf(many(500), 'achieved').state).toBe('unknown')
  })

  test('a run that became slower drifted', () => {
    expect(lightOf(many(500), 'drift').state).toBe('green')
    expect(
      lightOf(
        many(500, (call) => ({ endedMs: call * 10 + 300 + call })),
        'drift',
      ).state,
    ).toBe('amber')
  })

  test('calls in flight are those that Little foresees', () => {
    const meters = Array.from({ length: 20 }, (_, index) => ({
      type: 'meter' as const,
      atMs: 1_000 + index * 200,
      loopLagMs: { p50: 0, p99: 1, max: 1 },
      loopBusy: 0,
      inFlight: 33,
    }))
    expect(lightOf([...many(500), ...meters], 'littles-law').state).toBe('green')
    expect(lightOf([...many(500), ...meters.map((one) => ({ ...one, inFlight: 50 }))], 'littles-law').state).toBe(
      'amber',
    )
  })
})
