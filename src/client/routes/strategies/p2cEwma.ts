import { lowestFirst, type Candidate, type Strategy, type Turn } from '../strategy.ts'

/** More than any latency: what Finagle calls the penalty of an endpoint that was asked and has never answered. */
const unanswered = Number.MAX_SAFE_INTEGER / 2

/**
 * The power of two choices (Mitzenmacher, 1996): of two members drawn at random the one with the lower cost is first, so
 * that calls which decide at the same instant do not all decide alike; if both cost the same, the one drawn first. The
 * others follow by cost. The cost is the load of Finagle's `PeakEwma`: latency times the attempts under way, this one
 * included.
 */
export const p2cEwma = (): Strategy => {
  const byCost = lowestFirst(costOf)
  return {
    order: (candidates, turn) => {
      const pick = cheaperOfTwo(candidates, turn)
      return [pick, ...byCost.order(candidates, turn).filter((candidate) => candidate !== pick)]
    },
  }
}

function cheaperOfTwo(candidates: readonly Candidate[], turn: Turn): Candidate {
  const one = Math.floor(turn.random() * candidates.length)
  const steps = 1 + Math.floor(turn.random() * (candidates.length - 1))
  const [first, second] = [candidates[one]!, candidates[(one + steps) % candidates.length]!]
  return costOf(second, turn) < costOf(first, turn) ? second : first
}

function costOf({ head }: Candidate, { facts, nowMs }: Turn): number {
  const latencyMs = facts.latencyMs(head, nowMs)
  const inFlight = facts.inFlight(head)
  if (latencyMs !== undefined) return latencyMs * (inFlight + 1)
  return inFlight === 0 ? 0 : unanswered + inFlight
}
