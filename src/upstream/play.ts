import type { Http2Code, ParserBreak, Step } from '../faults/index.ts'
import type { ExchangeEnding, Recorder } from '../history/index.ts'
import type { Clock, Timer } from '../runtime/index.ts'
import { SentText } from './sentText.ts'
import { Silence } from './silence.ts'

/** The server's end of one exchange, whatever carries it: virtual, a real socket, or MSW. */
export interface ServerSocket {
  head(status: number, headers: Readonly<Record<string, string>>, framing?: 'until-close'): void
  data(bytes: Uint8Array): void
  end(): void
  reset(): void
  fin(closeNotify?: false): void
  garbage(bytes: Uint8Array, breaks?: ParserBreak): void
  goaway(code: Http2Code, processed: boolean): void
  rstStream(code: Http2Code): void
}

/** The next step is not known yet: `onMore` calls back when it is. Time goes on meanwhile, and no wait is put off by it. */
interface Pause {
  readonly do: 'pause'
  readonly onMore: (go: () => void) => void
}

export type PlayedStep = Step | Pause

/** The headers by which an answer asks for patience; the history keeps them as sent. */
const patienceHeader = /^(retry-after|ratelimit|x-ratelimit|x-should-retry)/

/**
 * Plays the steps of one exchange on one socket and takes down what was done. The one interpreter of steps: worlds
 * differ only in the socket. Returns what to call when the client leaves before the end. Waits add up to a plan that
 * begins now, so that the lateness of one timer does not delay all that follows. `onOver` is called once, when the
 * exchange has ended, in whatever way.
 */
export function play(
  steps: Iterable<PlayedStep>,
  exchange: number,
  clock: Clock,
  socket: ServerSocket,
  recorder: Recorder,
  onOver = () => {},
): { clientLeft(): void } {
  const iterator = steps[Symbol.iterator]()
  let dueMs = clock.now()
  const sent = new SentText()
  const silence = new Silence()
  let bytesLeft = Infinity
  let finished = false
  let over = false
  let timer: Timer | undefined
  let corked: Uint8Array[] | undefined

  const uncork = (last?: Uint8Array) => {
    const bytes = Buffer.concat(last === undefined ? corked! : [...corked!, last])
    corked = undefined
    socket.data(bytes)
  }

  const close = (how: ExchangeEnding) => {
    over = true
    const silent = how === 'client-left' ? silence.at(clock.now()) : undefined
    const text = sent.text()
    recorder.record(
      silent === undefined
        ? { type: 'exchange-ended', exchange, how, text, finished }
        : { type: 'exchange-ended', exchange, how, text, finished, silence: silent },
    )
    onOver()
  }

  const proceed = () => {
    while (!over) {
      const result = iterator.next()
      if (result.done === true) return
      const step = result.value
      if (corked !== undefined && step.do !== 'data') uncork()
      switch (step.do) {
        case 'wait': {
          dueMs += step.ms
          const leftMs = dueMs - clock.now()
          // What is overdue goes out at once: a timer of no time would cost another millisecond.
          if (leftMs <= 0 && step.ms > 0) break
          timer = clock.timer(Math.max(0, leftMs), proceed)
          return
        }
        case 'pause':
          step.onMore(proceed)
          return
        case 'hang':
          return
        case 'head':
          recorder.record({
            type: 'response-started',
            exchange,
            status: step.status,
            truth: step.truth,
            asked: patienceOf(step.headers),
          })
          silence.heard(clock.now(), step.headers['content-type']?.startsWith('text/event-stream') === true)
          bytesLeft = declaredBytes(step)
          socket.head(step.status, step.headers, step.framing)
          break
        case 'data':
          bytesLeft -= step.bytes.length
          // What lies beyond the declared length reaches nobody (RFC 9112 section 6.3).
          if (bytesLeft >= 0) {
            const nowMs = clock.now()
            silence.heard(nowMs)
            if ((step.text ?? step.goesOn) !== undefined) silence.wentOn(nowMs)
            if (step.text !== undefined) sent.add(step.text)
            finished ||= step.finish === true
          }
          if (step.corked === true) (corked ??= []).push(step.bytes)
          else if (corked === undefined) socket.data(step.bytes)
          else uncork(step.bytes)
          break
        case 'end':
          close('complete')
          socket.end()
          return
        case 'reset':
          close('reset')
          socket.reset()
          return
        case 'fin':
          close('fin')
          socket.fin(step.closeNotify)
          return
        case 'garbage':
          silence.heard(clock.now())
          socket.garbage(step.bytes, step.breaks)
          break
        case 'goaway':
          silence.heard(clock.now())
          // A graceful one lets the exchange run to its end; any other ends the connection.
          if (step.processed && step.code === 'NO_ERROR') {
            socket.goaway(step.code, step.processed)
            break
          }
          close('goaway')
          socket.goaway(step.code, step.processed)
          return
        case 'rst-stream':
          close('rst-stream')
          socket.rstStream(step.code)
          return
      }
    }
  }
  proceed()

  return {
    clientLeft: () => {
      if (over) return
      timer?.cancel()
      close('client-left')
    },
  }
}

function declaredBytes({ headers, framing }: Extract<Step, { do: 'head' }>): number {
  return framing === 'until-close' ? Infinity : Number(headers['content-length'] ?? Infinity)
}

const nothingAsked: Readonly<Record<string, string>> = Object.freeze({})

/** Most answers ask for none: a history of a hundred thousand of them holds that once. */
function patienceOf(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  let asked: Record<string, string> | undefined
  for (const name in headers) if (asksForPatience(name)) (asked ??= {})[name] = headers[name]!
  return asked ?? nothingAsked
}

/** Nearly all names come again with every answer. */
const known = new Map<string, boolean>()
const mostKnown = 200

function asksForPatience(name: string): boolean {
  let asks = known.get(name)
  if (asks === undefined) {
    asks = patienceHeader.test(name)
    if (known.size < mostKnown) known.set(name, asks)
  }
  return asks
}
