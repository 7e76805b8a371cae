import type { EventOf } from './events.ts'

/**
 * One exchange as the upstream saw it; `response` is undefined if no head was sent, `ended` if it was still open. Every
 * field stands in each of them: forty rules read them, and objects of one shape are read at once.
 */
export interface ExchangeView {
  readonly started: EventOf<'exchange-started'>
  /**
   * Of the client. A request without a call (a probe) has the instance of its connection; where that carried no call
   * either, a negative number that nothing else has: whatever binds an instance cannot be told of it.
   */
  instance: number
  response: EventOf<'response-started'> | undefined
  ended: EventOf<'exchange-ended'> | undefined
  /** Its answer went out to its last byte. Kept here, as every rule asks it of every exchange. */
  isWhole: true | undefined
  /** A good answer, with its end. */
  isGood: true | undefined
  /** Its answer says something else than a plain good one: see `SortedExchanges`. */
  isNotable: true | undefined
  /**
   * Nobody read what came when it came: its call was over, or aborted, before it ended (on sockets the upstream hears of
   * that later), or its reader was slow.
   */
  unheard: true | undefined
  /** The wall clock was set while it was under way: what its answer says of instants, its client reads by another clock. */
  wallJumped: true | undefined
}

/** An exchange whose answer went out to its last byte: from here on the client can know what it says, body included. */
export interface AnsweredExchange extends ExchangeView {
  response: EventOf<'response-started'>
  ended: EventOf<'exchange-ended'>
}

/**
 * What was cut or left says nothing certain: a client that never saw the body cannot tell a spent quota from a full
 * minute. Rules about the meaning of an answer therefore go by whole answers only, and by those that somebody read.
 */
export function isAnswered(exchange: ExchangeView): exchange is AnsweredExchange {
  return exchange.isWhole === true && exchange.unheard !== true
}

/** One call with all that belongs to it, each list in the order of events. */
export interface CallView {
  readonly call: number
  /** Of the client: 0 where there is only one. */
  readonly instance: number
  readonly started: EventOf<'call-started'>
  deltas: readonly EventOf<'call-delta'>[]
  exchanges: readonly ExchangeView[]
  attemptsStarted: readonly EventOf<'attempt-started'>[]
  attemptsEnded: readonly EventOf<'attempt-ended'>[]
  waits: readonly EventOf<'wait-started'>[]
  /** What the client itself says of the call as a whole, if it says it. */
  operation: EventOf<'operation-ended'> | undefined
  aborted: EventOf<'call-aborted'> | undefined
  left: EventOf<'call-left'> | undefined
  /** The last time that a slow reader came back. */
  resumed: EventOf<'call-resumed'> | undefined
  ended: EventOf<'call-ended'> | undefined
}

const none: readonly never[] = []

export function callFrom(started: EventOf<'call-started'>): CallView {
  return {
    call: started.call,
    instance: started.instance ?? 0,
    started,
    deltas: none,
    exchanges: none,
    attemptsStarted: none,
    attemptsEnded: none,
    waits: none,
    operation: undefined,
    aborted: undefined,
    left: undefined,
    resumed: undefined,
    ended: undefined,
  }
}

export function exchangeFrom(started: EventOf<'exchange-started'>, instance: number): ExchangeView {
  return {
    started,
    instance,
    response: undefined,
    ended: undefined,
    isWhole: undefined,
    isGood: undefined,
    isNotable: undefined,
    unheard: undefined,
    wallJumped: undefined,
  }
}

/** With one more. Most lists get one item: what is made for it has room for it alone, what `push` makes, for 17. */
export function withAnother<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (list.length === 0) return [item]
  ;(list as Item[]).push(item)
  return list
}
