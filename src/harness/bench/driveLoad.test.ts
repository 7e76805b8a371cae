import { describe, expect, test } from 'vitest'
import { benchPlan } from '../../../test/support/benchPlan.ts'
import type { BenchRecord, CallSample } from '../../bench/sample.ts'
import { burst, callers, constant, constantArrivalRate, constantCallers, poisson } from '../../load/index.ts'
import { VirtualClock } from '../../runtime/index.ts'
import { countCalls } from './arrivals.ts'
import type { BenchCall, BenchClient, MeasuredCall } from './benchClient.ts'
import type { BenchPlan } from './benchPlan.ts'
import { driveLoad } from './driveLoad.ts'
import type { Driven } from './driveLoad.ts'
import type { Driving, LoadStop } from './driving.ts'
import { unsettledCall } from './unmeasured.ts'

const models = ['a', 'b', 'c'].map((id) => ({ id, price: null, pricedOn: null }))
const planOf = (plan: Partial<BenchPlan>) => benchPlan({ models, ...plan })

type Answer = (call: BenchCall, clock: VirtualClock) => Promise<Partial<MeasuredCall>>

/** Answers after so many ms, or fails at once when it is aborted. */
const after =
  (delayMs: number | ((call: number) => number)): Answer =>
  async ({ call, signal }, clock) => {
    try {
      await clock.sleep(typeof delayMs === 'number' ? delayMs : delayMs(call), signal)
      return { outcome: 'ok-first-try' }
    } catch {
      return { errorClass: 'aborted', reason: 'caller' }
    }
  }

interface Played {
  readonly driven: Driven
  readonly samples: CallSample[]
  readonly records: BenchRecord[]
  readonly asked: BenchCall[]
}

async function play(
  plan: Partial<BenchPlan>,
  answer: Answer = after(100),
  more: (clock: VirtualClock) => Partial<Driving> = () => ({}),
): Promise<Played> {
  const clock = new VirtualClock()
  const records: BenchRecord[] = []
  const asked: BenchCall[] = []
  const client: BenchClient = {
    call: async (call) => {
      asked.push(call)
      return {
        ...unsettledCall(0),
        reason: null,
        errorClass: null,
        ...(await answer(call, clock)),
        endedMs: clock.now(),
      }
    },
    close: () => Promise.resolve(),
  }
  const sink = { add: (record: BenchRecord) => void records.push(record) }
  const driven = await clock.run(async () => {
    // A clock is never new where a run begins.
    await clock.sleep(5_000)
    return driveLoad({ plan: planOf(plan), client, sink, clock, ...more(clock) })
  })
  expect(clock.pending()).toBe(0)
  return { driven, records, asked, samples: records.filter((record) => record.type === 'sample') }
}

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

describe('a stop', () => {
  const stopAt =
    (atMs: number, graceMs: number, quitAtMs?: number) =>
    (clock: VirtualClock): { stop: LoadStop } => {
      const [stop, quit] = [new AbortController(), new AbortController()]
      clock.timer(atMs, () => stop.abort())
      if (quitAtMs !== undefined) clock.timer(quitAtMs, () => quit.abort())
      return { stop: { signal: stop.signal, graceMs, quit: quit.signal } }
    }
  const load = constantArrivalRate({ perSecond: 20, durationMs: 1_000 })
  const byCall = ({ samples }: Played) => samples.toSorted((one, other) => one.call - other.call)

  test('begins no call any more, waits for those that are out, and tells how many were left', async () => {
    const played = await play({ load }, after(100), stopAt(120, 5_000))
    expect(byCall(played).map(({ outcome }) => outcome)).toEqual(Array(3).fill('ok-first-try'))
    expect(played.driven).toEqual({ begun: 3, dropped: 0, cancelled: 0, notBegun: 17, elapsedMs: 200, isStopped: true })
  })

  test('aborts what is still out when the grace is over: that is cancelled, and no failure', async () => {
    const played = await play(
      { load },
      after((call) => (call === 0 ? 150 : 9_000)),
      stopAt(120, 40),
    )
    expect(byCall(played).map(({ outcome, endedMs }) => [outcome, endedMs])).toEqual([
      ['ok-first-try', 150],
      ['cancelled', 160],
      ['cancelled', 160],
    ])
    expect(played.driven).toMatchObject({ cancelled: 2, notBegun: 17 })
  })

  test('that is repeated does not wait', async () => {
    const played = await play({ load }, after(9_000), stopAt(120, 5_000, 130))
    expect(byCall(played).map(({ endedMs }) => endedMs)).toEqual([130, 130, 130])
  })

  test('while the last calls are out', async () => {
    const played = await play({ load: burst({ calls: 2 }) }, after(9_000), stopAt(120, 40))
    expect(played.driven).toMatchObject({ cancelled: 2, notBegun: 0, elapsedMs: 160, isStopped: true })
  })

  test('tells a client that asks no call for its signal', async () => {
    const out: (() => void)[] = []
    const client: BenchClient = {
      call: () => new Promise((resolve) => out.push(() => resolve({ ...unsettledCall(5_160), outcome: 'cancelled' }))),
      cancel: () => {
        for (const end of out) end()
      },
      close: () => Promise.resolve(),
    }
    const played = await play({ load }, undefined, (clock) => ({ ...stopAt(120, 40)(clock), client }))
    expect(byCall(played).map(({ outcome, endedMs }) => [outcome, endedMs])).toEqual(Array(3).fill(['cancelled', 160]))
    expect(played.driven).toMatchObject({ cancelled: 3, elapsedMs: 160 })
  })

  test('of callers tells what is left of a number of calls', async () => {
    const played = await play({ load: callers({ callers: 2, calls: 10 }) }, after(100), stopAt(250, 1_000))
    expect(played.driven).toMatchObject({ begun: 6, notBegun: 14 })
  })

  test('does not wait for a client that does not obey', async () => {
    const deaf: Answer = () => new Promise(() => {})
    const played = await play({ load }, deaf, stopAt(20, 10))
    expect(byCall(played)).toMatchObject([{ outcome: 'cancelled', reason: 'unsettled', costUsd: null }])
    expect(played.driven.elapsedMs).toBe(1_030)
  })
})

describe('a client that breaks its promise', () => {
  test('and never ends a call is not waited for beyond the deadline', async () => {
    const { samples, driven } = await play({ deadlineMs: 1_000 }, () => new Promise(() => {}))
    expect(samples).toMatchObject([{ outcome: 'cancelled', reason: 'unsettled', errorClass: 'timeout' }])
    expect(driven).toMatchObject({ begun: 1, isStopped: false })
  })

  test('and throws ends the run with its error; what is out is aborted first', async () => {
    const signals: AbortSignal[] = []
    const answer: Answer = async (call, clock) => {
      signals.push(call.signal)
      if (call.call === 1) throw new Error('a bug')
      return after(9_000)(call, clock)
    }
    await expect(play({ load: constant({ calls: 100, everyMs: 50 }) }, answer)).rejects.toThrow('a bug')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
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
