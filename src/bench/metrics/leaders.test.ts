import { expect, test } from 'vitest'
import type { MetricReading, SeriesSummary } from './benchSummary.ts'
import { leadersIn } from './leaders.ts'

const reading = (value: number, low: number, high: number): MetricReading => ({
  state: 'measured',
  value,
  interval: [low, high],
  n: 500,
  effectiveN: null,
  neededN: null,
  successOnly: null,
})
const series = (readings: Readonly<Record<string, MetricReading>>) =>
  Object.entries(readings).map(
    ([name, total]) => ({ series: name, metrics: { 'total.p95': total } }) as never as SeriesSummary,
  )

test('one leads alone, two that cannot be told apart lead together, and nobody leads where none can', () => {
  const alone = leadersIn(series({ slow: reading(9, 8, 10), fast: reading(5, 4, 6) }), 'total.p95')
  expect(alone).toMatchObject({ series: ['fast'], least: { value: 5 } })
  const both = leadersIn(
    series({ near: reading(6, 5.5, 7), slow: reading(9, 8, 10), fast: reading(5, 4, 6) }),
    'total.p95',
  )
  expect(both?.series).toEqual(['fast', 'near'])
  expect(leadersIn(series({ one: reading(5, 4, 6), other: reading(6, 5, 7) }), 'total.p95')).toBeNull()
  expect(leadersIn(series({ only: reading(5, 4, 6) }), 'total.p95')).toBeNull()
  expect(leadersIn([], 'total.p95')).toBeNull()
})

test('nobody leads while one of them is not known: it may be the least', () => {
  const unknown: MetricReading = {
    ...reading(0, 0, 0),
    state: 'n-too-small',
    value: null,
    interval: null,
    neededN: 900,
  }
  expect(leadersIn(series({ fast: reading(5, 4, 6), slow: reading(9, 8, 10), unknown }), 'total.p95')).toBeNull()
  const failing: MetricReading = { ...reading(0, 1, 1), value: 'Infinity', interval: [8, 'Infinity'] }
  expect(leadersIn(series({ fast: reading(5, 4, 6), failing }), 'total.p95')).toBeNull()
})

test('exact figures have no interval', () => {
  const exact = (value: number): MetricReading => ({ ...reading(value, 0, 0), interval: null })
  expect(leadersIn(series({ cheap: exact(1), dear: exact(2) }), 'total.p95')?.series).toEqual(['cheap'])
})
