import type { Driving } from './driving.ts'

/** A clock rounds up to whole microseconds: what floating point adds to a sum must not make it the next one. */
const aBitMs = 1e-6

/** Resolves after `delayMs`, precisely, or as soon as the run is stopped. */
export function sleepUnlessStopped({ clock, stop }: Driving, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const { signal } = stop ?? {}
    const over = () => {
      timer.cancel()
      signal?.removeEventListener('abort', over)
      resolve()
    }
    const timer = clock.timer(Math.max(0, delayMs - aBitMs), over, { precise: true })
    signal?.addEventListener('abort', over)
    if (signal?.aborted === true) over()
  })
}
