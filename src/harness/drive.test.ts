import { describe, expect, test } from 'vitest'
import { History, viewOf, type CallOutcome } from '../history/index.ts'
import { burst, callers, constant, sequential, type LoadSpec } from '../load/index.ts'
import { readCallMarker } from '../protocol/callMarker.ts'
import { createRandom, VirtualClock } from '../runtime/index.ts'
import type { CallerScript, Scenario } from '../scenarios/scenario.ts'
import type { OpenTarget, TargetCall } from '../targets/target.ts'
import { drive } from './drive.ts'

const well: CallOutcome = { ok: true, text: 'well', model: null }

interface Setting {
  readonly load?: LoadSpec
  readonly caller?: CallerScript
  readonly chat?: (call: TargetCall, clock: VirtualClock) => Promise<CallOutcome>
  readonly stream?: (call: TargetCall, clock: VirtualClock) => AsyncGenerator<string, CallOutcome>
  readonly instances?: number
  readonly untilMs?: number
  readonly oneRunPerCall?: boolean
  /** What happens when the driver is done. */
  readonly afterwards?: () => void
}

/** Drives a target that does what the test says. */
async function driven(setting: Setting) {
  const { load = sequential({ calls: 1 }), caller, chat, stream, instances = 1, afterwards, ...rest } = setting
  const clock = new VirtualClock()
  const history = new History(() => clock.now())
  const target: OpenTarget = {
    chat: (call) => chat?.(call, clock) ?? Promise.resolve(well),
    ...(stream === undefined ? {} : { stream: (call) => stream(call, clock) }),
    close: () => Promise.resolve(),
  }
  const scenario: Scenario = {
    name: 'x',
    family: 'x',
    requirement: '',
    source: '',
    strength: 'must',
    upstream: { models: { m: [] } },
    load,
    expect: { deadlineMs: 1_000 },
    exercises: [],
    ...(caller === undefined ? {} : { caller }),
  }
  const { listenersLeft } = await clock.run(async () => {
    const driving = await drive({
      scenario,
      deadlineMs: 1_000,
      targets: Array.from({ length: instances }, () => target),
      clock,
      random: createRandom(1),
      recorder: history,
      patienceMs: 10_000,
      ...rest,
      jumpWallClock: (byMs) => clock.jumpWallClock(byMs),
    })
    afterwards?.()
    await clock.sleep(0)
    return driving
  })
  const { calls, wallJumps } = viewOf(history.events)
  return { clock, calls, wallJumps, listenersLeft, outcomes: calls.map(({ ended }) => ended?.outcome) }
}

const slowly = (ms: number) => async (_call: TargetCall, clock: VirtualClock) => {
  await clock.sleep(ms)
  return well
}

test('the wall clock is set at its instant, and that is taken down; not after the last call', async () => {
  const set = async (atMs: number) => {
    const epochsMs: number[] = []
    const chat: Setting['chat'] = async (_call, clock) => {
      epochsMs.push(clock.epochMs())
      await clock.sleep(100)
      epochsMs.push(clock.epochMs())
      return well
    }
    const { wallJumps } = await driven({ chat, caller: { wallJump: { atMs, byMs: -5_000 } } })
    return { wallJumps, byMs: epochsMs[1]! - epochsMs[0]! }
  }
  expect(await set(30)).toEqual({ wallJumps: [{ seq: 1, at: 30, type: 'wall-jumped', byMs: -5_000 }], byMs: -4_900 })
  expect(await set(200)).toEqual({ wallJumps: [], byMs: 100 })
})

