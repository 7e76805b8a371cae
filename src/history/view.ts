import type { EventOf, HistoryEvent } from './events.ts'

/** One exchange as the upstream saw it; `response` is absent if no head was sent, `ended` if it was still open. */
export interface ExchangeView {
  readonly started: EventOf<'exchange-started'>
  response?: EventOf<'response-started'>
  ended?: EventOf<'exchange-ended'>
  /**
   * Nobody read what came when it came: its call was over, or aborted, before it ended (on sockets the upstream hears of
   * that later), or its reader was slow.
   */
  unheard?: true
}

/** One call with all that belongs to it, each list in the order of events. */
export interface CallView {
  readonly call: number
  readonly started: EventOf<'call-started'>
  readonly deltas: EventOf<'call-delta'>[]
  readonly exchanges: ExchangeView[]
  readonly attemptsStarted: EventOf<'attempt-started'>[]
  readonly attemptsEnded: EventOf<'attempt-ended'>[]
  readonly waits: EventOf<'wait-started'>[]
  aborted?: EventOf<'call-aborted'>
  left?: EventOf<'call-left'>
  /** The last time that a slow reader came back. */
  resumed?: EventOf<'call-resumed'>
  ended?: EventOf<'call-ended'>
}

/** A history sorted out once, so that each invariant reads what it needs and nothing is searched twice. */
export interface HistoryView {
  readonly events: readonly HistoryEvent[]
  readonly calls: readonly CallView[]
  readonly exchanges: readonly ExchangeView[]
  readonly connectionsOpened: readonly EventOf<'connection-opened'>[]
  readonly connectionsFailed: readonly EventOf<'connection-failed'>[]
  readonly breakerChanges: readonly EventOf<'breaker-changed'>[]
  readonly quiesced: EventOf<'run-quiesced'> | undefined
}

/** A slow reader pulls piece by piece: what a stream says after its first one, nobody hears when it is sent. */
function leaveUnheard({ deltas, exchanges }: CallView): void {
  const firstSeq = deltas[0]?.seq ?? Infinity
  for (const exchange of exchanges) if ((exchange.ended?.seq ?? 0) > firstSeq) exchange.unheard = true
}

export function viewOf(events: readonly HistoryEvent[]): HistoryView {
  const calls = new Map<number, CallView>()
  const exchanges = new Map<number, ExchangeView>()
  const connectionsOpened: EventOf<'connection-opened'>[] = []
  const connectionsFailed: EventOf<'connection-failed'>[] = []
  const breakerChanges: EventOf<'breaker-changed'>[] = []
  let quiesced: EventOf<'run-quiesced'> | undefined
  for (const event of events) {
    switch (event.type) {
      case 'call-started':
        calls.set(event.call, {
          call: event.call,
          started: event,
          deltas: [],
          exchanges: [],
          attemptsStarted: [],
          attemptsEnded: [],
          waits: [],
        })
        break
      case 'call-delta':
        calls.get(event.call)?.deltas.push(event)
        break
      case 'call-aborted':
        withCall(event.call, (call) => (call.aborted = event))
        break
      case 'call-left':
        withCall(event.call, (call) => (call.left = event))
        break
      case 'call-resumed':
        withCall(event.call, (call) => (call.resumed = event))
        break
      case 'call-ended':
        withCall(event.call, (call) => (call.ended = event))
        break
      case 'exchange-started': {
        const exchange: ExchangeView = { started: event }
        exchanges.set(event.exchange, exchange)
        if (event.call !== null) calls.get(event.call)?.exchanges.push(exchange)
        break
      }
      case 'response-started':
        withExchange(event.exchange, (exchange) => (exchange.response = event))
        break
      case 'exchange-ended':
        withExchange(event.exchange, (exchange) => {
          exchange.ended = event
          const call = exchange.started.call === null ? undefined : calls.get(exchange.started.call)
          if (call !== undefined && (call.ended ?? call.aborted) !== undefined) exchange.unheard = true
        })
        break
      case 'connection-opened':
        connectionsOpened.push(event)
        break
      case 'connection-failed':
        connectionsFailed.push(event)
        break
      case 'attempt-started':
        calls.get(event.call)?.attemptsStarted.push(event)
        break
      case 'attempt-ended':
        calls.get(event.call)?.attemptsEnded.push(event)
        break
      case 'wait-started':
        calls.get(event.call)?.waits.push(event)
        break
      case 'breaker-changed':
        breakerChanges.push(event)
        break
      case 'run-quiesced':
        quiesced = event
        break
    }
  }
  for (const call of calls.values()) if (call.resumed !== undefined) leaveUnheard(call)
  return {
    events,
    calls: [...calls.values()],
    exchanges: [...exchanges.values()],
    connectionsOpened,
    connectionsFailed,
    breakerChanges,
    quiesced,
  }

  function withCall(call: number, change: (view: CallView) => void): void {
    const view = calls.get(call)
    if (view !== undefined) change(view)
  }

  function withExchange(exchange: number, change: (view: ExchangeView) => void): void {
    const view = exchanges.get(exchange)
    if (view !== undefined) change(view)
  }
}
