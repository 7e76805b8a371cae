import type { EventOf, HistoryEvent } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import type { TimelineRow } from '../timeline.ts'
import type { Moment } from './moments.ts'

type Words = Pick<TimelineRow, 'lane' | 'arrow' | 'call' | 'text'>

const words = messages.timeline

/** Which exchange belongs to which call: only its beginning says so. */
export class CallNames {
  readonly #callOf = new Map<number, number | null>()

  learn({ exchange, call }: EventOf<'exchange-started'>): void {
    this.#callOf.set(exchange, call)
  }

  of(exchange: number): number | null {
    return this.#callOf.get(exchange) ?? null
  }
}

/** A moment in words. Has to be asked for every moment in order: later ones are understood by earlier ones. */
export function wordsFor(moment: Moment, calls: CallNames): Words {
  const request = moment.find((event) => event.type === 'exchange-started')
  if (request !== undefined) {
    calls.learn(request)
    return requested(request, moment)
  }
  const [first, second] = moment
  if (first.type === 'call-delta') return received(moment as readonly EventOf<'call-delta'>[])
  if (first.type === 'response-started' && second?.type === 'exchange-ended') {
    const ending = first.truth.class !== 'ok' && endsAsExpected(second) ? '' : `; ${exchangeEnded(second)}`
    return { lane: 'upstream', arrow: 'in', call: calls.of(first.exchange), text: response(first) + ending }
  }
  return alone(moment.at(-1)!, calls)
}

function requested(request: EventOf<'exchange-started'>, moment: Moment): Words {
  const attempt = moment.find((event) => event.type === 'attempt-started')
  const kind = attempt === undefined || attempt.kind === 'first' ? null : attempt.kind
  const text = words.request(request.model, request.stream, kind)
  return { lane: 'client', arrow: 'out', call: request.call, text }
}

function received(pieces: readonly EventOf<'call-delta'>[]): Words {
  const text = words.received(quote(pieces.map((piece) => piece.text).join('')), pieces.length)
  return { lane: 'client', arrow: null, call: pieces[0]!.call, text }
}

function alone(event: HistoryEvent, calls: CallNames): Words {
  const client = (call: number | null, text: string): Words => ({ lane: 'client', arrow: null, call, text })
  const upstream = (arrow: Words['arrow'], call: number | null, text: string): Words => ({
    lane: 'upstream',
    arrow,
    call,
    text,
  })
  switch (event.type) {
    case 'call-started':
      return client(event.call, words.callStarted(event.stream, event.deadlineMs))
    case 'call-delta':
      return received([event])
    case 'call-aborted':
      return client(event.call, words.aborted)
    case 'call-resumed':
      return client(event.call, words.resumed)
    case 'wall-jumped':
      return client(null, words.wallJumped(event.byMs))
    case 'call-left':
      return client(event.call, words.left)
    case 'call-ended':
      return client(event.call, outcome(event.outcome))
    case 'attempt-started':
      return client(event.call, words.attemptStarted(event.attempt, event.kind, event.endpoint))
    case 'attempt-ended':
      return client(event.call, attemptEnded(event))
    case 'wait-started':
      return client(event.call, words.waits(event.delayMs, event.reason))
    case 'breaker-changed':
      return client(null, words.breaker(event.endpoint, event.from, event.to))
    case 'operation-started':
      return client(event.call, words.operationStarted(event.stream))
    case 'operation-ended':
      return client(event.call, words.operationEnded(event.attempts, event.durationMs, event.errorClass))
    case 'health-changed':
      return client(null, words.health(event.endpoint, event.healthy, event.reason))
    case 'limit-changed':
      return client(null, words.limit(event.endpoint, event.from, event.to))
    case 'key-buried':
      return client(null, words.keyBuried(event.endpoint, event.errorClass))
    case 'program-noted':
      return client(null, cut(event.text))
    case 'run-quiesced':
      return client(null, words.quiesced(event.timers, event.sockets, event.listeners))
    case 'connection-opened':
      return upstream(null, null, words.connectionOpened(event.origin))
    case 'connection-failed':
      return upstream(null, null, words.connectionFailed(event.origin, event.code))
    case 'exchange-started':
      return requested(event, [event])
    case 'response-started':
      return upstream('in', calls.of(event.exchange), response(event))
    case 'exchange-ended':
      if (event.how === 'client-left')
        return { lane: 'client', arrow: 'out', call: calls.of(event.exchange), text: exchangeEnded(event) }
      return upstream('in', calls.of(event.exchange), exchangeEnded(event))
  }
}
function outcome(given: EventOf<'call-ended'>['outcome']): string {
  return given.ok ? words.endedOk(quote(given.text)) : words.endedFailed(given.errorClass, cut(given.message))
}

function attemptEnded({ attempt, errorClass, reason, status }: EventOf<'attempt-ended'>): string {
  if (errorClass === null) return words.attemptOk(attempt)
  return words.attemptFailed(attempt, [status, errorClass, reason].filter((part) => part !== null).join(' '))
}

function response({ status, truth, asked }: EventOf<'response-started'>): string {
  const headers = Object.entries(asked).map(([name, value]) => `${name} ${value}`)
  return words.response(status, truth.class === 'ok' ? null : truth.class, headers)
}

/** An error whose body came whole is told by its status. */
function endsAsExpected({ how, text, finished }: EventOf<'exchange-ended'>): boolean {
  return how === 'complete' && text === '' && !finished
}

function exchangeEnded({ how, text, finished }: EventOf<'exchange-ended'>): string {
  const sent = text === '' ? words.nothing : quote(text)
  if (how === 'reset') return words.reset(sent)
  if (how === 'fin') return words.closed(sent)
  if (how === 'client-left') return words.clientLeft(sent)
  if (finished) return words.answered(sent)
  return text === '' ? words.errorSent : words.endedUnfinished(sent)
}

function quote(text: string): string {
  return `"${cut(text)}"`
}

/** Where an answer breaks off matters as much as how it begins. */
function cut(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 30)} ... ${text.slice(-25)}`
}
