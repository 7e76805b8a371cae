import { longestBackoff } from './backoff.ts'
import { isSpoiled, paidForMs, type CallState } from './callState.ts'
import type { Endpoint } from './endpoint.ts'
import { floorOf, refusedOrUnknown } from './failure.ts'
import type { Gate, Gates } from './gates.ts'
import type { RetryPolicy } from './policy.ts'
import { seenBy } from './probedCircuit.ts'

/** Where a call may go next, and from when on. */
export interface Candidate {
  readonly endpoint: number
  readonly startAtMs: number
  readonly reason: string
  /** Backoff on the same endpoint is sat out if it comes first; other waits only up to the policy's patience. */
  readonly isBackoff: boolean
  /** Only this call's own failure makes it wait; whether it asks for too much was looked at when it came. */
  readonly isOwnWait: boolean
  /** Everything but a permit is there. */
  readonly isFull: boolean
}

/** All that the call may try, in the order in which it would. Pure. */
export function candidatesOf(state: CallState, gates: Gates, nowMs: number, policy: RetryPolicy): Candidate[] {
  const { lastFailure, current } = state
  // Counted anew: a hedge may have been there since.
  const isUsedUp = state.attemptsOn[current]! >= policy.maxAttemptsPerEndpoint
  const stays = state.mayRetry && !isUsedUp && !isSpoiled(state, gates.endpoints, current)
  const here = stays ? candidateHere(state, gates, nowMs) : undefined
  if (lastFailure?.mayFallBack === false || state.refused !== undefined) return here === undefined ? [] : [here]
  const others: Candidate[] = []
  for (const endpoint of state.order) {
    if (state.attemptsOn[endpoint]! > 0 || isSpoiled(state, gates.endpoints, endpoint)) continue
    const { opensAtMs, reason, full } = seenBy(state, gates.gate(endpoint, nowMs, state), nowMs)
    if (reason === 'credential' || opensAtMs === Infinity) continue
    const startAtMs = Math.max(nowMs, opensAtMs)
    others.push({ endpoint, startAtMs, reason, isBackoff: false, isOwnWait: false, isFull: full })
  }
  if (here === undefined || lastFailure === undefined) return others
  // Another attempt as long as the last one would use up the call, and nobody behind it would ever be asked.
  const latestMs = here.startAtMs + (here.reason === 'asked' ? longestSpread(here, state, gates, nowMs, policy) : 0)
  const usesUpTheCall = latestMs + state.lastTookMs >= state.deadlineAtMs
  if (usesUpTheCall || refusedOrUnknown(lastFailure)) return [...others, here]
  const isOpen = ({ startAtMs }: Candidate) => startAtMs <= nowMs
  // The limit is the key's: the same model with another key may have room at once.
  const isLimit = lastFailure.errorClass === 'rate_limited'
  const isOpenSibling = (other: Candidate) =>
    isLimit && isOpen(other) && areSiblings(gates.endpoints[other.endpoint]!, gates.endpoints[current]!)
  const siblings = others.filter(isOpenSibling)
  const rest = others.filter((other) => !isOpenSibling(other))
  if (isOpen(here) || !mayOutlastPatience(here, state, policy)) return [...siblings, here, ...rest]
  return [...siblings, ...rest.filter(isOpen), here, ...rest.filter((other) => !isOpen(other))]
}

/**
 * All whom the server sent away until one instant, in this process and in others, would come back at that instant: each
 * comes up to so much later, in ms. A wait W piles up what is asked in it, and if that comes back over a time S, beside what
 * is asked anew, the load is 1 + W/S times the usual: three times with the half of W, as Envoy adds to a reset. Where one
 * wait followed another, calls have piled up over all of them: what each has waited counts.
 */
export function longestSpread(
  { endpoint, startAtMs }: Pick<Candidate, 'endpoint' | 'startAtMs'>,
  { waitedMs, deadlineAtMs }: CallState,
  gates: Gates,
  nowMs: number,
  { initialDelayMs, maxDelayMs }: RetryPolicy,
): number {
  // Who wants no jitter gets none.
  if (initialDelayMs === 0) return 0
  const { askedUntilMs, askedForMs } = gates.lanes[endpoint]!
  const piledUpMs = Math.max(waitedMs + startAtMs - nowMs, askedUntilMs > nowMs ? askedForMs : 0)
  const spreadMs = Math.max(initialDelayMs, Math.min(piledUpMs / 2, maxDelayMs))
  return Math.max(0, Math.min(spreadMs, (deadlineAtMs - startAtMs) / 2))
}

/**
 * Whether the call has backed off here long enough for another endpoint to go first. By what the backoffs could be, not
 * by what was drawn: so it is no matter of chance how often a call retries, and the waits it does sit out are full jitter.
 */
function mayOutlastPatience(here: Candidate, { attemptsOn }: CallState, policy: RetryPolicy): boolean {
  return here.isBackoff && longestBackoff(attemptsOn[here.endpoint]!, policy) > policy.patienceMs
}

/** The same model at the same place with another key. */
function areSiblings(one: Endpoint, other: Endpoint): boolean {
  return one.url === other.url && one.model === other.model && one.credential !== other.credential
}

function candidateHere(state: CallState, gates: Gates, nowMs: number): Candidate | undefined {
  const { lastFailure } = state
  const gate = retryGate(state, gates, nowMs)
  if (gate.reason === 'credential' || gate.opensAtMs === Infinity) return undefined
  const gated = gate.opensAtMs > Math.max(nowMs, state.notBeforeMs)
  // Who asks for 0 ms asks for nothing: only backoff makes this call wait, and it is full jitter already.
  const isBackoff = !gated && (lastFailure === undefined || (floorOf(lastFailure) ?? 0) === 0)
  const startAtMs = Math.max(nowMs, state.notBeforeMs, gate.opensAtMs)
  const reason = gated ? gate.reason : isBackoff ? 'backoff' : 'asked'
  return { endpoint: state.current, startAtMs, reason, isBackoff, isOwnWait: !gated, isFull: gate.full }
}

/**
 * The endpoint's gate as a retry finds it: the retry budget may keep it closed. Where an endpoint is down, that ends the
 * call's retries, or they would be its load; where it only asked for patience, the call may wait until there is room.
 */
function retryGate(state: CallState, gates: Gates, nowMs: number): Gate {
  const gate = seenBy(state, gates.gate(state.current, nowMs, state), nowMs)
  const { retryBudget } = gates.lanes[state.current]!
  if (retryBudget === undefined || gate.opensAtMs === Infinity) return gate
  const startAtMs = Math.max(nowMs, state.notBeforeMs, gate.opensAtMs)
  // It was paid for an instant, and for no earlier one: others may have counted on the time before.
  const { paidRetryMs = Infinity } = state
  if (startAtMs >= paidRetryMs && startAtMs <= paidRetryMs + paidForMs) return gate
  const roomAtMs = retryBudget.earliest(nowMs, startAtMs, paidRetryMs)
  if (roomAtMs <= startAtMs) return gate
  const opensAtMs = state.lastFailure?.errorClass === 'rate_limited' ? roomAtMs : Infinity
  return { ...gate, opensAtMs, reason: 'retry-budget' }
}

export function earliestOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || candidate.startAtMs < best.startAtMs ? candidate : best),
    undefined,
  )
}
