import type { EventOf, HistoryEvent } from './events.ts'

/** One exchange as the upstream saw it; `response` is absent if no head was sent, `ended` if it was still open. */
export interface ExchangeView {
  readonly started: EventOf<'exchange-started'>
  /**
   * Of the client. A request without a call (a probe) has the instance of its connection; where that carried no call
   * either, a negative number that nothing else has: whatever binds an instance cannot be told of it.
   */
  instance: number
  response?: EventOf<'response-started'>
  ended?: EventOf<'exchange-ended'>
  /** Its answer went out to its last byte. Kept here, as every rule asks it of every exchange. */
  isWhole?: true
  /** A good answer, with its end. */
  isGood?: true
  /**
   * Nobody read what came when it came: its call was over, or aborted, before it ended (on sockets the upstream hears of
   * that later), or its reader was slow.
   */
  unheard?: true
  /** The wall clock was set while it was under way: what its answer says of instants, its client reads by another clock. */
  wallJumped?: true
}

/** One call with all that belongs to it, each list in the order of events. */
export interface CallView {
  readonly call: number
  /** Of the client: 0 where there is only one. */
  readonly instance: number
  readonly started: EventOf<'call-started'>
  readonly deltas: EventOf<'call-delta'>[]
  readonly exchanges: ExchangeView[]
  readonly attemptsStarted: EventOf<'attempt-started'>[]
  readonly attemptsEnded: EventOf<'attempt-ended'>[]
  readonly waits: EventOf<'wait-started'>[]
  /** What the client itself says of the call as a whole, if it says it. */
  operation?: EventOf<'operation-ended'>
  aborted?: EventOf<'call-aborted'>
  left?: EventOf<'call-left'>
  /** The last time that a slow reader came back. */
  resumed?: EventOf<'call-resumed'>
  ended?: EventOf<'call-ended'>
}

/** A history sorted out once, so that each invariant reads what it needs and nothing is searched twice. */
export interface HistoryView {
  readonly events: readonly HistoryEvent[]
  /** Several instances of the client made the calls. */
  readonly isFleet: boolean
  readonly calls: readonly CallView[]
  readonly exchanges: readonly ExchangeView[]
  readonly connectionsOpened: readonly EventOf<'connection-opened'>[]
  readonly connectionsFailed: readonly EventOf<'connection-failed'>[]
  readonly breakerChanges: readonly EventOf<'breaker-changed'>[]
  readonly wallJumps: readonly EventOf<'wall-jumped'>[]
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
function attribute(exchanges: Iterable<ExchangeView>, calls: ReadonlyMap<number, CallView>): void {
  const ownerOf = new Map<number, number>()
  const orphans: ExchangeView[] = []
  for (const exchange of exchanges) {
    const { call, connection } = exchange.started
    if (call === null || !calls.has(call)) orphans.push(exchange)
    else if (connection >= 0) ownerOf.set(connection, exchange.instance)
  }
  for (const orphan of orphans) {
    const { connection, exchange } = orphan.started
    // A world that shows no connections gives them all one number below 0.
    orphan.instance = ownerOf.get(connection) ?? (connection >= 0 ? -1 - 2 * connection : -2 - 2 * exchange)
  }
}

export function viewOf(events: readonly HistoryEvent[]): HistoryView {
  const calls = new Map<number, CallView>()
  const exchanges = new Map<number, ExchangeView>()
  const connectionsOpened: EventOf<'connection-opened'>[] = []
  const connectionsFailed: EventOf<'connection-failed'>[] = []
  const breakerChanges: EventOf<'breaker-changed'>[] = []
  const wallJumps: EventOf<'wall-jumped'>[] = []
  let quiesced: EventOf<'run-quiesced'> | undefined
  let isFleet = false
  for (const event of events) {
    switch (event.type) {
      case 'call-started':
        isFleet ||= event.instance !== undefined
        calls.set(event.call, {
          call: event.call,
          instance: event.instance ?? 0,
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
        const call = event.call === null ? undefined : calls.get(event.call)
        const exchange: ExchangeView = { started: event, instance: call?.instance ?? 0 }
        exchanges.set(event.exchange, exchange)
        call?.exchanges.push(exchange)
        break
      }
      case 'response-started':
        withExchange(event.exchange, (exchange) => (exchange.response = event))
        break
      case 'exchange-ended':
        withExchange(event.exchange, (exchange) => {
          exchange.ended = event
          if (exchange.response !== undefined && event.how === 'complete') exchange.isWhole = true
          if (exchange.response?.truth.class === 'ok' && event.finished) exchange.isGood = true
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
      case 'operation-ended':
        withCall(event.call, (call) => (call.operation = event))
        break
      case 'wait-started':
        calls.get(event.call)?.waits.push(event)
        break
      case 'breaker-changed':
        breakerChanges.push(event)
        break
      case 'wall-jumped':
        wallJumps.push(event)
        for (const exchange of exchanges.values()) if (exchange.ended === undefined) exchange.wallJumped = true
        break
      case 'run-quiesced':
        quiesced = event
        break
    }
  }
  for (const call of calls.values()) if (call.resumed !== undefined) leaveUnheard(call)
  if (isFleet) attribute(exchanges.values(), calls)
  return {
    events,
    isFleet,
    calls: [...calls.values()],
    exchanges: [...exchanges.values()],
    connectionsOpened,
    connectionsFailed,
    breakerChanges,
    wallJumps,
    quiesced,
    callOf: (call) => calls.get(call),
    exchangeOf: (exchange) => exchanges.get(exchange),
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
