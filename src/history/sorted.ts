import { isAnswered, type AnsweredExchange, type CallView, type ExchangeView } from './callView.ts'
import type { EventOf } from './events.ts'

/** Calls of which there may be something to say. */
export interface SortedCalls {
  /**
   * All but those that simply went well: one request, told of as one attempt or not at all, a good answer to it, no wait, and
   * a good end before the run’s. Most calls of most runs do, and most rules have nothing to look for in them.
   */
  readonly troubled: readonly CallView[]
  /** Those that wanted a stream, or were given pieces of one. */
  readonly streams: readonly CallView[]
}

/** Exchanges of which there may be something to say. */
export interface SortedExchanges {
  /** No good answer came to its end. */
  readonly failures: readonly ExchangeView[]
  /** Their answer was another one than a plain good one: an error, a redirect, or headers that ask for patience. */
  readonly notable: readonly ExchangeView[]
  /** Of the notable ones those whose answer came whole and was read, in the order in which they ended. */
  readonly refusals: readonly AnsweredExchange[]
}

export function sortCalls(calls: readonly CallView[], quiesced: EventOf<'run-quiesced'> | undefined): SortedCalls {
  const closedSeq = quiesced?.seq ?? Infinity
  const troubled: CallView[] = []
  const streams: CallView[] = []
  for (const call of calls) {
    if (!wentWell(call, closedSeq)) troubled.push(call)
    if (call.started.stream || call.deltas.length > 0) streams.push(call)
  }
  return { troubled, streams }
}

function wentWell(call: CallView, closedSeq: number): boolean {
  const { exchanges, attemptsStarted, waits, ended } = call
  if (exchanges.length !== 1 || attemptsStarted.length > 1 || waits.length > 0) return false
  if (call.aborted !== undefined || call.left !== undefined || call.resumed !== undefined) return false
  if (ended === undefined || !ended.outcome.ok || ended.seq > closedSeq) return false
  const [only] = exchanges
  const [told] = attemptsStarted
  const isGood = only!.isGood === true && only!.isWhole === true && only!.isNotable !== true
  return isGood && (told === undefined || told.seq < only!.started.seq)
}

export function sortExchanges(exchanges: readonly ExchangeView[]): SortedExchanges {
  const failures: ExchangeView[] = []
  const notable: ExchangeView[] = []
  const refusals: AnsweredExchange[] = []
  for (const exchange of exchanges) {
    if (exchange.isGood !== true) failures.push(exchange)
    if (exchange.isNotable !== true) continue
    notable.push(exchange)
    if (isAnswered(exchange)) refusals.push(exchange)
  }
  if (refusals.length > 1) refusals.sort((a, b) => a.ended.seq - b.ended.seq)
  return { failures, notable, refusals }
}

export function isNotable({ status, truth, asked }: EventOf<'response-started'>): boolean {
  if (truth.class !== 'ok' || truth.waitMs !== undefined || status >= 300) return true
  for (const _ in asked) return true
  return false
}
