import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../runtime/index.ts'
import { AttemptWatch } from './attemptWatch.ts'

const limits = {
  connectMs: 10,
  tlsMs: 10,
  headersMs: 10,
  firstTokenMs: 30,
  byteIdleMs: 40,
  tokenIdleMs: 100,
  attemptMs: 100_000,
}

type Piece = 'comment' | 'content'

/** One stream under its limits, as `AnswerStream` reads it. `pull` waits for a piece that takes so long to come. */
async function streamed(act: (stream: Stage) => Promise<void>, changed: Partial<typeof limits> = {}) {
  const clock = new VirtualClock()
  return clock.run(async () => {
    const watch = new AttemptWatch(clock, { ...limits, ...changed }, Infinity)
    let expiredAtMs = -1
    watch.signal.addEventListener('abort', () => (expiredAtMs = clock.now()))
    watch.enter('first_token')
    let hasContent = false
    await act({
      pull: async (piece, tookMs) => {
        watch.pulling()
        await clock.sleep(tookMs)
        if (watch.expired !== undefined) return
        watch.received()
        if (piece === 'comment') return
        if (!hasContent) watch.enter('token_idle')
        hasContent = true
        watch.parked()
      },
      idle: (ms) => clock.sleep(ms),
      wait: () => watch.pulling(),
      sofar: () => watch.expired,
    })
    while (watch.expired === undefined) await clock.sleep(1)
    watch.dispose()
    expect(clock.pending()).toBe(0)
    return `${watch.expired} at ${expiredAtMs}`
  })
}

interface Stage {
  /** The reader asks, and this comes. */
  readonly pull: (piece: Piece, tookMs: number) => Promise<void>
  /** The reader does something else. */
  readonly idle: (ms: number) => Promise<void>
  /** The reader asks, and nothing comes. */
  readonly wait: () => void
  readonly sofar: () => AttemptWatch['expired']
}

describe('before the first content', () => {
  test('comments do not put it off, however many come', async () => {
    const act = async ({ pull }: Stage) => {
      for (const tookMs of [9, 10, 10]) await pull('comment', tookMs)
    }
    expect(await streamed(act)).toBe('first_token at 30')
  })

  test('silence between bytes is not looked at: the first content has a limit of its own', async () => {
    expect(await streamed(async ({ wait }) => wait(), { byteIdleMs: 5 })).toBe('first_token at 30')
  })
})

describe('after the first content', () => {
  test('silence is a silence of bytes first', async () => {
    const act = async ({ pull, wait }: Stage) => {
      await pull('content', 20)
      wait()
    }
    expect(await streamed(act)).toBe('byte_idle at 60')
  })

  test('comments feed the limit of bytes only: the tokens are what is late', async () => {
    const act = async ({ pull }: Stage) => {
      await pull('content', 20)
      for (let comment = 0; comment < 10; comment += 1) await pull('comment', 39)
    }
    expect(await streamed(act)).toBe('token_idle at 120')
  })

  test('a comment puts the limit of bytes off, and then silence counts from there', async () => {
    const act = async ({ pull, wait }: Stage) => {
      await pull('content', 20)
      await pull('comment', 39)
      wait()
    }
    expect(await streamed(act)).toBe('byte_idle at 99')
  })

  test('content puts both off', async () => {
    const act = async ({ pull, sofar }: Stage) => {
      await pull('content', 20)
      for (let round = 0; round < 10; round += 1) {
        await pull('comment', 39)
        await pull('comment', 39)
        await pull('content', 20)
      }
      expect(sofar()).toBeUndefined()
      for (let comment = 0; comment < 3; comment += 1) await pull('comment', 39)
    }
    // Ten rounds of 98 ms after the first 20 ms, then a hundred without content.
    expect(await streamed(act)).toBe('token_idle at 1100')
  })

  test('a reader who is slow stops both: they count from where it asks again', async () => {
    const slowly = async ({ pull, idle, wait, sofar }: Stage) => {
      for (let piece = 0; piece < 2; piece += 1) {
        await pull('content', 20)
        await idle(5_000)
        expect(sofar()).toBeUndefined()
      }
      wait()
    }
    expect(await streamed(slowly)).toBe('byte_idle at 10080')
    expect(await streamed(slowly, { byteIdleMs: 200 })).toBe('token_idle at 10140')
  })

  test('asking again and again is no content', async () => {
    const act = async ({ pull, wait, idle }: Stage) => {
      await pull('content', 20)
      for (let ask = 0; ask < 9; ask += 1) {
        wait()
        await idle(10)
      }
    }
    expect(await streamed(act, { byteIdleMs: 1_000 })).toBe('token_idle at 120')
  })
})
