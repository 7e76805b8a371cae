import { afterEach, describe, expect, test, vi } from 'vitest'
import { RealClock } from './realClock.ts'

const oneTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

afterEach(() => vi.restoreAllMocks())

describe('the clock of this machine', () => {
  test('never calls back early', async () => {
    const clock = new RealClock()
    for (const delayMs of [0, 0.4, 1, 1.5, 3.9]) {
      const startedMs = clock.now()
      await clock.sleep(delayMs)
      expect(clock.now() - startedMs).toBeGreaterThanOrEqual(delayMs)
    }
    expect(clock.pending()).toBe(0)
  })

  test('nor does a precise timer, and one that was taken back is gone', async () => {
    const clock = new RealClock()
    for (const delayMs of [0, 0.4, 1, 1.5, 3.9]) {
      const startedMs = clock.now()
      await new Promise<void>((resolve) => void clock.timer(delayMs, resolve, { precise: true }))
      expect(clock.now() - startedMs).toBeGreaterThanOrEqual(delayMs)
      clock.timer(delayMs, () => expect.unreachable(), { precise: true }).cancel()
    }
    expect(clock.pending()).toBe(0)
    await clock.sleep(5)
  })

  test.each([2 ** 31 - 1, 2 ** 31, 30 * 24 * 3_600_000, Number.MAX_SAFE_INTEGER])(
    'a wait of %d ms is not over at once',
    async (delayMs) => {
      const asked = vi.spyOn(globalThis, 'setTimeout')
      const clock = new RealClock()
      const timer = clock.timer(delayMs, () => expect.unreachable())
      // Node takes a longer delay for 1 ms.
      expect(asked.mock.calls[0]![1]).toBe(2 ** 31 - 1)
      await oneTurn()
      expect(clock.pending()).toBe(1)
      timer.cancel()
      timer.cancel()
      expect(clock.pending()).toBe(0)
    },
  )

  test.each([true, false])('a timer in the background (%s) lets the process end', (background) => {
    const asked = vi.spyOn(globalThis, 'setTimeout')
    const clock = new RealClock()
    const timers = [60_000, 2 ** 40].map((delayMs) => clock.timer(delayMs, () => expect.unreachable(), { background }))
    const handles = asked.mock.results.map(({ value }) => value as NodeJS.Timeout)
    expect(handles.map((handle) => handle.hasRef())).toEqual([!background, !background])
    expect(clock.pending()).toBe(2)
    for (const timer of timers) timer.cancel()
    expect(clock.pending()).toBe(0)
  })

  test('a timer that was taken back does not fire', async () => {
    const clock = new RealClock()
    clock.timer(0, () => expect.unreachable()).cancel()
    await clock.sleep(2)
    expect(clock.pending()).toBe(0)
  })

  test('a sleep ends with its signal and leaves nothing', async () => {
    const clock = new RealClock()
    const controller = new AbortController()
    const sleeping = clock.sleep(60_000, controller.signal)
    controller.abort(new Error('enough'))
    await expect(sleeping).rejects.toThrow('enough')
    expect(clock.pending()).toBe(0)
  })

  test('monotonic time starts at nothing; wall time is the machine’s', () => {
    const before = Date.now()
    const clock = new RealClock()
    expect(clock.now()).toBeLessThan(clock.now() + 1)
    expect(clock.epochMs()).toBeGreaterThanOrEqual(before)
  })
})
