import { isSpoiled, leastRoomMs, type CallState } from './callState.ts'
import type { ClientCore } from './core.ts'
import type { Flight } from './flight.ts'

/** In how many ms the next hedge is due; undefined: never. */
export function hedgeDelayOf(core: ClientCore, first: Flight<unknown>, hedges: number): number | undefined {
  const { hedge } = core.policies
  if (hedge === null || hedges >= (hedge.maxHedges ?? 1)) return undefined
  const late =
    hedge.quantile === undefined ? undefined : core.gates.lanes[first.index]!.latency.quantileMs(hedge.quantile)
  const afterMs = late ?? hedge.afterMs
  if (afterMs === undefined) return undefined
  return Math.max(0, first.startedAtMs + afterMs * (hedges + 1) - core.clock.now())
}

/**
 * Where a hedge may go right now: the next endpoint of the chain that this call has not been to, else one that it has
 * not used up. A hedge is a favour: it waits for nothing, and the retry budget must bear it.
 */
export function hedgeEndpoint(
  { gates, policies }: ClientCore,
  state: CallState,
  flying: readonly number[],
  nowMs: number,
): number | undefined {
  const { maxAttemptsPerCall, maxAttemptsPerEndpoint } = policies.retry
  if (state.refused !== undefined || state.attempts >= maxAttemptsPerCall || nowMs > state.deadlineAtMs - leastRoomMs)
    return undefined
  const isOpen = (index: number) => {
    const { opensAtMs, full } = gates.gate(index, nowMs, state)
    return (
      opensAtMs <= nowMs &&
      !full &&
      !isSpoiled(state, gates.endpoints, index) &&
      (gates.lanes[index]!.retryBudget?.allows(nowMs) ?? true)
    )
  }
  return (
    state.order.find((index) => state.attemptsOn[index] === 0 && isOpen(index)) ??
    flying.find((index) => state.attemptsOn[index]! < maxAttemptsPerEndpoint && isOpen(index))
  )
}