describe('calls are made', () => {
  test('when they are due, whatever became of the earlier ones', async () => {
    const { calls } = await driven({ load: constant({ calls: 3, everyMs: 10 }), chat: slowly(25) })
    expect(calls.map(({ started, ended }) => [started.at, ended!.at])).toEqual([
      [0, 25],
      [10, 35],
      [20, 45],
    ])
  })

  test('or one after the other, with a pause', async () => {
    const { calls } = await driven({ load: sequential({ calls: 3, pauseMs: 5 }), chat: slowly(25) })
    expect(calls.map(({ started, ended }) => [started.at, ended!.at])).toEqual([
      [0, 25],
      [30, 55],
      [60, 85],
    ])
  })

  test('by the instances in turn; a caller that waits for its answer stays with one', async () => {
    const instancesOf = async (load: LoadSpec) => {
      // The first call takes so long that the others overtake it.
      const chat: Setting['chat'] = async (call, clock) => slowly(call.call === 0 ? 9 : 1)(call, clock)
      const { calls } = await driven({ load, instances: 3, chat })
      return calls.map(({ started, instance }) => [started.instance, instance])
    }
    const each = (...numbers: number[]) => numbers.map((number) => [number, number])
    expect(await instancesOf(constant({ calls: 5, everyMs: 10 }))).toEqual(each(0, 1, 2, 0, 1))
    expect(await instancesOf(callers({ callers: 4, calls: 2 }))).toEqual(each(0, 1, 2, 0, 1, 2, 0, 0))
  })

  test('and nobody speaks of instances where there is one', async () => {
    const { calls } = await driven({})
    expect(calls[0]!.started).not.toHaveProperty('instance')
  })

  test('each with its number in its last message, and the deadline that was declared', async () => {
    const numbers: unknown[] = []
    const { calls } = await driven({
      load: burst({ calls: 3 }),
      chat: async ({ call, messages }) => {
        numbers.push([call, readCallMarker(messages)])
        return well
      },
    })
    expect(numbers).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
    expect(calls.map(({ started }) => started.deadlineMs)).toEqual([1_000, 1_000, 1_000])
  })
})

describe('what a caller gets is taken down', () => {
  test('an outcome', async () => {
    expect((await driven({})).outcomes).toEqual([well])
  })

  test('something thrown: a failure without a class', async () => {
    const { outcomes } = await driven({ chat: () => Promise.reject(new TypeError('terminated')) })
    expect(outcomes).toEqual([
      { ok: false, errorClass: null, message: 'TypeError: terminated', status: null, retryAtMs: null },
    ])
  })

  test('a stream, word by word', async () => {
    const { calls } = await driven({ caller: { stream: true }, stream: words })
    expect(calls[0]!.started.stream).toBe(true)
    expect(calls[0]!.deltas.map(({ at, text }) => [at, text])).toEqual([
      [5, 'one '],
      [10, 'two '],
      [15, 'three'],
    ])
    expect(calls[0]!.ended!.outcome).toEqual(well)
  })

  test('a target that cannot stream is asked for the whole', async () => {
    const { calls } = await driven({ caller: { stream: true } })
    expect([calls[0]!.started.stream, calls[0]!.ended!.outcome]).toEqual([false, well])
  })
})

