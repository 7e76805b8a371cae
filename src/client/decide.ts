import type { RandomStream } from '../runtime/index.ts'
import { backoffDelay, longestBackoff } from './backoff.ts'
import { leastRoomMs, paidForMs, type CallState } from './callState.ts'
import { budgetFailure, closedFailure } from './closedFailure.ts'
import type { Endpoint } from './endpoint.ts'
import { spoilsOf, type Failure } from './failure.ts'
import type { Gate, Gates } from './gates.ts'
import type { RetryPolicy } from './policy.ts'

/** What a call does next. The loop in `callLoop.ts` is the one place that sleeps. */
export type Move =
  | { readonly do: 'attempt'; readonly endpoint: number }
  | {
      readonly do: 'wait'
      readonly endpoint: number
      readonly delayMs: number
      readonly reason: string
      /** Look again by then (monotonic ms): a circuit elsewhere lets one through. Infinity: none does before. */
      readonly lookAtMs: number
    }
  /** Stand in the lines for a permit to be in flight, and look again at `lookAtMs`; the first permit counts. */
  | { readonly do: 'queue'; readonly endpoints: readonly number[]; readonly lookAtMs: number }
  | { readonly do: 'fail'; readonly failure: Failure; readonly retryAtMs: number | null }

/** Where a call stands after an attempt on the current endpoint failed. Pure but for the draw from `random`. */
export function afterFailure(
  state: CallState,
  failure: Failure,
  endpoint: Pick<Endpoint, 'credential' | 'contextWindow'>,
  nowMs: number,
  policy: RetryPolicy,
  random: RandomStream,
): CallState {
  const spoils = spoilsOf(failure)
  const attemptsHere = state.attemptsOn[state.current]!
  const backoffMs = backoffDelay(attemptsHere - 1, policy, random)
  const { credential, contextWindow = -1 } = endpoint
  return {
    ...state,
    mayRetry: mayRetryHere(failure, attemptsHere, policy),
    notBeforeMs: nowMs + Math.max(backoffMs, floorOf(failure) ?? 0),
    deadCredentials: spoils === 'credential' ? [...state.deadCredentials, credential] : state.deadCredentials,
    badCertificates: spoils === 'origin' ? [...state.badCertificates, state.current] : state.badCertificates,
    spoiltEndpoints:
      spoils === 'endpoint' && failure.shouldRetry !== true
        ? [...state.spoiltEndpoints, state.current]
        : state.spoiltEndpoints,
    outgrownWindow:
      failure.errorClass === 'context_length' ? Math.max(state.outgrownWindow, contextWindow) : state.outgrownWindow,
    lastFailure: failure,
  }
}

function mayRetryHere(failure: Failure, attemptsHere: number, policy: RetryPolicy): boolean {
  if (attemptsHere >= policy.maxAttemptsPerEndpoint) return false
  // Retry-After beyond the cap: never early, hence not at all in this call.
  if ((floorOf(failure) ?? 0) > policy.longestAskedWaitMs) return false
  if (failure.shouldRetry !== undefined) return failure.shouldRetry
  if (refusedOrUnknown(failure)) return attemptsHere < 2
  return spoilsOf(failure) === 'attempt'
}

/** The wait that the server named, in ms: asked for, or only in its words. */
function floorOf({ askedWaitMs, hintedWaitMs }: Failure): number | undefined {
  return askedWaitMs ?? hintedWaitMs
}

/** Nothing helps: not another try, and no other endpoint. */
export function endsCall(failure: Failure): boolean {
  return spoilsOf(failure) === 'call' && failure.shouldRetry !== true
}

/** Refused and unresolvable endpoints are left at once; they get one more try only where no other endpoint is left. */
function refusedOrUnknown({ errorClass, reason }: Failure): boolean {
  return errorClass === 'network' && (reason === 'refused' || reason === 'dns')
}

