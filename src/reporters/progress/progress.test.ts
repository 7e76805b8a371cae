import { describe, expect, test } from 'vitest'
import type { CallSample } from '../../bench/sample.ts'
import { BenchProgress } from './benchProgress.ts'
import { expectedOf } from './expectedOf.ts'
import { progressBlock, progressLine, type Standing } from './progressView.ts'
import { quantileOf, shownCount, shownLatency, shownTime, shownUsd } from './shown.ts'

const models = ['deepseek-chat', 'moonshot-v1-8k']
const call = (fields: Partial<CallSample> = {}) =>
  ({
    type: 'sample',
    series: 'deepseek-chat',
    outcome: 'ok-first-try',
    dueMs: 100,
    firstTokenMs: 410,
    endedMs: 2_000,
    attempts: 1,
    costUsd: '0.0005',
    atMostUsd: '0.0005',
    ...fields,
  }) as CallSample
const standing: Standing = {
  calls: [40, 40],
  durationMs: 60_000,
  capUsd: '0.50',
  elapsedMs: 42_000,
  spentUsd: undefined,
}

function counted(...samples: CallSample[]): BenchProgress {
  const progress = new BenchProgress(models)
  for (const one of samples) progress.add(one)
  return progress
}

describe('what is counted', () => {
  test('each call once, by what became of it', () => {
    const progress = counted(
      call(),
      call({ outcome: 'ok-after-retry', attempts: 3 }),
      call({ outcome: 'failed', endedMs: 900, attempts: 2, costUsd: null, atMostUsd: '0.001' }),
      call({ outcome: 'dropped', endedMs: null, attempts: 0, costUsd: '0' }),
      call({ outcome: 'cancelled', endedMs: 50 }),
      call({ series: 'moonshot-v1-8k', warmUp: true }),
    )
    const [one, other] = [...progress.series.values()]
    expect(one).toMatchObject({ done: 5, failed: 1, dropped: 1, cancelled: 1, retried: 2 })
    expect(one!.costUsd).toBeCloseTo(0.0025, 9)
    expect(other).toMatchObject({ done: 1 })
    expect(progress.done).toBe(6)
  })

  test('latency counts from when a call was due, of answers alone, and not while the run warms up', () => {
    const progress = counted(
      call(),
      call({ outcome: 'failed', endedMs: 9_000 }),
      call({ warmUp: true, endedMs: 9_000 }),
    )
    const { ttft, total } = progress.series.get('deepseek-chat')!
    expect([quantileOf(ttft, 0.5), quantileOf(total, 1)].map((ms) => Math.round(ms!))).toEqual([310, 1_900])
  })

  test('a reading of the meter says how many are out, and how late this process is', () => {
    const progress = counted()
    progress.add({ type: 'meter', atMs: 1_000, loopLagMs: { p50: 0.1, p99: 0.4, max: 2 }, loopBusy: 0.1, inFlight: 12 })
    progress.add({ type: 'note', atMs: 1_000, note: 'resumed', text: '' })
    expect(progress).toMatchObject({ inFlight: 12, lagP99Ms: 0.4, done: 0 })
  })
})

describe('the block', () => {
  const progress = counted(
    ...Array.from({ length: 27 }, () => call()),
    call({ series: 'moonshot-v1-8k', outcome: 'failed', attempts: 2 }),
  )

  test('has a line a model and one for the whole', () => {
    expect(progressBlock(progress, standing, 100)).toEqual([
      'model                       calls  ttft p50/p95  total p50/p95  retried  failed      cost',
      'deepseek-chat   ######----  27/40   310ms/310ms      1.9s/1.9s        0       0   $0.0135',
      'moonshot-v1-8k  ----------   1/40             -              -        1       1   $0.0005',
      '0:42 of 1:00, $0.0140 of $0.50, about 0:18 left',
    ])
  })

  test.each([10, 20, 40, 60, 80, 100, 200])('never wraps in %d columns, and keeps what matters most', (width) => {
    const long = new BenchProgress(['a-provider/with-a-very-long-model-name-2026-05', 'b'])
    for (const lines of [progressBlock(progress, standing, width), progressBlock(long, standing, width)])
      for (const line of lines) expect(line.length, line).toBeLessThan(width)
    if (width >= 40) expect(progressBlock(progress, standing, width)[1]).toContain('27/40')
  })

  test('of many models shows some, so that it fits a window', () => {
    const many = new BenchProgress(Array.from({ length: 40 }, (_, index) => `model-${index}`))
    const lines = progressBlock(many, { ...standing, calls: null }, 80)
    expect(lines).toHaveLength(15)
    expect(lines.at(-2)).toBe('… and 28 more')
  })

  test('shows a name that would steer the terminal, and obeys it not', () => {
    const hostile = new BenchProgress(['\u001b[2J::error::x'])
    expect(progressBlock(hostile, standing, 80).join('')).not.toContain('\u001b')
  })
})

describe('the line of a log', () => {
  test('says the same', () => {
    const progress = counted(call(), call({ outcome: 'failed', attempts: 2 }), call({ outcome: 'dropped' }))
    expect(progressLine(progress, standing)).toBe(
      '0:42 of 1:00  3/80 calls, 1 failed, 1 retried, 1 dropped, deepseek-chat total p50 1.9s p95 1.9s, $0.0015 of $0.50, about 0:18 left',
    )
  })

  test('says what is reserved where somebody keeps the books', () => {
    expect(progressLine(counted(), { ...standing, spentUsd: '0.0123' })).toContain('$0.0123 of $0.50')
  })
})

test('a run that ends by its calls ends at its pace', () => {
  const line = progressLine(counted(call(), call()), {
    ...standing,
    calls: [4, 4],
    durationMs: null,
    elapsedMs: 10_000,
  })
  expect(line).toContain('about 0:30 left')
})

test('figures are short', () => {
  expect([undefined, 4.24, 310.4, 1_940, 61_000].map(shownLatency)).toEqual(['-', '4.2ms', '310ms', '1.9s', '61s'])
  expect([0, 42_400, 3_909_000].map(shownTime)).toEqual(['0:00', '0:42', '1:05:09'])
  expect([0.01174, 12.4].map(shownUsd)).toEqual(['0.0117', '12.40'])
  expect([27, 48_200, 1_200_000].map(shownCount)).toEqual(['27', '48k', '1.2M'])
})

describe('what a plan lets expect', () => {
  const plan = {
    seed: 7,
    world: 'loopback',
    models: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    load: { type: 'burst', calls: 8 },
    maxCalls: null,
    maxDurationMs: 60_000,
    maxCostUsd: '0.50',
  } as never

  test('the calls of each model, and of each shard', () => {
    expect(expectedOf(plan)).toEqual({ calls: [3, 3, 2], durationMs: 60_000, capUsd: '0.50' })
    expect([1, 2].map((index) => expectedOf(plan, { index, of: 2 }).calls)).toEqual([
      [2, 2, 1],
      [1, 1, 1],
    ])
  })
})
