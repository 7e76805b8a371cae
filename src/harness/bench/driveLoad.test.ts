import { describe, expect, test } from 'vitest'
import { after, planOf, play } from '../../../test/support/loadStage.ts'
import type { CallSample } from '../../bench/sample.ts'
import { burst, callers, constant, constantCallers, poisson } from '../../load/index.ts'
import { countCalls } from './arrivals.ts'

const calls = (samples: readonly CallSample[]) => samples.map(({ call }) => call)

describe('an open load', () => {
  test('starts each call when it is due, whatever becomes of the others, and counts from the start of the run', async () => {
    const { samples, driven } = await play({ load: constant({ calls: 4, everyMs: 50 }) }, after(175))
    expect(samples.map(({ dueMs, startedMs, endedMs }) => [dueMs, startedMs, endedMs])).toEqual([
      [0, 0, 175],
      [50, 50, 225],
      [100, 100, 275],
      [150, 150, 325],
    ])
    expect(driven).toEqual({ begun: 4, dropped: 0, cancelled: 0, notBegun: 0, elapsedMs: 325, isStopped: false })
  })

  test('asks the models in turn, and all of them the same prompt', async () => {
    const { samples, asked } = await play({ load: constant({ calls: 7, everyMs: 1 }) })
    expect(samples.map(({ series, pair, prompt }) => [series, pair, prompt])).toEqual([
      ['a', 0, 0],
      ['b', 0, 0],
      ['c', 0, 0],
      ['a', 1, 1],
      ['b', 1, 1],
      ['c', 1, 1],
      ['a', 2, 0],
    ])
    expect(asked[3]).toMatchObject({
      call: 3,
      model: 'a',
      maxTokens: 16,
      stream: true,
      messages: [{ role: 'user', content: 'Two? [[call:3]]' }],
    })
  })

  test('drops what is due while too many are out, and says so', async () => {
    const { samples, driven } = await play({ load: constant({ calls: 4, everyMs: 40 }), maxInFlight: 1 })
    expect(samples.map(({ call, outcome, startedMs, endedMs }) => [call, outcome, startedMs, endedMs])).toEqual([
      [1, 'dropped', null, null],
      [2, 'dropped', null, null],
      [0, 'ok-first-try', 0, 100],
      [3, 'ok-first-try', 120, 220],
    ])
    expect(driven).toMatchObject({ begun: 2, dropped: 2 })
  })

  test('marks what is due before the warm-up is over', async () => {
    const { samples } = await play({ load: constant({ calls: 4, everyMs: 50 }), warmUpMs: 100 })
    expect(samples.map(({ warmUp }) => warmUp)).toEqual([true, true, undefined, undefined])
  })

  test.each([
    [{ maxCalls: 3 }, 3],
    [{ maxDurationMs: 101 }, 3],
    [{ maxDurationMs: 100 }, 2],
  ])('ends where a limit says so: %o', async (limits, expected) => {
    const plan = { load: constant({ calls: 1_000, everyMs: 50 }), ...limits }
    const { samples, driven } = await play(plan)
    expect(samples).toHaveLength(expected)
    expect(driven.notBegun).toBe(0)
    expect(countCalls(planOf(plan))).toBe(expected)
  })

  test('begins every request with words of its own, if it is to be unique', async () => {
    const { workload } = planOf({})
    const unique = { load: burst({ calls: 50 }), workload: { ...workload, cache: 'unique' as const } }
    const texts = async () => (await play(unique)).asked.map(({ messages }) => messages[0]!.content as string)
    const first = await texts()
    expect(new Set(first.map((text) => text.split('\n\n')[0])).size).toBe(50)
    expect(new Set(first.map((text) => text.split(' ').length))).toEqual(new Set([9]))
    expect(first[0]).toMatch(/^[a-z ]+\n\nOne\? \[\[call:0\]\]$/)
    expect(await texts()).toEqual(first)
  })
})

