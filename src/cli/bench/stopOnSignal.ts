import type { LoadStop } from '../../harness/bench/driving.ts'
import type { StopSignal } from '../exitCodes.ts'
import type { Io } from '../io.ts'

/** What is paid for is waited for; a mock is not. */
export const graceMs = { live: 5_000, loopback: 500, virtual: 0 } as const

export interface SignalStop {
  /** For `driveLoad`. */
  readonly stop: LoadStop
  /** The signal that stopped the run; undefined as long as none did. */
  stoppedBy(): StopSignal | undefined
  /** Nobody is to be stopped any more. */
  close(): void
}

/**
 * The first signal ends the making of calls: those that are out have a grace, then the partial report is complete. The second
 * one ends the process at once, as it ends any (see `onStop`); what was acknowledged is on the disk by then.
 */
export function stopOnSignal(io: Pick<Io, 'onStop'>, grace: number, onStopping: () => void): SignalStop {
  const controller = new AbortController()
  let stoppedBy: StopSignal | undefined
  const close = io.onStop((signal) => {
    stoppedBy = signal
    onStopping()
    controller.abort()
  })
  return { stop: { signal: controller.signal, graceMs: grace }, stoppedBy: () => stoppedBy, close }
}
