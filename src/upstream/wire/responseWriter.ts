import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Http2Code } from '../../faults/index.ts'
import type { Clock } from '../../runtime/index.ts'
import type { ServerSocket } from '../play.ts'
import type { Outbox } from './outbox.ts'

/** For people who read traces; clients go by the number alone (RFC 9112 section 4). Others go out without a phrase. */
const reasonPhrases: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  425: 'Too Early',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  529: 'Site is overloaded',
}

/**
 * Between the last bytes and an RST. On Node 22 a client that finds both at once reports a FIN (libuv: POLLHUP after a
 * partial read is taken for the end); no network delivers them at once either. Waited for twice: a timer that is late may
 * come before the loop looks at its sockets again, the one that it sets comes after.
 */
const beforeResetMs = 5

/** The connection on which responses are written, one after the other. */
export interface ResponseConnection {
  readonly clock: Clock
  /** Where responses go: the connection itself, or TLS over it. */
  readonly stream: Duplex
  /** What goes to `stream`. */
  readonly outbox: Outbox
  /** The TCP connection, for a true RST: a TLS socket cannot send one. */
  readonly raw: Socket
  /** The response is over and the connection is free for the next request. */
  readonly onComplete: () => void
  /** The connection was ended or reset from this side. */
  readonly onClosed: () => void
}

export interface ResponseOptions {
  /** A response to HEAD has no body, whatever its headers say. */
  readonly bodyless: boolean
  /** The connection closes after this response. */
  readonly closes: boolean
}

/**
 * Writes one response, byte for byte. Only framing is added to what the steps say: chunks where there is no
 * content-length, and `connection: close` where that is so. No Date (we count as a server without a clock, RFC 9110
 * section 6.6.1), so that the same script gives the same bytes.
 */
export class ResponseWriter implements ServerSocket {
  readonly #connection: ResponseConnection
  readonly #bodyless: boolean
  readonly #closes: boolean
  #framing: 'as-is' | 'chunked' | 'until-close' | 'none' = 'as-is'
  #wrote = false

  constructor(connection: ResponseConnection, { bodyless, closes }: ResponseOptions) {
    this.#connection = connection
    this.#bodyless = bodyless
    this.#closes = closes
  }

  head(status: number, headers: Readonly<Record<string, string>>, framing?: 'until-close'): void {
    const closes = this.#closes || framing === 'until-close'
    let text = `HTTP/1.1 ${status} ${reasonPhrases[status] ?? ''}\r\n`
    let hasLength = false
    for (const [name, value] of Object.entries(headers)) {
      text += `${name}: ${value}\r\n`
      hasLength ||= name.toLowerCase() === 'content-length'
    }
    const withoutBody = this.#bodyless || status === 204 || status === 304
    this.#framing = withoutBody ? 'none' : (framing ?? (hasLength ? 'as-is' : 'chunked'))
    if (this.#framing === 'chunked') text += 'transfer-encoding: chunked\r\n'
    if (closes) text += 'connection: close\r\n'
    this.#outbox.addText(`${text}\r\n`)
  }

  data(bytes: Uint8Array): void {
    // An empty chunk would be the terminator.
    if (this.#framing === 'none' || bytes.length === 0) return
    if (this.#framing === 'chunked') this.#outbox.addChunk(bytes)
    else this.#outbox.addBytes(bytes)
  }

  end(): void {
    if (this.#framing === 'chunked') this.#outbox.addText('0\r\n\r\n')
    this.#outbox.flush()
    if (this.#closes || this.#framing === 'until-close') this.fin()
    else this.#connection.onComplete()
  }

  /** RST, once everything before it is with the client: what was sent is delivered, then the connection breaks. */
  reset(): void {
    this.#connection.onClosed()
    this.#connection.outbox.whenWritten(() => this.#reset())
  }

  /** FIN after everything before it; a chunked body stays without its terminator, TLS without its close_notify if asked. */
  fin(closeNotify?: false): void {
    const { stream, raw, outbox, onClosed } = this.#connection
    onClosed()
    outbox.flush()
    if (closeNotify === false && stream !== raw) outbox.whenWritten(() => raw.destroy())
    else stream.end()
  }

  garbage(bytes: Uint8Array): void {
    this.#outbox.addBytes(bytes)
  }

  /**
   * Of an origin that speaks HTTP/2 to those who do: who came with HTTP/1.1 meets the nearest thing, a connection that ends
   * (a graceful one when the answer is through, as ever).
   */
  goaway(code: Http2Code, processed: boolean): void {
    if (!(processed && code === 'NO_ERROR')) this.fin()
  }

  /** As above: the nearest thing to a stream that is reset. */
  rstStream(_code: Http2Code): void {
    this.reset()
  }

  /** For what is about to be written. */
  get #outbox(): Outbox {
    this.#wrote = true
    return this.#connection.outbox
  }

  #reset(): void {
    const { raw, clock } = this.#connection
    if (!this.#wrote) {
      raw.resetAndDestroy()
      return
    }
    let timer = clock.timer(beforeResetMs, () => {
      timer = clock.timer(beforeResetMs, () => raw.resetAndDestroy())
    })
    raw.once('close', () => timer.cancel())
  }
}
