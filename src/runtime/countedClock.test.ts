import { expect, test } from 'vitest'
import { CountedClock } from './countedClock.ts'
import { VirtualClock } from './virtualClock.ts'

test('a counted clock shows the time of the one below, and counts only what was asked of it', async () => {
  const clock = new VirtualClock()
  const [mine, others] = [new CountedClock(clock), new CountedClock(clock)]
  await clock.run(async () => {
    const timer = mine.timer(1_000, () => {})
    const fired = mine.timer(10, () => {})
    others.timer(20, () => {})
    expect([mine.pending(), others.pending(), clock.pending()]).toEqual([2, 1, 3])
    await others.sleep(50)
    expect([mine.pending(), others.pending(), mine.now(), mine.epochMs()]).toEqual([1, 0, 50, clock.epochMs()])
    timer.cancel()
    timer.cancel()
    fired.cancel()
    expect([mine.pending(), clock.pending()]).toEqual([0, 0])
    const gaveUp = mine.sleep(10, AbortSignal.abort(new Error('no more')))
    await expect(gaveUp).rejects.toThrow('no more')
    expect(mine.pending()).toBe(0)
  })
})
