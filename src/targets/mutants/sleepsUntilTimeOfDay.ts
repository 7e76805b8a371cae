import { sleepOn, type Clock, type Timer } from '../../runtime/clock.ts'
import { defineMutant } from './mutant.ts'

/** So often it looks at the clock. */
const lookMs = 250

export const sleepsUntilTimeOfDay = defineMutant({
  name: 'mutant-sleeps-until-time-of-day',
  convictedBy: 'wall-clock-ignored',
  doc: 'Sleeps until the clock on the wall shows the hour: set forward, it wakes all sleepers at once.',
  source: 'eventlet #270: its sleep went by the system time; cpython PR #101559 on sleep_until.',
  open: (setup, open) => open({ ...setup, clock: byTheWall(setup.clock) }),
})

function byTheWall(clock: Clock): Clock {
  const timer: Clock['timer'] = (delayMs, callback) => {
    const dueEpochMs = clock.epochMs() + delayMs
    let inner: Timer
    const look = () => {
      const leftMs = dueEpochMs - clock.epochMs()
      if (leftMs <= 0) callback()
      else inner = clock.timer(Math.min(leftMs, lookMs), look)
    }
    inner = clock.timer(Math.min(Math.max(0, delayMs), lookMs), look)
    return { cancel: () => inner.cancel() }
  }
  const own: Clock = {
    now: () => clock.now(),
    epochMs: () => clock.epochMs(),
    sleep: (delayMs, signal) => sleepOn(own, delayMs, signal),
    timer,
    pending: () => clock.pending(),
  }
  return own
}
