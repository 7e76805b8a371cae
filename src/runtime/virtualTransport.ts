import { VirtualExchange } from './virtualExchange.ts'
import { VirtualRunaway, type VirtualClock } from './virtualClock.ts'
import {
  TransportError,
  type SendOptions,
  type Transport,
  type TransportHeaders,
  type TransportKind,
  type TransportPhase,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts'

/** The server's end of a virtual connection: what it does here, the client meets as undici would show it. */
export interface VirtualSocket {
  /** False once either side has closed the exchange: nothing more arrives. */
  readonly open: boolean
  /** A body without content-length is chunked, or lasts until the connection closes. */
  head(status: number, headers: TransportHeaders, framing?: 'until-close'): void
  data(bytes: Uint8Array): void
  /** The response is complete; the connection stays usable. */
  end(): void
  reset(): void
  fin(): void
  /** Something that is no HTTP. Without a code the client waits for more of it. */
  garbage(bytes: Uint8Array, breaks?: string): void
  goaway(code: string, processed: boolean): void
  rstStream(code: string): void
}

/** What a virtual connection attempt meets. */
export type VirtualConnection =
  | { accepted: true; connection: number }
  /** It stands, and is closed before a request on it is looked at. */
  | { accepted: true; connection: number; closesWith: 'fin' }
  /** It comes to nothing: `code` is what Node gives, `phase` how far it got. */
  | { accepted: false; phase: 'dns' | 'connect' | 'tls'; kind: TransportKind; code: string }
  /** Nothing ever comes; in phase `tls` TCP stands. `gaveUp` is called when the client waits no longer. */
  | { accepted: false; hangs: 'connect' | 'tls'; gaveUp(): void }

/** The far side of the virtual network; an upstream player implements it. */
export interface VirtualPeer {
  connect(origin: string): VirtualConnection
  /** A request has arrived on an open connection. Returns what to call when the client goes away first. */
  exchange(connection: number, request: TransportRequest, socket: VirtualSocket): { clientLeft(): void }
}

/** More than any load starts at one instant; a retry loop without a wait gets there in no time at all. */
const mostRequestsAtOnce = 20_000

/**
 * A network of promises instead of sockets: keep-alive pool, aborts and errors behave like `UndiciTransport`'s, and
 * the errors carry the same codes and causes. It takes no time of its own; time passes in the peer's steps.
 */
export class VirtualTransport implements Transport {
  readonly #peer: VirtualPeer
  readonly #clock: VirtualClock | undefined
  #instantMs = -1
  #sentNow = 0
  readonly #idle = new Map<string, number[]>()
  #busy = 0

  /** With a clock, a client that asks for ever without letting time pass is stopped. */
  constructor(peer: VirtualPeer, clock?: VirtualClock) {
    this.#peer = peer
    this.#clock = clock
  }

  async send(request: TransportRequest, options: SendOptions): Promise<TransportResponse> {
    if (options.signal.aborted) throw options.signal.reason
    if (this.#hammers()) return new Promise(() => {})
    const origin = originOf(request.url)
    const pool = this.#poolOf(origin)
    const idle = pool.pop()
    const connecting = idle === undefined ? this.#connect(origin, options) : undefined
    // Only what hangs is waited for: a turn more would change who comes first at one instant.
    const made =
      connecting instanceof Promise ? await connecting : (connecting ?? { connection: idle!, closesWith: undefined })
    options.onConnected?.()
    return new Promise((resolve, reject) => {
      this.#busy += 1
      const exchange = new VirtualExchange(options.signal, resolve, reject, (reusable) => {
        this.#busy -= 1
        if (reusable) pool.push(made.connection)
      })
      if (made.closesWith === 'fin') exchange.fin()
      else exchange.begin(this.#peer.exchange(made.connection, request, exchange))
    })
  }

  busySockets(): number {
    return this.#busy
  }

  close(): Promise<void> {
    this.#idle.clear()
    return Promise.resolve()
  }

  #connect(origin: string, options: SendOptions): NewConnection | Promise<never> {
    options.onConnecting?.()
    const answer = this.#peer.connect(origin)
    if (answer.accepted) {
      options.onTcpConnected?.()
      return { connection: answer.connection, closesWith: 'closesWith' in answer ? answer.closesWith : undefined }
    }
    if (!('hangs' in answer)) {
      if (answer.phase === 'tls') options.onTcpConnected?.()
      throw connectError(answer)
    }
    if (answer.hangs === 'tls') options.onTcpConnected?.()
    this.#busy += 1
    return new Promise((_resolve, reject) => {
      const giveUp = () => {
        this.#busy -= 1
        answer.gaveUp()
        reject(options.signal.reason as Error)
      }
      if (options.signal.aborted) giveUp()
      else options.signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** Whether too much was sent at one instant; whoever sends then gets no answer, or virtual time would stand still. */
  #hammers(): boolean {
    const nowMs = this.#clock?.now() ?? -1
    if (nowMs !== this.#instantMs) this.#sentNow = 0
    this.#instantMs = nowMs
    this.#sentNow += 1
    if (this.#clock === undefined || this.#sentNow <= mostRequestsAtOnce) return false
    this.#clock.fail(new VirtualRunaway(`more than ${mostRequestsAtOnce} requests at ${nowMs} virtual ms`))
    return true
  }

  #poolOf(origin: string): number[] {
    let pool = this.#idle.get(origin)
    if (pool === undefined) this.#idle.set(origin, (pool = []))
    return pool
  }
}

/** Of the URLs that were asked last: thousands of runs ask the same few. */
const knownOrigins = new Map<string, string>()
const mostKnown = 100

function originOf(url: string): string {
  const known = knownOrigins.get(url)
  if (known !== undefined) return known
  const { origin } = new URL(url)
  if (knownOrigins.size >= mostKnown) knownOrigins.clear()
  knownOrigins.set(url, origin)
  return origin
}

interface NewConnection {
  readonly connection: number
  readonly closesWith: 'fin' | undefined
}

function connectError({ phase, kind, code }: { phase: TransportPhase; kind: TransportKind; code: string }) {
  const cause: Error & { code?: string; syscall?: string } = new Error(`${syscalls[phase] ?? phase} ${code}`)
  cause.code = code
  const syscall = syscalls[phase]
  if (syscall !== undefined) cause.syscall = syscall
  return new TransportError(phase, kind, code, cause)
}

const syscalls: Readonly<Partial<Record<TransportPhase, string>>> = { dns: 'getaddrinfo', connect: 'connect' }
