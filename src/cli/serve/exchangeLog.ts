import type { EventBody, ExchangeEnding } from '../../history/index.ts'
import type { Clock } from '../../runtime/index.ts'
import type { IncomingRequest } from '../../upstream/scriptedUpstream.ts'

/** One exchange as the log tells it. */
export interface LoggedExchange {
  /** From 1. */
  readonly number: number
  /** Wall time, ms since 1970. */
  readonly startedAtEpochMs: number
  readonly method: string
  readonly path: string
  /** Empty where the request named none. */
  readonly model: string
  readonly stream: boolean
  /** Null if no head went out. */
  readonly status: number | null
  /** The headers that ask for patience, as sent. */
  readonly asked: Readonly<Record<string, string>>
  readonly how: ExchangeEnding | 'open'
  /** The content that went out. */
  readonly text: string
  readonly tookMs: number
}

type Asked = Pick<IncomingRequest, 'method' | 'path'>

type BodyOf<Type extends EventBody['type']> = Extract<EventBody, { readonly type: Type }>

interface OpenExchange {
  readonly asked: Asked
  readonly started: BodyOf<'exchange-started'>
  readonly startedAtMs: number
  readonly startedAtEpochMs: number
  response?: BodyOf<'response-started'>
}

/** Puts what is recorded of an exchange together with what was asked, and hands it on when it is over. */
export class ExchangeLog {
  readonly #clock: Clock
  readonly #onExchange: (exchange: LoggedExchange) => void
  readonly #open = new Map<number, OpenExchange>()
  readonly #byStatus = new Map<string, number>()
  #incoming: Asked = { method: '', path: '' }

  constructor(clock: Clock, onExchange: (exchange: LoggedExchange) => void) {
    this.#clock = clock
    this.#onExchange = onExchange
  }

  /** The request whose start is recorded next. */
  incoming({ method, path }: Asked): void {
    this.#incoming = { method, path }
  }

  /** `at` is in ms of the history. */
  onEvent(event: EventBody, at: number): void {
    if (event.type === 'exchange-started') {
      const startedAtEpochMs = this.#clock.epochMs()
      this.#open.set(event.exchange, { asked: this.#incoming, started: event, startedAtMs: at, startedAtEpochMs })
    } else if (event.type === 'response-started') {
      const open = this.#open.get(event.exchange)
      if (open !== undefined) open.response = event
    } else if (event.type === 'exchange-ended') {
      const open = this.#open.get(event.exchange)
      if (open === undefined) return
      this.#open.delete(event.exchange)
      const status = String(open.response?.status ?? 'none')
      this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1)
      this.#onExchange(logged(open, event.how, event.text, at))
    }
  }

  /** Those that are not over. */
  open(): LoggedExchange[] {
    return [...this.#open.values()].map((open) => logged(open, 'open', '', this.#clock.now()))
  }

  /** How many are over, by the status that was answered; `none` where no head went out. */
  byStatus(): Record<string, number> {
    return Object.fromEntries(this.#byStatus)
  }
}

function logged(
  { asked, started, startedAtMs, response, startedAtEpochMs }: OpenExchange,
  how: LoggedExchange['how'],
  text: string,
  atMs: number,
): LoggedExchange {
  return {
    number: started.exchange + 1,
    startedAtEpochMs,
    method: asked.method,
    path: asked.path,
    model: started.model,
    stream: started.stream,
    status: response?.status ?? null,
    asked: response?.asked ?? {},
    how,
    text,
    tookMs: Math.max(0, atMs - startedAtMs),
  }
}
