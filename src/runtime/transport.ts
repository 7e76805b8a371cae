/** How far an attempt got before it broke. */
export type TransportPhase = 'dns' | 'connect' | 'tls' | 'headers' | 'body'

/** What broke it. `tls` is permanent for this host (a certificate); `closed` is a FIN, `reset` an RST. */
export type TransportKind =
  | 'refused'
  | 'reset'
  | 'closed'
  | 'dns'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'malformed'
  | 'other'

/** A transport's failure, the same for every world: `code` and `cause` are what undici itself gives. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly phase: TransportPhase
  readonly kind: TransportKind
  readonly code: string

  constructor(phase: TransportPhase, kind: TransportKind, code: string, cause: Error) {
    super(`${kind} in phase ${phase} (${code})`, { cause })
    this.phase = phase
    this.kind = kind
    this.code = code
  }
}

export type TransportHeaders = Readonly<Record<string, string | string[] | undefined>>

export interface TransportRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The body as it comes, for one reader. */
export interface ResponseBody extends AsyncIterable<Uint8Array> {
  /**
   * The whole body at once, if all of it is here and none of it was read; after that the body is at its end. It saves
   * a short answer's reader the turns of a loop. Undefined means: read it piece by piece.
   */
  takeWhole?(): Uint8Array[] | undefined
}

export interface TransportResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: TransportHeaders
  /**
   * The body as it comes. Throws `TransportError` in phase `body`, or the signal's reason. Leaving the loop early
   * closes the connection. It must be read or left: a body that nobody touches holds its socket.
   */
  readonly body: ResponseBody
}

/**
 * A request on a connection that was idle meets `onConnected` only. One that needs a connection of its own meets
 * `onConnecting`, `onTcpConnected`, `onConnected`, in this order. Each may be left out, by the transport as well.
 */
export interface SendOptions {
  /** Aborting closes the connection and rejects with the signal's reason, in every phase. */
  readonly signal: AbortSignal
  /** Called, within `send`, when the pool is full: until another request ends, nothing is done for this one. */
  readonly onQueued?: () => void
  /** Called when a connection is begun for this request: the look-up of the name, then TCP. */
  readonly onConnecting?: () => void
  /** Called when TCP stands, through a proxy if there is one: what follows is the TLS handshake. */
  readonly onTcpConnected?: () => void
  /** Called when a connection (a new or an idle one) is ready and the request goes out on it. */
  readonly onConnected?: () => void
}

/** The only door to the network for clients under test. Rejects with `TransportError` or with the signal's reason. */
export interface Transport {
  send(request: TransportRequest, options: SendOptions): Promise<TransportResponse>
  /** Connections in use right now, idle pooled ones not counted. 0 at quiescence. */
  busySockets(): number
  close(): Promise<void>
}
