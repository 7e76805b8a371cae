import type { EventOf, ExchangeView } from '../history/index.ts'
import type { JudgingContext } from './invariant.ts'

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

/** Why rules about answers are silent where answers may be hidden. */
export const whyHidden = 'of several attempts at once sockets do not tell which answers were read, nor when'

/** A hedge that lost is closed, and the upstream hears of it later: what it still answered, the client never saw. */
export function mayHideAnswers({ declared: { hedge }, toleranceMs }: JudgingContext): boolean {
  return hedge !== undefined && toleranceMs > 0
}

/** There is no answer in it: an error, half an answer, or nothing at all. */
export function isFailed({ isGood }: ExchangeView): boolean {
  return isGood !== true
}

/** For a reader: the endpoint without its key. */
export function placeOf({ started }: ExchangeView): string {
  return `${started.model}@${started.origin}`
}

/**
 * An endpoint is a model at an origin with a credential, as one instance of the client knows it: what binds a process
 * (a wait, a rate, a limit on requests under way) binds nobody else.
 */
export function endpointOf(exchange: ExchangeView): string {
  return `${placeOf(exchange)}/${credentialOf(exchange)}`
}

/** A key as one instance of the client knows it: that it died for another one nobody told it. */
export function credentialOf({ started, instance }: ExchangeView): string {
  return instance === 0 ? started.credential : `${started.credential}#${instance}`
}

/** For a reader: whose exchange it is. */
export function callerOf({ started }: ExchangeView): string {
  return started.call === null ? 'a request without a call' : `call ${started.call}`
}

/**
 * Walks through exchanges in the order of their starts, and hands over each whole answer before the first exchange that
 * `knows` it. Answers that nobody came to know follow at the end.
 */
export function walk(
  exchanges: readonly ExchangeView[],
  knows: (exchange: ExchangeView, answer: AnsweredExchange) => boolean,
  visit: { answer(answer: AnsweredExchange): void; start(exchange: ExchangeView): void },
): void {
  // Most calls make one attempt: nothing has to be put in order.
  if (exchanges.length === 1) {
    const [only] = exchanges
    visit.start(only!)
    if (isAnswered(only!)) visit.answer(only!)
    return
  }
  const answers = exchanges.filter(isAnswered).toSorted((a, b) => a.ended.seq - b.ended.seq)
  let next = 0
  for (const exchange of exchanges) {
    for (let answer = answers[next]; answer !== undefined && knows(exchange, answer); answer = answers[++next]) {
      visit.answer(answer)
    }
    visit.start(exchange)
  }
  for (const answer of answers.slice(next)) visit.answer(answer)
}

/** Within one call the order of events is enough: the call itself waited for the answer. */
export function startedAfter({ started }: ExchangeView, { ended }: AnsweredExchange): boolean {
  return started.seq > ended.seq
}
