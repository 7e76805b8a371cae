import type { Clock } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const wallClockIgnored = defineMutant({
  name: 'mutant-wall-clock-ignored',
  convictedBy: 'wall-clock-ignored',
  doc: 'Reads the time of day where it should count time: when that is set back by an hour, waits are an hour longer.',
  source: 'more-executors PR #39: retries came at the wrong time when the clock was moved; the tutorial.',
  open: (setup, open) => open({ ...setup, clock: timeOfDay(setup.clock) }),
})

function timeOfDay(clock: Clock): Clock {
  const zeroMs = clock.epochMs() - clock.now()
  return {
    now: () => clock.epochMs() - zeroMs,
    epochMs: () => clock.epochMs(),
    sleep: (delayMs, signal) => clock.sleep(delayMs, signal),
    timer: (delayMs, callback, options) => clock.timer(delayMs, callback, options),
    pending: () => clock.pending(),
  }
}
