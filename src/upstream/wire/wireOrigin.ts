import type { Socket } from 'node:net'
import type { BadCertificate } from '../../faults/index.ts'
import type { Clock, Timer } from '../../runtime/index.ts'
import type { IncomingRequest, ScriptedUpstream } from '../scriptedUpstream.ts'
import type { ServerSocket } from '../play.ts'
import { codeOfCertificate, codeOfClose, codeOfHandshake, codeOfReset } from '../connectionCodes.ts'
import { failHandshake } from './badHandshake.ts'
import type { HeldPort } from './heldPort.ts'
import { Http2Connection } from './http2/http2Connection.ts'
import { HttpConnection, type HttpConnectionOptions } from './httpConnection.ts'
import { PortInUse } from './listener.ts'
import type { RefusedWindow } from './refusal.ts'
import { secure, type SecureContexts } from './secureContexts.ts'
import type { SilentPort } from './silentPort.ts'
import type { PortListener, WireNetwork } from './wireNetwork.ts'

/** Sees a request before the script does. What it answers itself is no exchange; undefined leaves it to the script. */
export type Intercept = (request: IncomingRequest, socket: ServerSocket) => { clientLeft(): void } | undefined

/** As many in a row that somebody else was given in that instant: no chance any more. */
const portsTriedAtMost = 5

type Speaks = new (options: HttpConnectionOptions) => object

/** What of a script is played at a port. */
export interface WirePart {
  /** The origin's. */
  readonly name: string
  /** Absent: plain HTTP. */
  readonly contexts: SecureContexts | undefined
  readonly refused: readonly RefusedWindow[]
  /** Speaks HTTP/2 with whoever can. */
  readonly http2: boolean
  /** The port never answers. */
  readonly silent: boolean
  /** The name leads nowhere (`.invalid`: RFC 6761 section 6.4). */
  readonly unresolvable: boolean
}

export interface WireOriginOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly upstream: ScriptedUpstream
  readonly clock: Clock
  /** Names by which this place may be addressed, as they stand before the port in a Host header. */
  readonly hostNames: readonly string[]
  readonly intercept: Intercept | undefined
  readonly network: WireNetwork
}

/** One origin on one port: accepts, decides what each connection meets, and hands on what is asked there. */
export class WireOrigin {
  readonly #options: WireOriginOptions
  #listener: PortListener
  readonly #sockets = new Set<Socket>()
  readonly #timers: Timer[] = []
  #part: WirePart
  #held: HeldPort | undefined
  #silent: SilentPort | undefined
  #hosts: ReadonlySet<string> = new Set()
  #closing = false
  #onLastSocket: (() => void) | undefined
  #failure: Error | undefined

  constructor(options: WireOriginOptions, part: WirePart) {
    this.#options = options
    this.#part = part
    this.#listener = this.#newListener()
  }

  /** As it stands in a URL. */
  get urlOrigin(): string {
    const { host } = this.#options
    const { name, contexts, unresolvable } = this.#part
    const address = host.includes(':') ? `[${host}]` : host
    const scheme = contexts === undefined ? 'http' : 'https'
    return `${scheme}://${unresolvable ? `${hostLabel(name)}.invalid` : address}:${this.#listener.port}`
  }

  get openSockets(): number {
    return this.#sockets.size
  }

