import { errors } from 'undici'
import { ByteQueue } from './byteQueue.ts'
import { TransportError, type TransportHeaders, type TransportKind, type TransportResponse } from './transport.ts'
import type { VirtualSocket } from './virtualTransport.ts'

/** One request on a virtual connection; the peer holds it as a socket, the client as a response. */
export class VirtualExchange implements VirtualSocket {
  readonly #signal: AbortSignal
  readonly #resolve: (response: TransportResponse) => void
  readonly #reject: (error: Error) => void
  readonly #onSettled: (reusable: boolean) => void
  #peer: { clientLeft(): void } | undefined
  #body: ByteQueue | undefined
  #leftEarly = false
  #untilClose = false
  /** Of a body whose length was declared: what has not come yet. */
  #bytesLeft: number | undefined
  open = true

  constructor(
    signal: AbortSignal,
    resolve: (response: TransportResponse) => void,
    reject: (error: Error) => void,
    onSettled: (reusable: boolean) => void,
  ) {
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
    this.#onSettled = onSettled
    signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** What stands at the other end; it hears at once of a client that has left already. */
  begin(peer: { clientLeft(): void }): void {
    this.#peer = peer
    if (this.#leftEarly) peer.clientLeft()
  }

  head(status: number, headers: TransportHeaders, framing?: 'until-close'): void {
    if (!this.open) return
    this.#untilClose = framing === 'until-close'
    const length = this.#untilClose ? undefined : headers['content-length']
    this.#bytesLeft = length === undefined ? undefined : Number(length)
    this.#body = new ByteQueue({ onLeft: () => this.#leave() })
    this.#resolve({ status, headers, body: this.#body })
  }

  data(bytes: Uint8Array): void {
    if (!this.open) return
    if (this.#bytesLeft === undefined) {
      this.#body?.push(bytes)
      return
    }
    const wanted = bytes.subarray(0, this.#bytesLeft)
    this.#bytesLeft -= wanted.length
    if (wanted.length > 0) this.#body?.push(wanted)
    // Beyond the declared length nobody reads: what comes there spoils the connection, not the answer.
    if (wanted.length === bytes.length) return
    this.#finish(false)
    this.#tellPeer()
  }

  end(): void {
    if (this.#untilClose) this.#finish(false)
    // A client that was promised more goes on waiting for it.
    else if (this.#bytesLeft === undefined || this.#bytesLeft === 0) this.#finish(true)
  }

  reset(): void {
    const cause: Error & { code?: string; syscall?: string; errno?: number } = new Error('read ECONNRESET')
    cause.code = 'ECONNRESET'
    cause.syscall = 'read'
    this.#break('reset', 'ECONNRESET', cause)
  }

  fin(): void {
    if (this.#untilClose || this.#bytesLeft === 0) this.#finish(false)
    else this.#break('closed', 'UND_ERR_SOCKET', new errors.SocketError('other side closed'))
  }

  garbage(_bytes: Uint8Array, breaks?: string): void {
    if (breaks === undefined || !this.open) return
    const cause = undiciError[breaks]?.() ?? parserError()
    this.#break(breaks === 'UND_ERR_SOCKET' ? 'closed' : 'malformed', breaks, cause)
    this.#tellPeer()
  }

  /** What undici makes of it, measured: see `platform` in the design and the wire tests. */
  goaway(code: string, processed: boolean): void {
    if (!processed) this.#breakStream(code === 'NO_ERROR' ? 'UND_ERR_INFO' : 'UND_ERR_SOCKET')
    else if (code !== 'NO_ERROR') this.#breakStream('ERR_HTTP2_SESSION_ERROR')
  }

  rstStream(code: string): void {
    const isQuiet = code === 'CANCEL' || code === 'NO_ERROR'
    if (isQuiet && this.#body !== undefined) this.#finish(false)
    else this.#breakStream(isQuiet ? 'UND_ERR_INFO' : 'ERR_HTTP2_STREAM_ERROR')
  }

  #breakStream(code: string): void {
    const cause = undiciError[code]?.() ?? Object.assign(new Error('HTTP/2'), { code })
    this.#break(code === 'ERR_HTTP2_STREAM_ERROR' ? 'reset' : 'closed', code, cause)
  }

  #break(kind: TransportKind, code: string, cause: Error): void {
    if (!this.#settle(false)) return
    const error = new TransportError(this.#body === undefined ? 'headers' : 'body', kind, code, cause)
    if (this.#body === undefined) this.#reject(error)
    else this.#body.fail(error)
  }

  #finish(reusable: boolean): void {
    if (this.#settle(reusable)) this.#body?.end()
  }

  readonly #onAbort = (): void => {
    if (!this.#settle(false)) return
    const reason = this.#signal.reason as Error
    if (this.#body === undefined) this.#reject(reason)
    else this.#body.fail(reason, { drop: true })
    this.#tellPeer()
  }

  #leave(): void {
    if (this.#settle(false)) this.#tellPeer()
  }

  #tellPeer(): void {
    this.#leftEarly = this.#peer === undefined
    this.#peer?.clientLeft()
  }

  #settle(reusable: boolean): boolean {
    if (!this.open) return false
    this.open = false
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#onSettled(reusable)
    return true
  }
}

/** The classes that undici throws; its parser's error has a name and no code. */
const undiciError: Readonly<Record<string, () => Error>> = {
  UND_ERR_SOCKET: () => new errors.SocketError('other side closed'),
  UND_ERR_INFO: () => new errors.InformationalError('HTTP/2'),
  UND_ERR_HEADERS_OVERFLOW: () => new errors.HeadersOverflowError(),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: () => new errors.ResponseContentLengthMismatchError(),
}

function parserError(): Error {
  return new errors.HTTPParserError('Response does not match the HTTP/1.1 protocol')
}
