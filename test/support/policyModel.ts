import { endpointsOf, type Script, type ScriptedEndpoint } from '../../src/faults/index.ts'
import type { Declared } from '../../src/history/index.ts'
import type { ErrorClass } from '../../src/protocol/errorClass.ts'

/**
 * What the documents say about the next move of one call that is alone, written once more and from them alone
 * (docs/client.md, the rules with numbers): not a line is shared with the client. Hedges are not in it.
 */
export interface PolicyModel {
  /** Where the call may start. */
  first(startedAtMs: number): Move[]
  /** All that may come next after an attempt that ended so. */
  next(tries: readonly Try[], ended: Ended): Move[]
}

/** An attempt at `model`, at one of these instants; or the end of the call. Both ends included, in monotonic ms. */
export interface Move {
  readonly to: string | 'end'
  readonly fromMs: number
  readonly untilMs: number
}

export interface Try {
  readonly model: string
  readonly atMs: number
}

/** How the last attempt ended, as the wire tells it. */
export interface Ended {
  readonly atMs: number
  readonly spoils: Spoils
  /** The server asks to be left alone until then. */
  readonly askedUntilMs?: number
  /** A wait that only the server's prose names: a floor for the backoff. */
  readonly hintMs?: number
}

export type Spoils = 'attempt' | 'refused' | 'endpoint' | 'origin' | 'credential' | 'call'

/** docs/client.md, "what the client does next"; whatever is not here is tried again. */
const spoiledBy: Partial<Record<ErrorClass, Spoils>> = {
  invalid_request: 'call',
  content_policy: 'call',
  auth: 'credential',
  permission: 'credential',
  quota_exhausted: 'credential',
  not_found: 'endpoint',
  context_length: 'endpoint',
}

export function spoilsOf(meaning: ErrorClass): Spoils {
  return spoiledBy[meaning] ?? 'attempt'
}

/** A wait that the server asks for is sat out up to here; a longer one sends the call to the next endpoint. */
const patienceMs = 1_000
const windowMs = 60_000

/** A wait at the endpoint that has just failed: some instant of a span, which chance decides. */
interface Stay {
  readonly fromMs: number
  readonly untilMs: number
  /** Only backoff is always sat out. */
  readonly isBackoff: boolean
  readonly isAsked: boolean
}

export function policyModel(script: Script, declared: Required<Pick<Declared, Needed>> & Declared): PolicyModel {
  const chain = endpointsOf(script)
  const placeOf = (model: string) => chain.find((endpoint) => endpoint.model === model)!
  const deadKeys = new Set<string>()
  const badHosts = new Set<string>()
  let deadlineAtMs = Infinity
  const isOpen = ({ credential, origin }: ScriptedEndpoint) => !deadKeys.has(credential) && !badHosts.has(origin)

  /** The next endpoint of the chain that the call has not been to; with a balance any of them. */
  const onward = (tries: readonly Try[], atMs: number): Move[] => {
    const open = chain.filter((endpoint) => isOpen(endpoint) && tries.every(({ model }) => model !== endpoint.model))
    const choice = declared.balance === undefined ? open.slice(0, 1) : open
    return choice.map(({ model }) => ({ to: model, fromMs: atMs, untilMs: atMs }))
  }

  return {
    first: (startedAtMs) => {
      deadlineAtMs = startedAtMs + declared.deadlineMs
      return onward([], startedAtMs)
    },
    next: (tries, ended) => {
      const { atMs, spoils } = ended
      const end: Move[] = [{ to: 'end', fromMs: atMs, untilMs: atMs }]
      const last = tries.at(-1)!
      const { credential, origin } = placeOf(last.model)
      if (spoils === 'credential') deadKeys.add(credential)
      if (spoils === 'origin') badHosts.add(origin)
      if (spoils === 'call' || atMs >= deadlineAtMs || tries.length >= declared.maxAttemptsPerCall) return end
      const others = onward(tries, atMs)
      const elsewhere = others.length > 0 ? others : end
      const stay = stayAfter(tries, ended)
      if (stay === undefined || (spoils === 'refused' && others.length > 0)) return elsewhere
      return [...staying(stay, last.model, atMs, others.length > 0), ...(mayLeave(stay, atMs, others) ? elsewhere : [])]
    },
  }

  /** Undefined if the endpoint may not be tried again. */
  function stayAfter(tries: readonly Try[], { atMs, spoils, askedUntilMs, hintMs = 0 }: Ended): Stay | undefined {
    const here = tries.filter(({ model }) => model === tries.at(-1)!.model)
    const most = spoils === 'refused' ? Math.min(2, declared.maxAttemptsPerEndpoint) : declared.maxAttemptsPerEndpoint
    if (here.length >= most || (spoils !== 'attempt' && spoils !== 'refused')) return undefined
    const isAsked = askedUntilMs !== undefined && askedUntilMs > atMs
    const fromMs = isAsked ? askedUntilMs : atMs + hintMs
    if (fromMs - atMs > declared.longestAskedWaitMs) return undefined
    const { initialMs, capMs } = declared.backoff
    const untilMs = Math.max(fromMs, atMs + Math.min(capMs, initialMs * 2 ** (here.length - 1)))
    // The minute's quota: the request that must have left the window first.
    const opensAtMs = (here.at(-(declared.rpm ?? Infinity))?.atMs ?? -Infinity) + windowMs
    if (opensAtMs <= fromMs) return { fromMs, untilMs, isBackoff: !isAsked, isAsked }
    return { fromMs: opensAtMs, untilMs: Math.max(opensAtMs, untilMs), isBackoff: opensAtMs <= untilMs, isAsked: false }
  }

  /** The part of the span that is worth waiting for here. */
  function staying(stay: Stay, model: string, atMs: number, canLeave: boolean): Move[] {
    const { fromMs, isBackoff, isAsked } = stay
    const untilMs = isBackoff || !canLeave ? stay.untilMs : Math.min(stay.untilMs, atMs + patienceMs)
    if (fromMs > untilMs || fromMs >= deadlineAtMs) return []
    // Those who were sent away until one instant come back spread over a little time behind it.
    const spreadMs = isAsked ? Math.min(declared.backoff.initialMs, (deadlineAtMs - fromMs) / 2) : 0
    return [{ to: model, fromMs, untilMs: Math.min(untilMs + spreadMs, deadlineAtMs) }]
  }

  /** Some instant of the span is not worth waiting for: beyond the deadline, or longer than the policy's patience. */
  function mayLeave({ untilMs, isBackoff }: Stay, atMs: number, others: readonly Move[]): boolean {
    return untilMs >= deadlineAtMs || (!isBackoff && others.length > 0 && untilMs - atMs > patienceMs)
  }
}

type Needed = 'deadlineMs' | 'maxAttemptsPerCall' | 'maxAttemptsPerEndpoint' | 'backoff' | 'longestAskedWaitMs'
