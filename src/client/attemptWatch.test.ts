import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../runtime/index.ts'
import { AttemptWatch } from './attemptWatch.ts'

const limits = {
  connectMs: 10,
  tlsMs: 15,
  headersMs: 20,
  firstTokenMs: 30,
  byteIdleMs: 40,
  tokenIdleMs: 50,
  attemptMs: 5_000,
}
const never = Infinity

type Act = (watch: AttemptWatch, sleep: (ms: number) => Promise<void>) => Promise<void> | void

/** Lives through `act`, then waits for the limit to pass: which, and when. */
async function expiry(
  act: Act,
  { deadlineAtMs = never, ...changed }: Partial<typeof limits & { deadlineAtMs: number }> = {},
) {
  const clock = new VirtualClock()
  return clock.run(async () => {
    const watch = new AttemptWatch(clock, { ...limits, ...changed }, deadlineAtMs)
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
    ['tls', 'tls at 18'],
    ['headers', 'headers at 23'],
    ['first_token', 'first_token at 33'],
    ['token_idle', 'token_idle at 53'],
    ['tail', 'tail at 1003'],
  ] as const)('%s', async (phase, expected) => {
    const act: Act = async (watch, sleep) => {
      await sleep(3)
      watch.enter(phase)
    }
    expect(await expiry(act)).toBe(expected)
  })

  test('byte_idle: a body of which nothing comes', async () => {
    const act: Act = async (watch, sleep) => {
      await sleep(3)
      watch.enterBody()
    }
    expect(await expiry(act)).toBe('byte_idle at 43')
  })

  test('TCP and TLS are not one limit: each has its time from where the other ended', async () => {
    const act: Act = async (watch, sleep) => {
      await sleep(9)
      watch.enter('tls')
      await sleep(14)
      expect(watch.expired).toBeUndefined()
      watch.enter('headers')
    }
    expect(await expiry(act)).toBe('headers at 43')
  })

  test('a connection that stood already has no handshake: from connecting straight to the headers', async () => {
    expect(await expiry((watch) => watch.enter('headers'), { tlsMs: 1 })).toBe('headers at 20')
  })

  test('waiting for a place in the pool has no limit of its own, and takes none of the connection’s', async () => {
    const act: Act = async (watch, sleep) => {
      watch.enter('queued')
      await sleep(1_000)
      expect(watch.expired).toBeUndefined()
      watch.enter('connect')
    }
    expect(await expiry(act)).toBe('connect at 1010')
    expect(await expiry((watch) => watch.enter('queued'))).toBe('attempt at 5000')
  })

  test('a shorter limit after a longer one is kept too', async () => {
    const act: Act = async (watch, sleep) => {
      watch.enter('token_idle')
      await sleep(1)
      watch.enter('headers')
    }
    expect(await expiry(act)).toBe('headers at 21')
  })

  test('every piece of a body puts the idle limit off', async () => {
    const act: Act = async (watch, sleep) => {
      watch.enterBody()
      for (let piece = 0; piece < 10; piece += 1) {
        await sleep(39)
        watch.pulling()
      }
    }
    expect(await expiry(act)).toBe('byte_idle at 430')
  })

  test('the whole attempt has one, however lively it is', async () => {
    const act: Act = async (watch, sleep) => {
      watch.enterBody()
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
      for (const phase of [
        'queued',
        'connect',
        'tls',
        'headers',
        'first_token',
        'body',
        'token_idle',
        'headers',
        'tail',
      ] as const) {
        if (phase === 'body') watch.enterBody()
        else watch.enter(phase)
        watch.pulling()
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
