import { RecentHistory, type EventOf } from '../../history/index.ts'
import { endpointsOf } from '../../faults/index.ts'
import { createRandom, RealClock, type Clock } from '../../runtime/index.ts'
import { startWireUpstream, type WireUpstream } from '../../upstream/wire/index.ts'
import type { IncomingRequest } from '../../upstream/scriptedUpstream.ts'
import type { ServerSocket } from '../../upstream/play.ts'
import { refusalOf, isControl, type Access } from './access.ts'
import { answerError } from './answers.ts'
import { ExchangeLog, type LoggedExchange } from './exchangeLog.ts'
import { JudgedEvents } from './judgedEvents.ts'
import type { Serving } from './plan.ts'

/** Some 5,000 exchanges can be read back; older ones are dropped. */
const mostRecentEvents = 20_000

export interface ServeOptions {
  readonly serving: Serving
  readonly seed: number
  readonly host: string
  /** Names beside the loopback ones; undefined for a loopback address. */
  readonly hostNames: readonly string[] | undefined
  /** 0 for any free ones. */
  readonly firstPort: number
  readonly access: Access
  readonly judge: boolean
  readonly onExchange: (exchange: LoggedExchange) => void
  readonly onConnectionFailed: (event: EventOf<'connection-failed'>) => void
  /** A fault threw: a bug in it, or in us. */
  readonly onBug: (error: unknown) => void
  /** Answers what is asked of the control API. */
  readonly onControl: (request: IncomingRequest, socket: ServerSocket) => void
}

/** Where an origin is, and what lives there. */
export interface ServedOrigin {
  readonly name: string
  readonly baseUrl: string
  readonly models: readonly string[]
}

/** An upstream that serves one script after another, and knows what it saw. */
export class ServedUpstream {
  readonly #options: ServeOptions
  readonly #clock: Clock = new RealClock()
  readonly #history: RecentHistory
  readonly #log: ExchangeLog
  readonly #judged: JudgedEvents | undefined
  #serving: Serving
  #wire: WireUpstream | undefined
  #startedAtMs = 0
  #sinceSeq = 0
  #refused = 0
  #turning: Promise<void> = Promise.resolve()

  private constructor(options: ServeOptions) {
    this.#options = options
    this.#serving = options.serving
    this.#log = new ExchangeLog(this.#clock, options.onExchange)
    this.#judged = options.judge ? new JudgedEvents() : undefined
    this.#history = new RecentHistory(
      () => this.#clock.now(),
      mostRecentEvents,
      (event, at, seq) => {
        this.#judged?.record({ seq, at, ...event })
        this.#log.onEvent(event, at)
        if (event.type === 'connection-failed') options.onConnectionFailed({ seq, at, ...event })
      },
    )
  }

  /** Rejects as `startWireUpstream` does. */
  static async start(options: ServeOptions): Promise<ServedUpstream> {
    const served = new ServedUpstream(options)
    await served.#listen()
    return served
  }

  async #listen(): Promise<void> {
    const { seed, host, hostNames, firstPort, access, onBug } = this.#options
    const runtime = { clock: this.#clock, random: createRandom(seed), recorder: this.#history, onBug }
    const keys = new Map([access.tokenForAll ? [access.token, 'token'] : ['test', 'test']] as const)
    this.#judged?.scriptBegins(this.#serving)
    this.#wire = await startWireUpstream(this.#serving.script, runtime, keys, {
      host,
      firstPort,
      ...(hostNames === undefined ? {} : { hostNames }),
      intercept: (request, socket) => this.#intercept(request, socket),
    })
    this.#startedAtMs = this.#clock.now()
  }

  #intercept(request: IncomingRequest, socket: ServerSocket): { clientLeft(): void } | undefined {
    const refusal = refusalOf(request, this.#options.access)
    if (refusal !== undefined) {
      this.#refused += 1
      const challenge = refusal.status === 401 ? { 'www-authenticate': 'Bearer' } : {}
      answerError(socket, refusal.status, refusal.message, challenge)
    } else if (isControl(request)) this.#options.onControl(request, socket)
    else {
      this.#log.incoming(request)
      return undefined
    }
    return { clientLeft: () => {} }
  }

  get seed(): number {
    return this.#options.seed
  }

  get serving(): Serving {
    return this.#serving
  }

  get history(): RecentHistory {
    return this.#history
  }

  get judged(): JudgedEvents | undefined {
    return this.#judged
  }

  get log(): ExchangeLog {
    return this.#log
  }

  get certificateAuthority(): string | undefined {
    return this.#wire?.certificateAuthority
  }

  /** Since the script began. */
  get elapsedMs(): number {
    return this.#clock.now() - this.#startedAtMs
  }

  /** The first event that the script can have had a part in. */
  get sinceSeq(): number {
    return this.#sinceSeq
  }

  /** Requests that were not let in. */
  get refused(): number {
    return this.#refused
  }

  openConnections(): number {
    return this.#wire?.openSockets() ?? 0
  }

  origins(): ServedOrigin[] {
    const endpoints = endpointsOf(this.#serving.script)
    return [...(this.#wire?.origins ?? [])].map(([name, url]) => ({
      name,
      baseUrl: `${url}/v1`,
      models: endpoints.filter(({ origin }) => origin === name).map(({ model }) => model),
    }))
  }

  /** Serves something else, or the same anew; one turn after the other. Rejects as `WireUpstream.play` does. */
  turnTo(serving: Serving): Promise<void> {
    const turned = this.#turning.then(async () => {
      this.#serving = serving
      this.#startedAtMs = this.#clock.now()
      this.#sinceSeq = this.#history.nextSeq
      this.#judged?.scriptBegins(serving)
      await this.#wire?.play(serving.script)
    })
    this.#turning = turned.catch(() => {})
    return turned
  }

  async close(): Promise<void> {
    await this.#turning
    await this.#wire?.close()
  }
}