interface Candidate {
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

/**
 * The next move of a call: the current endpoint if it may be retried soon, else the next one in the chain that is open,
 * else whichever opens first if that is worth waiting for, else the end. Backoffs on one endpoint are together within the
 * policy's patience while another is open. Endpoints that the call has left are never entered again. Pure.
 */
export function nextMove(state: CallState, gates: Gates, nowMs: number, policy: RetryPolicy): Move {
  const { lastFailure } = state
  if (lastFailure !== undefined && endsCall(lastFailure)) return { do: 'fail', failure: lastFailure, retryAtMs: null }
  if (mayGoStraight(state, gates, nowMs)) return { do: 'attempt', endpoint: state.order[0]! }
  if (state.attempts >= policy.maxAttemptsPerCall) return giveUp(state, gates, nowMs, null)
  const candidates = candidatesOf(state, gates, nowMs, policy)
  const possible = candidates.filter((candidate) => isWorthWaitingFor(candidate, state, nowMs, policy))
  const free = possible.filter(({ isFull }) => !isFull)
  // Added up as the start was, or a wait of exactly so long would be longer by a rounding error.
  const patientUntilMs = nowMs + policy.patienceMs
  const soon = free.find(({ isBackoff, startAtMs }) => isBackoff || startAtMs <= patientUntilMs)
  // A line moves as others end; how fast, nobody knows. It goes before a wait that is known to be long.
  const lines = soon === undefined ? possible.filter(({ isFull, startAtMs }) => isFull && startAtMs <= nowMs) : []
  if (lines.length > 0) {
    const other = earliestOf(possible.filter((candidate) => !lines.includes(candidate)))
    const lookAtMs = Math.min(other?.startAtMs ?? Infinity, nextProbeAtMs(state, gates, nowMs))
    return { do: 'queue', endpoints: lines.map(({ endpoint }) => endpoint), lookAtMs }
  }
  const chosen = soon ?? earliestOf(possible)
  if (chosen === undefined) return giveUp(state, gates, nowMs, earliestOf(candidates)?.startAtMs ?? null)
  const delayMs = chosen.startAtMs - nowMs
  if (delayMs <= 0) return { do: 'attempt', endpoint: chosen.endpoint }
  const { endpoint, reason } = chosen
  return { do: 'wait', endpoint, delayMs, reason, lookAtMs: nextProbeAtMs(state, gates, nowMs) }
}

/** How soon a call that waits looks again while another one's probe of a circuit is under way. */
const probeLookMs = 500

/** A probe under way is nothing to begin a call for; who has tried already sees what comes of it. */
function seenBy(state: CallState, gate: Gate, nowMs: number): Gate {
  return waitsForProbe(state) && isProbed(gate) ? { ...gate, opensAtMs: nowMs + probeLookMs } : gate
}

function waitsForProbe({ attempts, waitsForProbe: always }: CallState): boolean {
  return attempts > 0 || always
}

function isProbed({ reason, opensAtMs }: Gate): boolean {
  return reason === 'breaker' && opensAtMs === Infinity
}

/** When a circuit that keeps the call from an endpoint may let it through. Infinity: there is none. */
function nextProbeAtMs(state: CallState, gates: Gates, nowMs: number): number {
  const instants = state.order.map((endpoint) => {
    if (state.attemptsOn[endpoint]! > 0 || isSpoiled(state, gates.endpoints, endpoint)) return Infinity
    const gate = gates.gate(endpoint, nowMs, state)
    if (gate.reason !== 'breaker') return Infinity
    return isProbed(gate) ? nowMs + probeLookMs : gate.opensAtMs
  })
  return Math.min(...instants)
}

/** Most calls go where they want to at once: nothing else needs to be looked at. */
function mayGoStraight(state: CallState, gates: Gates, nowMs: number): boolean {
  if (state.attempts > 0 || state.unaffordable.length > 0 || state.deadlineAtMs <= nowMs) return false
  const { opensAtMs, full } = gates.gate(state.order[0]!, nowMs, state)
  return opensAtMs <= nowMs && !full
}

/**
 * An open circuit is no queue: only who has tried already, or has no hurry, waits for it. An asked wait has its cap, and after the deadline
 * nobody is there any more.
 */
function isWorthWaitingFor(
  { startAtMs, reason, isOwnWait }: Candidate,
  state: CallState,
  nowMs: number,
  { longestAskedWaitMs }: RetryPolicy,
): boolean {
  if (startAtMs <= nowMs) return startAtMs < state.deadlineAtMs
  if (startAtMs > state.deadlineAtMs - leastRoomMs) return false
  if (isOwnWait) return true
  if (reason === 'breaker') return waitsForProbe(state)
  return !(reason === 'asked' && startAtMs > nowMs + longestAskedWaitMs)
}

function candidatesOf(state: CallState, gates: Gates, nowMs: number, policy: RetryPolicy): Candidate[] {
  const { lastFailure, current } = state
  const stays = state.mayRetry && !isSpoiled(state, gates.endpoints, current)
  const here = stays ? candidateHere(state, gates, nowMs) : undefined
  if (lastFailure?.mayFallBack === false) return here === undefined ? [] : [here]
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
  const latestMs = here.startAtMs + (here.reason === 'asked' ? longestSpread(here.startAtMs, state, policy) : 0)
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

/** All whom the server sent away until one instant would come back at that instant: each up to so much later. In ms. */
export function longestSpread(startAtMs: number, { deadlineAtMs }: CallState, { initialDelayMs }: RetryPolicy): number {
  return Math.max(0, Math.min(initialDelayMs, (deadlineAtMs - startAtMs) / 2))
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

/** What this call has learnt rules the endpoint out. */
export function isSpoiled(state: CallState, endpoints: readonly Endpoint[], index: number): boolean {
  const { credential, origin, contextWindow } = endpoints[index]!
  return (
    state.deadCredentials.includes(credential) ||
    state.badCertificates.some((bad) => endpoints[bad]!.origin === origin) ||
    (contextWindow !== undefined && contextWindow <= state.outgrownWindow) ||
    state.spoiltEndpoints.includes(index) ||
    state.unaffordable.includes(index)
  )
}

function candidateHere(state: CallState, gates: Gates, nowMs: number): Candidate | undefined {
  const { lastFailure } = state
  const gate = retryGate(state, gates, nowMs)
  if (gate.reason === 'credential' || gate.opensAtMs === Infinity) return undefined
  const gated = gate.opensAtMs > Math.max(nowMs, state.notBeforeMs)
  const isBackoff = !gated && (lastFailure === undefined || floorOf(lastFailure) === undefined)
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
  if (state.paidRetryMs !== undefined && startAtMs <= state.paidRetryMs + paidForMs) return gate
  const roomAtMs = retryBudget.earliest(nowMs, startAtMs)
  if (roomAtMs <= startAtMs) return gate
  const opensAtMs = state.lastFailure?.errorClass === 'rate_limited' ? roomAtMs : Infinity
  return { ...gate, opensAtMs, reason: 'retry-budget' }
}

function earliestOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || candidate.startAtMs < best.startAtMs ? candidate : best),
    undefined,
  )
}

function giveUp(state: CallState, gates: Gates, nowMs: number, opensAtMs: number | null): Move {
  const { lastFailure } = state
  const failure = lastFailure ?? closedFailure(state, gates, nowMs)
  const asked = floorOf(failure) === undefined ? null : state.notBeforeMs
  // What ended the call is the budget; what had gone wrong before it stands in the attempts.
  if (lastFailure !== undefined && state.unaffordable.length > 0)
    return { do: 'fail', failure: { ...budgetFailure(), status: lastFailure.status }, retryAtMs: null }
  return { do: 'fail', failure, retryAtMs: opensAtMs ?? asked ?? revivalOf(state, gates, nowMs) }
}

/** When the first key that was refused is tried again; null where none was. */
function revivalOf(state: CallState, gates: Gates, nowMs: number): number | null {
  const instants = state.order.flatMap((index) => {
    const { reason, opensAtMs } = gates.gate(index, nowMs, state)
    return reason === 'credential' ? [opensAtMs] : []
  })
  return instants.length === 0 ? null : Math.min(...instants)
}