describe('callers', () => {
  test('make the next call when the last one has ended: it is due then', async () => {
    const load = callers({ callers: 2, calls: 2, pauseMs: 10 })
    const { samples } = await play(
      { load },
      after((call) => 100 + call),
    )
    expect(samples.map(({ call, dueMs, startedMs }) => [call, dueMs, startedMs])).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [2, 110, 110],
      [3, 111, 111],
    ])
  })

  test('end by the clock, and are not dropped', async () => {
    const load = constantCallers({ callers: 3, durationMs: 250 })
    const { samples, driven } = await play({ load, maxInFlight: 1 })
    expect(samples).toHaveLength(9)
    expect(driven).toMatchObject({ begun: 9, dropped: 0, notBegun: 0 })
    expect(countCalls(planOf({ load }))).toBeNull()
  })

  test('whose calls fail at once let time pass all the same', async () => {
    const load = constantCallers({ callers: 1, durationMs: 20 })
    const { samples } = await play({ load }, () => Promise.resolve({ outcome: 'failed' }))
    expect(samples).toHaveLength(20)
  })
})

describe('shards', () => {
  const load = poisson({ perSecond: 20, durationMs: 2_000 })

  // Three: by single calls each of them would measure one of the three models.
  test.each([3, 4])('of %s make each call once, all models of a pair, when it is due in the whole', async (of) => {
    const whole = (await play({ load })).samples
    const parts = await Promise.all(
      Array.from({ length: of }, async (_, index) => {
        const shard = { index: index + 1, of }
        return (await play({ load }, after(100), () => ({ shard }))).samples
      }),
    )
    const key = ({ call, series, pair, dueMs }: CallSample) => [call, series, pair, dueMs]
    expect(
      parts
        .flat()
        .toSorted((one, other) => one.call - other.call)
        .map(key),
    ).toEqual(whole.map(key))
    expect(whole.every(({ dueMs, startedMs }) => dueMs === startedMs)).toBe(true)
    for (const part of parts) expect(part.length).toBeGreaterThan(3)
    expect(new Set(parts[0]!.map(({ series }) => series)).size).toBe(3)
    parts.forEach((part, index) => expect(countCalls(planOf({ load }), { index: index + 1, of })).toBe(part.length))
  })

  test('of callers share them, and give no number twice', async () => {
    const closed = callers({ callers: 5, calls: 4 })
    const parts = await Promise.all(
      [1, 2].map(
        async (index) => (await play({ load: closed }, after(10), () => ({ shard: { index, of: 2 } }))).samples,
      ),
    )
    expect(parts.map((part) => part.length)).toEqual([12, 8])
    expect(new Set(parts.flatMap(calls)).size).toBe(20)
    expect([1, 2].map((index) => countCalls(planOf({ load: closed }), { index, of: 2 }))).toEqual([12, 8])
  })
})

describe('a run that is taken up again', () => {
  test('makes what has no record, when it was due on the time line of the run', async () => {
    const plan = { load: constant({ calls: 6, everyMs: 100 }) }
    const resumption = { isRecorded: (call: number) => call < 2 || call === 3, atMs: 333 }
    const { samples, driven } = await play(plan, after(10), () => ({ resumption }))
    expect(samples.map(({ call, dueMs, startedMs, endedMs }) => [call, dueMs, startedMs, endedMs])).toEqual([
      [2, 200, 200, 210],
      [4, 400, 400, 410],
      [5, 500, 500, 510],
    ])
    expect(driven.elapsedMs).toBe(510)
  })

  test('callers go on with the numbers that are left, from the last instant', async () => {
    const resumption = { isRecorded: (call: number) => call < 5, atMs: 333 }
    const { samples } = await play({ load: callers({ callers: 2, calls: 4 }) }, after(10), () => ({ resumption }))
    expect(samples.map(({ call, dueMs }) => [call, dueMs])).toEqual([
      [5, 333],
      [6, 333],
      [7, 343],
    ])
  })
})

test('the meter is read every second of the load', async () => {
  const reading = { loopLagMs: { p50: 0, p99: 1, max: 2 }, loopBusy: 0.5, cpuWait: 0.1 }
  const { records } = await play({ load: constant({ calls: 3, everyMs: 1_000 }) }, after(1_500), () => ({
    meter: { read: () => reading },
  }))
  expect(records.filter(({ type }) => type === 'meter')).toEqual([
    { type: 'meter', atMs: 1_000, ...reading, inFlight: 1 },
    { type: 'meter', atMs: 2_000, ...reading, inFlight: 1 },
    { type: 'meter', atMs: 3_000, ...reading, inFlight: 1 },
  ])
})
