import { endpointsOf, type Script } from '../../src/faults/index.ts'
import type { ErrorClass } from '../../src/protocol/errorClass.ts'
import type { DayPolicy } from './oneCall.ts'

/**
 * What the documents say about the moves of one call that is alone, written once more and from them alone (docs/client.md,
 * the rules with numbers): not a line is shared with the client. Hedges are not in it. Pure.
 */
export interface PolicyModel {
  readonly first: Foreseen
  /** After `tried`, the next attempt, ended so. */
  after(past: Past, tried: Try, ended: Ended): Foreseen
}

/** All that may come next, and what it depends on. */
export interface Foreseen {
  readonly past: Past
  readonly moves: readonly Move[]
}

interface Past {
  readonly tries: readonly Try[]
  readonly deadKeys: readonly string[]
  readonly badHosts: readonly string[]
}

/** An attempt at one of these instants, both ends included, in monotonic ms. */
export interface Move {
  /** The model, or `end`: the call goes no further. */
  readonly to: string
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
  /** The server asks to be left alone until then, in a header or in so many words. */
  readonly askedUntilMs?: number
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

/**
 * A wait that the server asks for is sat out up to here; a longer one sends the call to the next endpoint, and so do
 * backoffs that could be longer in all.
 */
const patienceMs = 1_000
const windowMs = 60_000

/** A wait that would leave less of the call is not begun. */
const leastRoomMs = 1

/** A wait at the endpoint that has just failed: some instant of a span, which chance decides. */
interface Stay {
  readonly fromMs: number
  readonly untilMs: number
  readonly isBackoff: boolean
  readonly isAsked: boolean
}

export function policyModel(script: Script, declared: DayPolicy, startedAtMs: number): PolicyModel {
  const chain = endpointsOf(script)
  const deadlineAtMs = startedAtMs + declared.deadlineMs
  const lastWaitEndMs = deadlineAtMs - leastRoomMs
  const fresh: Past = { tries: [], deadKeys: [], badHosts: [] }
  return {
    first: { past: fresh, moves: onward(fresh, startedAtMs) },
    after: (before, tried, ended) => {
      const past = taught(before, tried, ended)
      return { past, moves: movesAfter(past, tried, ended) }
    },
  }

  function taught({ tries, deadKeys, badHosts }: Past, tried: Try, { spoils }: Ended): Past {
    const { credential, origin } = chain.find(({ model }) => model === tried.model)!
    return {
      tries: [...tries, tried],
      deadKeys: spoils === 'credential' ? [...deadKeys, credential] : deadKeys,
      badHosts: spoils === 'origin' ? [...badHosts, origin] : badHosts,
    }
  }

  function movesAfter(past: Past, tried: Try, ended: Ended): readonly Move[] {
    const { atMs, spoils } = ended
    const end: Move[] = [{ to: 'end', fromMs: atMs, untilMs: atMs }]
    if (spoils === 'call' || atMs >= deadlineAtMs || past.tries.length >= declared.maxAttemptsPerCall) return end
    const others = onward(past, atMs)
    const stays = staysAfter(past.tries, ended)
    if (stays.length === 0 || (spoils === 'refused' && others.length > 0)) return others.length > 0 ? others : end
    return stays.flatMap((stay) => movesAround(stay, past, tried, atMs, others.length > 0 ? others : end))
  }

  /** The call stays, or it goes: where to, if it goes anywhere. */
  function movesAround(stay: Stay, past: Past, tried: Try, atMs: number, others: readonly Move[]): readonly Move[] {
    const { model } = tried
    if (others[0]!.to === 'end')
      return [...staying(stay, model, Infinity), ...(stay.untilMs > lastWaitEndMs ? others : [])]
    // Another attempt as long as the last one must leave the endpoints behind it their turn.
    const lastStartMs = deadlineAtMs - (atMs - tried.atMs)
    const patientUntilMs = stay.isBackoff ? (isPatient(past.tries) ? Infinity : atMs) : atMs + patienceMs
    const worthUntilMs = Math.min(patientUntilMs, lastStartMs)
    const latestMs = stay.untilMs + spreadMs(stay, stay.untilMs)
    const mayLeave = latestMs >= lastStartMs || stay.untilMs > Math.min(patientUntilMs, lastWaitEndMs)
    return [...staying(stay, model, worthUntilMs), ...(mayLeave ? others : [])]
  }

  /** All backoffs here together could not be longer than the patience. */
  function isPatient(tries: readonly Try[]): boolean {
    const ceilingsMs = triesHere(tries).map((_, retry) => ceilingMs(retry))
    return ceilingsMs.reduce((sum, ms) => sum + ms, 0) <= patienceMs
  }

  function triesHere(tries: readonly Try[]): readonly Try[] {
    return tries.filter(({ model }) => model === tries.at(-1)!.model)
  }

  function ceilingMs(retry: number): number {
    return Math.min(declared.backoff.capMs, declared.backoff.initialMs * 2 ** retry)
  }

  /** The next endpoint of the chain that the call has not been to; with a balance any of them, without fallback none. */
  function onward({ tries, deadKeys, badHosts }: Past, atMs: number): Move[] {
    if (declared.fallback === false && tries.length > 0) return []
    const open = chain.filter(
      ({ model, credential, origin }) =>
        tries.every((tried) => tried.model !== model) && !deadKeys.includes(credential) && !badHosts.includes(origin),
    )
    const choice = declared.balance === undefined ? open.slice(0, 1) : open
    return choice.map(({ model }) => ({ to: model, fromMs: atMs, untilMs: atMs }))
  }

  /** None if the endpoint may not be tried again; two where what is drawn decides what the call waits for. */
  function staysAfter(tries: readonly Try[], { atMs, spoils, askedUntilMs }: Ended): Stay[] {
    const here = triesHere(tries)
    const most = spoils === 'refused' ? Math.min(2, declared.maxAttemptsPerEndpoint) : declared.maxAttemptsPerEndpoint
    if (here.length >= most || (spoils !== 'attempt' && spoils !== 'refused')) return []
    const isAsked = askedUntilMs !== undefined && askedUntilMs > atMs
    const fromMs = isAsked ? askedUntilMs : atMs
    // Not by a rounding error: 20.609 - 10.609 is more than 10.
    if (fromMs - atMs > declared.longestAskedWaitMs + 1e-6) return []
    const untilMs = Math.max(fromMs, atMs + ceilingMs(here.length - 1))
    // The minute's quota: the request that must have left the window first.
    const opensAtMs = (here.at(-(declared.rpm ?? Infinity))?.atMs ?? -Infinity) + windowMs
    const drawn: Stay = { fromMs: Math.max(fromMs, opensAtMs), untilMs, isBackoff: !isAsked, isAsked }
    if (opensAtMs <= fromMs) return [drawn]
    const gated: Stay = { fromMs: opensAtMs, untilMs: opensAtMs, isBackoff: false, isAsked: false }
    return opensAtMs <= untilMs ? [gated, drawn] : [gated]
  }

  /** Those who were sent away until one instant come back spread over half the time that they have waited by then. */
  function spreadMs({ isAsked, untilMs }: Stay, fromMs: number): number {
    const { initialMs, capMs } = declared.backoff
    if (!isAsked || initialMs === 0) return 0
    // Attempts are no waits: this is the most that it can be.
    const mostMs = Math.max(initialMs, Math.min((untilMs - startedAtMs) / 2, capMs))
    return Math.max(0, Math.min(mostMs, (deadlineAtMs - fromMs) / 2))
  }

  /** The part of the span that is worth waiting for here. */
  function staying(stay: Stay, model: string, worthUntilMs: number): Move[] {
    const { fromMs, untilMs } = stay
    if (fromMs > Math.min(worthUntilMs, lastWaitEndMs)) return []
    const latestMs = Math.min(untilMs, worthUntilMs) + spreadMs(stay, fromMs)
    return [{ to: model, fromMs, untilMs: Math.min(latestMs, deadlineAtMs) }]
  }
}
