import type { EventOf, HistoryEvent } from './events.ts'
import { Numbered } from './numbered.ts'
import { callFrom, exchangeFrom, withAnother, type CallView, type ExchangeView } from './callView.ts'
import { isNotable, sortCalls, sortExchanges, type SortedCalls, type SortedExchanges } from './sorted.ts'

/** A history sorted out once, so that each invariant reads what it needs and nothing is searched twice. */
export interface HistoryView extends SortedCalls, SortedExchanges {
  readonly events: readonly HistoryEvent[]
  /** Several instances of the client made the calls. */
  readonly isFleet: boolean
  readonly calls: readonly CallView[]
  readonly exchanges: readonly ExchangeView[]
  /** Requests that bear no call. */
  readonly strays: readonly ExchangeView[]
  /** How often a call was said to have ended: of an honest history, once each. */
  readonly callEndings: number
  readonly connectionsOpened: readonly EventOf<'connection-opened'>[]
  readonly connectionsFailed: readonly EventOf<'connection-failed'>[]
  readonly breakerChanges: readonly EventOf<'breaker-changed'>[]
  readonly wallJumps: readonly EventOf<'wall-jumped'>[]
  readonly keysBuried: readonly EventOf<'key-buried'>[]
  readonly quiesced: EventOf<'run-quiesced'> | undefined
  callOf(call: number): CallView | undefined
  exchangeOf(exchange: number): ExchangeView | undefined
}

/** A slow reader pulls piece by piece: what a stream says after its first one, nobody hears when it is sent. */
function leaveUnheard({ deltas, exchanges }: CallView): void {
  const firstSeq = deltas[0]?.seq ?? Infinity
  for (const exchange of exchanges) if ((exchange.ended?.seq ?? 0) > firstSeq) exchange.unheard = true
}

/** Instances share no connection: whose a request without a call is, the calls on its connection tell. */
function attribute(exchanges: readonly ExchangeView[], calls: Numbered<CallView>): void {
  const ownerOf = new Map<number, number>()
  const orphans: ExchangeView[] = []
  for (const exchange of exchanges) {
    const { call, connection } = exchange.started
    if (call === null || calls.get(call) === undefined) orphans.push(exchange)
    else if (connection >= 0) ownerOf.set(connection, exchange.instance)
  }
  for (const orphan of orphans) {
    const { connection, exchange } = orphan.started
    // A world that shows no connections gives them all one number below 0.
    orphan.instance = ownerOf.get(connection) ?? (connection >= 0 ? -1 - 2 * connection : -2 - 2 * exchange)
  }
}

export function viewOf(events: readonly HistoryEvent[]): HistoryView {
  const calls = new Numbered<CallView>()
  const exchanges = new Numbered<ExchangeView>()
  const strays: ExchangeView[] = []
  const connectionsOpened: EventOf<'connection-opened'>[] = []
  const connectionsFailed: EventOf<'connection-failed'>[] = []
  const breakerChanges: EventOf<'breaker-changed'>[] = []
  const wallJumps: EventOf<'wall-jumped'>[] = []
  const keysBuried: EventOf<'key-buried'>[] = []
  let callEndings = 0
  let quiesced: EventOf<'run-quiesced'> | undefined
  let isFleet = false
  let hasSlowReader = false
  for (const event of events) {
    switch (event.type) {
      case 'call-started':
        isFleet ||= event.instance !== undefined
        calls.set(event.call, callFrom(event))
        break
      case 'call-delta': {
        const call = calls.get(event.call)
        if (call !== undefined) call.deltas = withAnother(call.deltas, event)
        break
      }
      case 'call-aborted': {
        const call = calls.get(event.call)
        if (call !== undefined) call.aborted = event
        break
      }
      case 'call-left': {
        const call = calls.get(event.call)
        if (call !== undefined) call.left = event
        break
      }
      case 'call-resumed': {
        const call = calls.get(event.call)
        if (call !== undefined) call.resumed = event
        hasSlowReader = true
        break
      }
      case 'call-ended': {
        callEndings += 1
        const call = calls.get(event.call)
        if (call !== undefined) call.ended = event
        break
      }
      case 'exchange-started': {
        const call = event.call === null ? undefined : calls.get(event.call)
        const exchange = exchangeFrom(event, call?.instance ?? 0)
        exchanges.set(event.exchange, exchange)
        if (call !== undefined) call.exchanges = withAnother(call.exchanges, exchange)
        else if (event.call === null) strays.push(exchange)
        break
      }
      case 'response-started': {
        const exchange = exchanges.get(event.exchange)
        if (exchange === undefined) break
        exchange.response = event
        exchange.isNotable = isNotable(event) || undefined
        break
      }
      case 'exchange-ended': {
        const exchange = exchanges.get(event.exchange)
        if (exchange !== undefined) end(exchange, event, calls)
        break
      }
      case 'connection-opened':
        connectionsOpened.push(event)
        break
      case 'connection-failed':
        connectionsFailed.push(event)
        break
      case 'attempt-started': {
        const call = calls.get(event.call)
        if (call !== undefined) call.attemptsStarted = withAnother(call.attemptsStarted, event)
        break
      }
      case 'attempt-ended': {
        const call = calls.get(event.call)
        if (call !== undefined) call.attemptsEnded = withAnother(call.attemptsEnded, event)
        break
      }
      case 'operation-ended': {
        const call = calls.get(event.call)
        if (call !== undefined) call.operation = event
        break
      }
      case 'wait-started': {
        const call = calls.get(event.call)
        if (call !== undefined) call.waits = withAnother(call.waits, event)
        break
      }
      case 'breaker-changed':
        breakerChanges.push(event)
        break
      case 'key-buried':
        keysBuried.push(event)
        break
      case 'wall-jumped':
        wallJumps.push(event)
        for (const exchange of exchanges.all) if (exchange.ended === undefined) exchange.wallJumped = true
        break
      case 'run-quiesced':
        quiesced = event
        break
    }
  }
  if (hasSlowReader) for (const call of calls.all) if (call.resumed !== undefined) leaveUnheard(call)
  if (isFleet) attribute(exchanges.all, calls)
  const { troubled, streams } = sortCalls(calls.all, quiesced)
  const { failures, notable, refusals } = sortExchanges(exchanges.all)
  return {
    events,
    isFleet,
    calls: calls.all,
    exchanges: exchanges.all,
    troubled,
    streams,
    failures,
    notable,
    refusals,
    strays,
    callEndings,
    connectionsOpened,
    connectionsFailed,
    breakerChanges,
    wallJumps,
    keysBuried,
    quiesced,
    callOf: (call) => calls.get(call),
    exchangeOf: (exchange) => exchanges.get(exchange),
  }
}

function end(exchange: ExchangeView, event: EventOf<'exchange-ended'>, calls: Numbered<CallView>): void {
  const { response, started } = exchange
  exchange.ended = event
  if (response !== undefined) {
    if (event.how === 'complete') exchange.isWhole = true
    if (event.finished && response.truth.class === 'ok') exchange.isGood = true
  }
  const call = started.call === null ? undefined : calls.get(started.call)
  if (call !== undefined && (call.ended ?? call.aborted) !== undefined) exchange.unheard = true
}
