import type { Clock } from '../../runtime/index.ts'

/** True if it settles within `patienceMs`, and before any of the signals aborts. Leaves no timer and no listener behind. */
export function endsWithin(
  promise: Promise<unknown>,
  clock: Clock,
  patienceMs: number,
  signals: readonly (AbortSignal | undefined)[],
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      timer.cancel()
      for (const signal of signals) signal?.removeEventListener('abort', onAbort)
      then()
    }
    const onAbort = () => settle(() => resolve(false))
    const timer = clock.timer(patienceMs, onAbort)
    for (const signal of signals) signal?.addEventListener('abort', onAbort)
    if (signals.some((signal) => signal?.aborted === true)) onAbort()
    promise.then(
      () => settle(() => resolve(true)),
      (error: unknown) => settle(() => reject(error as Error)),
    )
  })
}
