import type { Socket } from 'node:net'
import { TLSSocket, type SecureContext } from 'node:tls'
import type { Clock, Timer } from '../../runtime/index.ts'
import type { IncomingRequest, ScriptedUpstream } from '../scriptedUpstream.ts'
import type { ServerSocket } from '../play.ts'
import { codeOfCertificate } from '../virtual/virtualUpstream.ts'
import type { CertificateName } from './certificates.ts'
import { holdPort, type HeldPort } from './heldPort.ts'
import { HttpConnection } from './httpConnection.ts'
import { Listener } from './listener.ts'
import type { RefusedWindow } from './refusal.ts'

export type SecureContexts = Readonly<Record<CertificateName, SecureContext>>

/** Sees a request before the script does. What it answers itself is no exchange; undefined leaves it to the script. */
export type Intercept = (request: IncomingRequest, socket: ServerSocket) => { clientLeft(): void } | undefined

/** What of a script is played at a port. */
export interface WirePart {
  /** The origin's. */
  readonly name: string
  /** Absent: plain HTTP. */
  readonly contexts: SecureContexts | undefined
  readonly refused: readonly RefusedWindow[]
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
}

/** One origin on one port: accepts, decides what each connection meets, and hands on what is asked there. */
export class WireOrigin {
  readonly #options: WireOriginOptions
  readonly #listener: Listener
  readonly #sockets = new Set<Socket>()
  readonly #timers: Timer[] = []
  #part: WirePart
  #held: HeldPort | undefined
  #hosts: ReadonlySet<string> = new Set()
  #closing = false
  #onLastSocket: (() => void) | undefined
  #failure: Error | undefined

  constructor(options: WireOriginOptions, part: WirePart) {
    this.#options = options
    this.#part = part
    this.#listener = new Listener(options.host, options.port, (raw) => this.#accept(raw))
  }

  /** As it stands in a URL. */
  get urlOrigin(): string {
    const { host } = this.#options
    const scheme = this.#part.contexts === undefined ? 'http' : 'https'
    return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${this.#listener.port}`
  }

  get openSockets(): number {
    return this.#sockets.size
  }

  /** Takes the port. Rejects with `PortInUse`. */
  async start(): Promise<void> {
    await this.#listener.start()
    const { port } = this.#listener
    this.#hosts = new Set(this.#options.hostNames.map((name) => `${name}:${port}`))
    await this.play(this.#part)
  }

  /** From now on the port plays this; what is under way plays on, and connections stay. */
  async play(part: WirePart): Promise<void> {
    this.#part = part
    for (const timer of this.#timers.splice(0)) timer.cancel()
    if (part.refused.length > 0 && this.#held === undefined) {
      this.#listener.stop()
      this.#held = await holdPort(this.#options.host, this.#listener.port)
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
    const gone = new Promise<void>((resolve) => (this.#onLastSocket = resolve))
    for (const raw of this.#sockets) raw.destroy()
    if (this.#sockets.size > 0) await gone
    if (this.#failure !== undefined) throw this.#failure
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
    } else if (contexts === undefined) {
      upstream.connectionOpened(connection, name)
      this.#serve(raw, raw, connection)
    } else if (step.do === 'tls') {
      this.#showBadCertificate(raw, connection, step.certificate, contexts)
    } else {
      const secured = secure(raw, contexts.good)
      secured.once('secure', () => upstream.connectionOpened(connection, name))
      this.#serve(raw, secured, connection)
    }
  }

  /**
   * Whoever leaves without a word did what it should. Whoever sends a request (and with it a key) is served: the judge
   * shall see it. Node's own clients judge the certificate after the handshake, others within: both look the same here.
   */
  #showBadCertificate(
    raw: Socket,
    connection: number,
    certificate: keyof typeof codeOfCertificate,
    contexts: SecureContexts,
  ): void {
    const { upstream } = this.#options
    const { name } = this.#part
    const secured = secure(raw, contexts[certificate])
    let trusted = false
    this.#serve(raw, secured, connection, () => {
      trusted = true
      upstream.connectionOpened(connection, name)
    })
    raw.once('close', () => {
      // Without a first byte of the client's the certificate was never shown.
      const shown = raw.bytesRead > 0
      if (shown && !trusted && !this.#closing)
        upstream.connectionFailed(connection, name, codeOfCertificate[certificate])
    })
  }

  #serve(raw: Socket, stream: Socket, connection: number, onFirstBytes = () => {}): void {
    stream.on('error', () => {})
    const { upstream, clock, intercept } = this.#options
    new HttpConnection({
      clock,
      stream,
      raw,
      hosts: this.#hosts,
      onFirstBytes,
      onRequest: ({ head: { method, path, headers }, body }, socket) => {
        const request = { connection, origin: this.#part.name, method, path, headers, body }
        return intercept?.(request, socket) ?? upstream.exchange(request, socket)
      },
    })
  }
}

function secure(raw: Socket, secureContext: SecureContext): TLSSocket {
  return new TLSSocket(raw, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] })
}
