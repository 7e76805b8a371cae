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

export interface TransportResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: TransportHeaders
  /**
   * The body as it comes. Throws `TransportError` in phase `body`, or the signal's reason. Leaving the loop early
   * closes the connection. It must be read or left: a body that nobody touches holds its socket.
   */
  readonly body: AsyncIterable<Uint8Array>
}

export interface SendOptions {
  /** Aborting closes the connection and rejects with the signal's reason, in every phase. */
  readonly signal: AbortSignal
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
