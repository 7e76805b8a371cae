import { lowestFirst } from '../strategy.ts'

/**
 * The fastest member first. One that was never measured is tried at once, by a single call; until that call is back it
 * comes last. Measured ones are tried again once what was measured has faded (see `LatencyTracker.ewmaMs`).
 */
export const leastLatency = () =>
  lowestFirst(({ head }, { facts, nowMs }) => {
    const latencyMs = facts.latencyMs(head, nowMs)
    if (latencyMs !== undefined) return latencyMs
    return facts.inFlight(head) === 0 ? -1 : Infinity
  })