  /** Takes the port. Rejects with `PortInUse`. */
  async start(): Promise<void> {
    for (let left = portsTriedAtMost - 1; ; left--) {
      await this.#listener.start()
      const { port } = this.#listener
      this.#hosts = new Set(this.#options.hostNames.map((name) => `${name}:${port}`))
      try {
        return await this.play(this.#part)
      } catch (error) {
        // To be held, refused or silent, a port is let go for an instant. Who asked for any port gets another one.
        if (!(error instanceof PortInUse) || this.#options.port !== 0 || left === 0) throw error
        this.#listener = this.#newListener()
      }
    }
  }

  /** From now on the port plays this; what is under way plays on, and connections stay. */
  async play(part: WirePart): Promise<void> {
    this.#part = part
    for (const timer of this.#timers.splice(0)) timer.cancel()
    await this.#silent?.release()
    this.#silent = undefined
    if (part.silent) {
      this.#listener.stop()
      this.#silent = await this.#options.network.holdSilentPort(this.#options.host, this.#listener.port)
      return
    }
    if (part.refused.length > 0 && this.#held === undefined) {
      this.#listener.stop()
      this.#held = await this.#options.network.holdPort(this.#options.host, this.#listener.port)
    }
    if (this.#refusesAt(0)) this.#listener.stop()
    else await this.#listener.start()
  }

  /** Opens and closes the port at the script's instants; `elapsedMs` of the run are over already. */
  schedule(elapsedMs: number): void {
    const instants = new Set(this.#part.refused.flat().filter((atMs) => atMs > 0 && atMs < Infinity))
    for (const atMs of instants) {
      const turn = () => {
        this.#listener.stop()
        if (!this.#refusesAt(atMs)) this.#listener.start().catch((error: Error) => (this.#failure = error))
      }
      this.#timers.push(this.#options.clock.timer(atMs - elapsedMs, turn))
    }
  }

  /** Leaves no socket, listener or timer. Rejects if the port could not be opened again when the script said so. */
  async close(): Promise<void> {
    this.#closing = true
    for (const timer of this.#timers) timer.cancel()
    this.#listener.stop()
    this.#held?.release()
    await this.#silent?.release()
    const gone = new Promise<void>((resolve) => (this.#onLastSocket = resolve))
    for (const raw of this.#sockets) raw.destroy()
    if (this.#sockets.size > 0) await gone
    if (this.#failure !== undefined) throw this.#failure
  }

  #newListener(): PortListener {
    const { network, host, port } = this.#options
    return network.listener(host, port, (raw) => this.#accept(raw))
  }

  #refusesAt(atMs: number): boolean {
    return this.#part.refused.some(([fromMs, toMs]) => atMs >= fromMs && atMs < toMs)
  }

  #accept(raw: Socket): void {
    raw.setNoDelay(true)
    // What breaks here is the client's doing or ours; `close` follows either way.
    raw.on('error', () => {})
    this.#sockets.add(raw)
    raw.once('close', () => {
      this.#sockets.delete(raw)
      if (this.#sockets.size === 0) this.#onLastSocket?.()
    })
    const { upstream } = this.#options
    const { name, contexts } = this.#part
    const { step, connection } = upstream.decideConnection(name)
    if (step.do === 'refuse' || this.#closing) {
      // Taken by the kernel in the instant before the port closed: the nearest to a refusal that is left.
      raw.resetAndDestroy()
      return
    }
    const failed = (code: string) => upstream.connectionFailed(connection, name, code)
    const opened = () => upstream.connectionOpened(connection, name)
    const manners = { withholdsContinue: step.do === 'accept' && step.withholdsContinue === true }
    if (step.do === 'reset') {
      failed(codeOfReset)
      raw.resetAndDestroy()
    } else if (step.do === 'half-close') {
      failed(codeOfClose(contexts !== undefined))
      // Whatever still comes is read: unread bytes would turn the FIN into an RST.
      raw.resume().end()
    } else if (contexts === undefined) {
      opened()
      this.#serve(raw, raw, connection, manners)
    } else if (step.do === 'tls') {
      this.#showBadCertificate(raw, connection, step.certificate, contexts)
    } else if (step.do === 'handshake') {
      failHandshake(raw, step.fails, contexts, {
        failed: () => this.#closing || failed(codeOfHandshake[step.fails]),
        servePlain: () => this.#serve(raw, raw, connection),
      })
    } else {
      const secured = secure(raw, contexts.good, { http2: this.#part.http2 })
      secured.once('secure', () => {
        opened()
        if (secured.alpnProtocol === 'h2') this.#serve(raw, secured, connection, { speaks: Http2Connection })
        else this.#serve(raw, secured, connection, manners)
      })
      secured.on('error', () => {})
    }
  }

  /**
   * Whoever leaves without a word did what it should. Whoever sends a request (and with it a key) is served: the judge
   * shall see it. Node's own clients judge the certificate after the handshake, others within: both look the same here.
   */
  #showBadCertificate(raw: Socket, connection: number, certificate: BadCertificate, contexts: SecureContexts): void {
    const { upstream } = this.#options
    const { name } = this.#part
    const secured = secure(raw, contexts[certificate])
    let trusted = false
    const onFirstBytes = () => {
      trusted = true
      upstream.connectionOpened(connection, name)
    }
    this.#serve(raw, secured, connection, { onFirstBytes })
    raw.once('close', () => {
      // Without a first byte of the client's the certificate was never shown.
      const shown = raw.bytesRead > 0
      if (shown && !trusted && !this.#closing)
        upstream.connectionFailed(connection, name, codeOfCertificate[certificate])
    })
  }

  #serve(
    raw: Socket,
    stream: Socket,
    connection: number,
    { onFirstBytes = () => {}, withholdsContinue = false, speaks: Connection = HttpConnection as Speaks } = {},
  ): void {
    stream.on('error', () => {})
    const { upstream, clock, intercept } = this.#options
    new Connection({
      clock,
      stream,
      raw,
      hosts: this.#hosts,
      onFirstBytes,
      withholdsContinue,
      onRequest: ({ head: { method, path, headers }, body }, socket, isReused) => {
        const request = { connection, origin: this.#part.name, isReused, method, path, headers, body }
        return intercept?.(request, socket) ?? upstream.exchange(request, socket)
      },
    })
  }
}

/** A label of a host name (RFC 1123 section 2.1) out of any name. */
function hostLabel(name: string): string {
  const label = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return label.replaceAll(/^-|-$/g, '') || 'origin'
}
