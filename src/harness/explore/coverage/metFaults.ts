import type { FaultSpec } from '../../../faults/index.ts'
import type { Clock } from '../../../runtime/index.ts'
import { indexOfFault } from './axes.ts'

/** A fault that took effect: on an exchange, or on a connection at an instant. */
export interface MetFault {
  readonly fault: number
  readonly exchange: number | undefined
  readonly atMs: number
}

/** Takes down what an upstream says of its faults. */
export function takeDownFaults(clock: Clock): {
  readonly met: readonly MetFault[]
  readonly onFault: (fault: FaultSpec, exchange: number | undefined) => void
} {
  const met: MetFault[] = []
  return {
    met,
    onFault: ({ type }, exchange) => {
      const fault = indexOfFault(type)
      if (fault !== -1) met.push({ fault, exchange, atMs: clock.now() })
    },
  }
}
