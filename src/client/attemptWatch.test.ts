import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../runtime/index.ts'
import { AttemptWatch } from './attemptWatch.ts'

const limits = { connectMs: 10, headersMs: 20, firstTokenMs: 30, byteIdleMs: 40, attemptMs: 5_000 }
const never = Infinity

/** Lives through `act`, then waits for the limit to pass: which, and when. */
async function expiry(
  act: (watch: AttemptWatch, sleep: (ms: number) => Promise<void>) => Promise<void> | void,
  { deadlineAtMs = never, attemptMs = limits.attemptMs } = {},
) {
  const clock = new VirtualClock()
  return clock.run(async () => {
    const watch = new AttemptWatch(clock, { ...limits, attemptMs }, deadlineAtMs)
    const aborted = Promise.withResolvers<{ atMs: number; reason: string }>()
    watch.signal.addEventListener('abort', () => {
      aborted.resolve({ atMs: clock.now(), reason: (watch.signal.reason as Error).message })
    })
    await act(watch, (ms) => clock.sleep(ms))
    const { atMs, reason } = await aborted.promise
    watch.dispose()
    expect(clock.pending()).toBe(0)
    expect(reason).toBe(`time limit passed: ${watch.expired}`)
    return `${watch.expired} at ${atMs}`
  })
}

describe('each phase has its own limit, at its instant', () => {
  test('connect', async () => {
    expect(await expiry(() => {})).toBe('connect at 10')
  })

  test.each([
    ['headers', 'headers at 23'],
    ['first_token', 'first_token at 33'],
    ['byte_idle', 'byte_idle at 43'],
    ['tail', 'tail at 1003'],
  ] as const)('%s', async (phase, expected) => {
    const act = async (watch: AttemptWatch, sleep: (ms: number) => Promise<void>) => {
      await sleep(3)
      watch.enter(phase)
    }
    expect(await expiry(act)).toBe(expected)
  })

  test('a shorter limit after a longer one is kept too', async () => {
    const act = async (watch: AttemptWatch, sleep: (ms: number) => Promise<void>) => {
      watch.enter('byte_idle')
      await sleep(1)
      watch.enter('headers')
    }
    expect(await expiry(act)).toBe('headers at 21')
  })

  test('every piece of a body puts the idle limit off', async () => {
    const act = async (watch: AttemptWatch, sleep: (ms: number) => Promise<void>) => {
      watch.enter('byte_idle')
      for (let piece = 0; piece < 10; piece += 1) {
        await sleep(39)
        watch.pulling()
      }
    }
    expect(await expiry(act)).toBe('byte_idle at 430')
  })

  test('but pieces without content do not put off the first content', async () => {
    const act = async (watch: AttemptWatch, sleep: (ms: number) => Promise<void>) => {
      watch.enter('first_token')
      await sleep(29)
      watch.pulling()
    }
    expect(await expiry(act)).toBe('first_token at 30')
  })

  test('the whole attempt has one, however lively it is', async () => {
    const act = async (watch: AttemptWatch, sleep: (ms: number) => Promise<void>) => {
      watch.enter('byte_idle')
      while (watch.expired === undefined) {
        await sleep(25)
        watch.pulling()
      }
    }
    expect(await expiry(act, { attemptMs: 110 })).toBe('attempt at 110')
  })

  test('the call’s deadline goes by its own name', async () => {
    expect(await expiry((watch) => watch.enter('headers'), { deadlineAtMs: 7 })).toBe('deadline at 7')
    expect(await expiry((watch) => watch.enter('headers'), { deadlineAtMs: 7, attemptMs: 7 })).toBe('deadline at 7')
  })
})

describe('nothing stays behind', () => {
  test('an attempt that is over in time never expires', async () => {
    const clock = new VirtualClock()
    await clock.run(async () => {
      const watch = new AttemptWatch(clock, limits, never)
      watch.enter('headers')
      watch.dispose()
      expect(clock.pending()).toBe(0)
      await clock.sleep(10_000)
      expect(watch.signal.aborted).toBe(false)
      expect(watch.expired).toBeUndefined()
    })
  })

  test('one timer serves all phases', async () => {
    const clock = new VirtualClock()
    await clock.run(async () => {
      const watch = new AttemptWatch(clock, limits, 1_000)
      for (const phase of ['headers', 'first_token', 'byte_idle', 'headers', 'tail'] as const) {
        watch.enter(phase)
        expect(clock.pending()).toBe(1)
      }
      watch.dispose()
    })
  })

  test('a caller’s abort is no time limit', () => {
    const watch = new AttemptWatch(new VirtualClock(), limits, never)
    const reason = new Error('enough')
    watch.abort(reason)
    expect(watch.signal.reason).toBe(reason)
    expect(watch.expired).toBeUndefined()
  })
})
