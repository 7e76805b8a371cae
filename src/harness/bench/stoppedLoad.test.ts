import { describe, expect, test } from 'vitest'
import { after, play, type Answer, type Played } from '../../../test/support/loadStage.ts'
import { burst, callers, constant, constantArrivalRate } from '../../load/index.ts'
import type { VirtualClock } from '../../runtime/index.ts'
import type { BenchClient } from './benchClient.ts'
import type { LoadStop } from './driving.ts'
import { unsettledCall } from './unmeasured.ts'

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