describe('what a caller does', () => {
  test('it gives up: its signal, at that instant', async () => {
    const { calls } = await driven({
      caller: { abortAtMs: 30 },
      chat: async ({ signal }, clock) => {
        await clock.sleep(1_000, signal).catch(() => {})
        expect((signal.reason as Error).name).toBe('AbortError')
        return well
      },
    })
    expect([calls[0]!.aborted!.at, calls[0]!.ended!.at]).toEqual([30, 30])
  })

  test('not each of them, where only every second one is to', async () => {
    const { calls } = await driven({
      load: burst({ calls: 4 }),
      caller: { abortAtMs: 30, abortEvery: 2 },
      chat: slowly(50),
    })
    expect(calls.map(({ aborted }) => aborted?.at)).toEqual([undefined, 30, undefined, 30])
  })

  test('or as a time-out of the platform would', async () => {
    const { outcomes } = await driven({
      caller: { abortAtMs: 30, abortName: 'TimeoutError' },
      chat: async ({ signal }, clock) => {
        await clock.sleep(1_000, signal).catch(() => {})
        throw signal.reason
      },
    })
    expect(outcomes).toMatchObject([{ ok: false, message: 'TimeoutError: the caller gave up' }])
  })

  test('a call that was over before is not given up', async () => {
    const { calls, clock } = await driven({ caller: { abortAtMs: 30 }, chat: slowly(20) })
    expect([calls[0]!.aborted, clock.pending()]).toEqual([undefined, 0])
  })

  test('it leaves a stream after so many words', async () => {
    const { calls } = await driven({ caller: { stream: true, stopAfterDeltas: 2 }, stream: words })
    const [{ deltas, left, ended }] = calls as [(typeof calls)[number]]
    expect([deltas.length, left!.at]).toEqual([2, 10])
    expect(ended!.outcome).toEqual({ ok: true, text: 'one two ', model: null })
  })

  test('it says how long an answer may be', async () => {
    const heard: (number | undefined)[] = []
    const chat = ({ maxTokens }: TargetCall) => (heard.push(maxTokens), Promise.resolve(well))
    await driven({ caller: { maxTokens: 100 }, chat })
    await driven({ chat })
    expect(heard).toEqual([100, undefined])
  })

  test('it takes its time over every word, and says when it comes back', async () => {
    const { calls, clock } = await driven({ caller: { stream: true, readerDelayMs: 100 }, stream: words })
    expect(calls[0]!.deltas.map(({ at }) => at)).toEqual([5, 110, 215])
    expect([calls[0]!.resumed!.at, calls[0]!.ended!.at, clock.pending()]).toEqual([315, 315, 0])
  })

  test('who gives up thinks no longer', async () => {
    const caller = { stream: true, readerDelayMs: 100, abortAtMs: 30 }
    const { calls, listenersLeft } = await driven({ caller, stream: words })
    expect([calls[0]!.aborted!.at, calls[0]!.deltas[1]!.at, listenersLeft]).toEqual([30, 35, 0])
  })
})

describe('a run that has only so much time', () => {
  const hangs = () => new Promise<CallOutcome>(() => {})

  test('waits for nothing beyond it', async () => {
    const { calls, clock } = await driven({ load: sequential({ calls: 3 }), chat: hangs, untilMs: 300 })
    expect([calls.length, calls[0]!.ended, clock.now()]).toEqual([1, undefined, 300])
  })

  test('begins no call of one caller after it', async () => {
    const { calls } = await driven({ load: sequential({ calls: 9, pauseMs: 50 }), chat: slowly(100), untilMs: 300 })
    expect(calls.map(({ started, ended }) => [started.at, ended?.at])).toEqual([
      [0, 100],
      [150, 250],
    ])
  })

  test('begins no call that is due after it, and waits for those that are out', async () => {
    const load = constant({ calls: 9, everyMs: 100 })
    const { calls, clock } = await driven({ load, chat: slowly(120), untilMs: 250 })
    expect(calls.map(({ ended }) => ended?.at)).toEqual([120, 220, undefined])
    expect(clock.now()).toBe(250)
  })
})

test('where each call is a run of its own, each is an instance', async () => {
  const { calls } = await driven({ load: sequential({ calls: 3 }), oneRunPerCall: true })
  expect(calls.map(({ instance }) => instance)).toEqual([0, 1, 2])
})

describe('what a target leaves behind is a finding', () => {
  test('a call that never settles is left, not waited for', async () => {
    const { calls, clock } = await driven({ chat: () => new Promise(() => {}) })
    expect([calls[0]!.ended, clock.now()]).toEqual([undefined, 10_000])
  })

  test('a call that ends only as its client is closed has not settled', async () => {
    let end = (_outcome: CallOutcome) => {}
    const { calls, clock } = await driven({
      chat: () => new Promise((resolve) => (end = resolve)),
      afterwards: () => end(well),
    })
    expect([calls[0]!.ended, clock.now()]).toEqual([undefined, 10_000])
  })

  test('listeners on the callers’ signals are counted', async () => {
    const { listenersLeft } = await driven({
      load: burst({ calls: 2 }),
      chat: async ({ signal }) => {
        signal.addEventListener('abort', () => {})
        return well
      },
    })
    expect(listenersLeft).toBe(2)
    expect((await driven({ caller: { abortAtMs: 5 } })).listenersLeft).toBe(0)
  })
})

async function* words(_call: TargetCall, clock: VirtualClock): AsyncGenerator<string, CallOutcome> {
  for (const word of ['one ', 'two ', 'three']) {
    await clock.sleep(5)
    yield word
  }
  return well
}
