import {
  isAnswered,
  type AnsweredExchange,
  type CallView,
  type ExchangeView,
  type HistoryView,
} from '../history/index.ts'
import type { JudgingContext } from './invariant.ts'

export { isAnswered, type AnsweredExchange }

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

/** Whether `endpointOf` both is the same: without making the names. */
export function isSameEndpoint(one: ExchangeView, other: ExchangeView): boolean {
  const { model, origin, credential } = one.started
  const { started, instance } = other
  return (
    model === started.model &&
    origin === started.origin &&
    credential === started.credential &&
    one.instance === instance
  )
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
 * Walks through exchanges in the order of their starts, and hands over each of the answers, in the order of their ends,
 * before the first exchange that `knows` it. Answers that nobody came to know follow at the end.
 */
export function walk(
  exchanges: readonly ExchangeView[],
  answers: readonly AnsweredExchange[],
  knows: (exchange: ExchangeView, answer: AnsweredExchange) => boolean,
  visit: { answer(answer: AnsweredExchange): void; start(exchange: ExchangeView): void },
): void {
  let next = 0
  for (const exchange of exchanges) {
    for (let answer = answers[next]; answer !== undefined && knows(exchange, answer); answer = answers[++next]) {
      visit.answer(answer)
    }
    visit.start(exchange)
  }
  for (; next < answers.length; next += 1) visit.answer(answers[next]!)
}

/**
 * Calls with those of their answers that are meant, in the order of their ends; the calls in the order in which they began.
 * Requests without a call are left out.
 */
export function byCall(
  view: HistoryView,
  answers: readonly AnsweredExchange[],
): { readonly call: CallView; readonly answers: readonly AnsweredExchange[] }[] {
  const found: { call: CallView; answers: AnsweredExchange[] }[] = []
  for (const [number, ofCall] of Map.groupBy(answers, ({ started }) => started.call)) {
    const call = number === null ? undefined : view.callOf(number)
    if (call !== undefined) found.push({ call, answers: ofCall })
  }
  return found.sort((a, b) => a.call.started.seq - b.call.started.seq)
}

/** Within one call the order of events is enough: the call itself waited for the answer. */
export function startedAfter({ started }: ExchangeView, { ended }: AnsweredExchange): boolean {
  return started.seq > ended.seq
}
