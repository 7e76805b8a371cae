import type { ExchangeView, HistoryView } from '../history/index.ts'
import { askOf } from './asks.ts'
import { breakerSpans } from './disturbances.ts'
import { isAnswered, placeOf } from './exchanges.ts'
import { sorted } from './ordered.ts'
import { retryGaps } from './retryGaps.ts'

/** Calls that were sent away from one endpoint together, by whichever instances of the client. */
export interface SentAway {
  /** How many may have drawn when they would come back: also those that did not, or that something else kept. */
  readonly calls: number
  /** The instant from which on they may come back. */
  readonly fromMs: number
  /** The time over which each of them has to be spread, in ms. */
  readonly overMs: number
  readonly returns: ExchangeView[]
}

interface Backoff {
  readonly initialMs: number
  readonly capMs: number
}

/** Fewer calls together say nothing: see `tooMany`. */
const fewestTogether = 8

/**
 * The groups of calls that failed at one instant, and of those that one endpoint asked to stay away until one instant.
 * Counted as returns are only those that nothing but the client's own draw can have put where they are.
 */
export function sentAwayTogether(
  view: HistoryView,
  backoff: Backoff,
  deadlineMs: number | undefined,
  toleranceMs: number,
): SentAway[] {
  // Most runs have no such instant, and this runs over every random case.
  if (view.calls.length < fewestTogether) return []
  return [
    ...(failTogether(view.failures, toleranceMs) ? failedTogether(view, backoff, deadlineMs, toleranceMs) : []),
    ...(view.refusals.length < fewestTogether ? [] : askedTogether(view, backoff, deadlineMs)),
  ].filter(({ returns }) => returns.length >= fewestTogether)
}

/** Whether any `fewestTogether` exchanges failed within the tolerance, wherever. */
function failTogether(failures: readonly ExchangeView[], toleranceMs: number): boolean {
  const failedAtMs: number[] = []
  for (const { ended } of failures) if (ended !== undefined) failedAtMs.push(ended.at)
  const instants = sorted(failedAtMs)
  const apart = fewestTogether - 1
  return instants.some((atMs, index) => index >= apart && atMs - instants[index - apart]! <= toleranceMs)
}

function failedTogether(
  view: HistoryView,
  backoff: Backoff,
  deadlineMs: number | undefined,
  toleranceMs: number,
): SentAway[] {
  const groups = new Groups(toleranceMs)
  for (const failure of view.failures) {
    if (failure.ended !== undefined) groups.count(placeOf(failure), failure.ended.at)
  }
  for (const { before, after, ceilingMs } of retryGaps(view, backoff, deadlineMs)) {
    groups.returned(placeOf(before), before.ended.at, ceilingMs, after)
  }
  return groups.all()
}

/**
 * A wait that was asked for is a floor, and jitter comes on top of it. Over how long, no document says: as long as the first
 * backoff is the least that a client which spreads its retries at all has to offer.
 */
function askedTogether(view: HistoryView, { initialMs }: Backoff, deadlineMs: number | undefined): SentAway[] {
  const groups = new Groups(0)
  const isBroken = breakerSpans(view)
  for (const { exchanges, started, instance, attemptsStarted } of view.calls) {
    const lastInstant = started.at + (started.deadlineMs ?? deadlineMs ?? Infinity)
    const knowsAll = attemptsStarted.length === 0 || attemptsStarted.length === exchanges.length
    exchanges.forEach((exchange, index) => {
      const ask = isAnswered(exchange) ? askOf(exchange) : undefined
      if (ask === undefined) return
      const place = placeOf(exchange)
      groups.count(place, ask.dueMs)
      const after = exchanges[index + 1]
      if (after === undefined || !knowsAll || placeOf(after) !== place || after.started.at < ask.dueMs) return
      // Near its deadline a call has less time to spread, and behind an open circuit it waits for something else.
      if (ask.dueMs + 2 * initialMs > lastInstant || isBroken(instance, -Infinity, after.started.at)) return
      groups.returned(place, ask.dueMs, initialMs, after)
    })
  }
  return groups.all()
}

/** Of what happens at one place within the tolerance: how much, and what came of it, by the width of the spread. */
class Groups {
  readonly #toleranceMs: number
  readonly #counts = new Map<string, number>()
  readonly #returns = new Map<string, Omit<SentAway, 'calls'> & { readonly together: string }>()

  constructor(toleranceMs: number) {
    this.#toleranceMs = toleranceMs
  }

  count(place: string, atMs: number): void {
    const together = `${place} ${this.#instantOf(atMs)}`
    this.#counts.set(together, (this.#counts.get(together) ?? 0) + 1)
  }

  returned(place: string, atMs: number, overMs: number, after: ExchangeView): void {
    const fromMs = this.#instantOf(atMs)
    const together = `${place} ${fromMs}`
    const key = `${together} ${overMs}`
    const group = this.#returns.get(key)
    if (group === undefined) this.#returns.set(key, { together, fromMs, overMs, returns: [after] })
    else group.returns.push(after)
  }

  all(): SentAway[] {
    return [...this.#returns.values()].map(({ together, ...group }) => ({
      ...group,
      calls: this.#counts.get(together)!,
    }))
  }

  /** Of instants that nobody can tell apart the first of a grid stands for all. */
  #instantOf(atMs: number): number {
    return this.#toleranceMs === 0 ? atMs : Math.floor(atMs / this.#toleranceMs) * this.#toleranceMs
  }
}
