import {
  performServerHandshake,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { Socket } from 'node:net'
import { duplexPair, type Duplex } from 'node:stream'
import { textBytes } from '../../../protocol/serverSentEvents.ts'
import type { HttpConnectionOptions } from '../httpConnection.ts'
import { FrameGate } from './frameGate.ts'
import { StreamWriter, withoutDate } from './streamWriter.ts'

/** As on HTTP/1.1: far above what a chat request needs, and far below what could hurt the process. */
const largestBodyBytes = 16 * 1024 * 1024

/**
 * One connection that speaks HTTP/2. node:http2 reads requests and writes answers, but not on the socket itself: its
 * frames go through a gate, where those are put in that it would never send (RFC 9113 sections 6.4 and 6.8).
 */
export class Http2Connection {
  readonly #options: HttpConnectionOptions
  readonly #gate: FrameGate
  readonly #session: ServerHttp2Session
  #requests = 0

  constructor(options: HttpConnectionOptions) {
    this.#options = options
    const { stream, raw } = options
    const [inner, outer] = duplexPair()
    this.#gate = new FrameGate((bytes) => stream.writable && stream.write(bytes))
    outer.on('data', (bytes: Buffer) => this.#gate.push(bytes))
    outer.on('error', ignore)
    inner.on('error', ignore)
    stream.once('data', () => options.onFirstBytes())
    stream.on('data', (bytes: Buffer) => outer.writable && outer.write(bytes))
    this.#session = performServerHandshake(inner as Duplex as Socket)
    this.#session.on('error', ignore)
    this.#session.on('stream', (request, headers) => this.#onRequest(request, headers))
    raw.once('close', () => {
      this.#session.destroy()
      outer.destroy()
    })
  }

  #onRequest(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const { clock, raw, hosts } = this.#options
    const isReused = this.#requests++ > 0
    let exchange: { clientLeft(): void } | undefined
    stream.on('error', ignore)
    if (!this.#gate.takes(stream.id!)) return
    stream.once('close', () => exchange?.clientLeft())
    const pieces: Buffer[] = []
    let bytes = 0
    stream.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes > largestBodyBytes) refuse(stream, 413, `a body may have ${largestBodyBytes} bytes`)
      else pieces.push(piece)
    })
    stream.once('end', () => {
      if (stream.headersSent || stream.destroyed) return
      const host = headers[':authority'] ?? headers.host ?? ''
      if (!hosts.has(host.toLowerCase())) {
        refuse(stream, 421, `this is not ${host}`)
        return
      }
      const writer = new StreamWriter({ clock, stream, gate: this.#gate, raw, end: () => this.#options.stream.end() })
      const body = Buffer.concat(pieces).toString('utf8')
      const head = { method: headers[':method'] ?? '', path: headers[':path'] ?? '', host, headers: fieldsOf(headers) }
      exchange = this.#options.onRequest(
        { head: { ...head, body: bytes, closes: false, expectsContinue: false }, body },
        writer,
        isReused,
      )
    })
  }
}

function refuse(stream: ServerHttp2Stream, status: number, message: string): void {
  if (stream.headersSent) return
  const body = textBytes(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null } }))
  const headers = { ':status': status, 'content-type': 'application/json', 'content-length': String(body.length) }
  stream.respond(headers, withoutDate)
  stream.end(body)
}

/** Without those that stand for the request line. */
function fieldsOf(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const fields = Object.entries(headers).filter(([name, value]) => !name.startsWith(':') && value !== undefined)
  return Object.fromEntries(fields) as Record<string, string | string[]>
}

/** What breaks is the client's doing or the script's; `close` follows either way. */
function ignore(): void {}
