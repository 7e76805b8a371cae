import type { Driving } from './driving.ts'

/** A clock rounds up to whole microseconds: what floating point adds to a sum must not make it the next one. */
const aBitMs = 1e-6

/** Resolves after `delayMs`, or as soon as the run is stopped. */
export async function sleepUnlessStopped({ clock, stop }: Driving, delayMs: number): Promise<void> {
  const { signal } = stop ?? {}
  await clock.sleep(Math.max(0, delayMs - aBitMs), signal).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error
  })
}
