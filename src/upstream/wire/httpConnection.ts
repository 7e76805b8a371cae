import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { textBytes } from '../../protocol/serverSentEvents.ts'
import type { Clock } from '../../runtime/index.ts'
import type { ServerSocket } from '../play.ts'
import { Outbox } from './outbox.ts'
import { RequestRefused } from './requestHead.ts'
import { RequestReader, type ReadRequest } from './requestReader.ts'
import { ResponseWriter, type ResponseConnection, type ResponseOptions } from './responseWriter.ts'

export interface HttpConnectionOptions {
  readonly clock: Clock
  /** Where HTTP is spoken: the connection itself, or TLS over it. */
  readonly stream: Duplex
  readonly raw: Socket
  /** The names by which this place may be addressed; anything else is answered 421. */
  readonly hosts: ReadonlySet<string>
  /** Whoever asks for `100 Continue` before its body never gets it. */
  readonly withholdsContinue?: boolean
  /** The first bytes of a request are there. */
  onFirstBytes(): void
  /** `isReused`: another request came before on this connection. */
  onRequest(request: ReadRequest, socket: ServerSocket, isReused: boolean): { clientLeft(): void }
}

/** While an answer is on its way, so much of what comes next is held; then the client is left waiting. */
const mostHeldBytes = 1024 * 1024

const proceedBytes = 'HTTP/1.1 100 Continue\r\n\r\n'

/** One connection that speaks HTTP/1.1: one request at a time, kept alive, in the order in which they came. */
export class HttpConnection {
  readonly #options: HttpConnectionOptions
  readonly #reader = new RequestReader()
  readonly #responses: ResponseConnection
  #state: 'reading' | 'answering' | 'closing' = 'reading'
  #exchange: { clientLeft(): void } | undefined
  #looping = false
  #toldToContinue = false
  #requests = 0

  constructor(options: HttpConnectionOptions) {
    this.#options = options
    const { stream, raw, clock } = options
    this.#responses = {
      clock,
      stream,
      outbox: new Outbox(stream),
      raw,
      onComplete: () => this.#over('reading'),
      onClosed: () => this.#over('closing'),
    }
    stream.once('data', () => options.onFirstBytes())
    stream.on('data', (bytes: Buffer) => this.#onData(bytes))
    raw.once('close', () => this.#onClose())
  }

  #onClose(): void {
    this.#state = 'closing'
    this.#exchange?.clientLeft()
  }

  #onData(bytes: Buffer): void {
    // After the last answer whatever still comes is read and dropped: unread bytes would turn our FIN into an RST.
    if (this.#state === 'closing') return
    this.#reader.push(bytes)
    this.#proceed()
    if (this.#state === 'answering' && this.#reader.waitingBytes > mostHeldBytes) this.#options.stream.pause()
  }

  #proceed(): void {
    // An answer may be over before the loop comes back: the loop goes on, nothing nests.
    if (this.#looping) return
    this.#looping = true
    while (this.#state === 'reading') {
      const request = this.#next()
      if (request === undefined) break
      this.#answer(request)
    }
    this.#looping = false
  }

  #next(): ReadRequest | undefined {
    try {
      const request = this.#reader.next()
      if (request === undefined) this.#tellToContinue()
      else if (!this.#options.hosts.has(request.head.host.toLowerCase()))
        throw new RequestRefused(421, `this is not ${request.head.host}`)
      return request
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error
      this.#refuse(error)
      return undefined
    }
  }

  #answer(request: ReadRequest): void {
    this.#state = 'answering'
    this.#toldToContinue = false
    const { method, closes } = request.head
    // It may be over already: an exchange that is over does not mind that its client leaves.
    const isReused = this.#requests++ > 0
    this.#exchange = this.#options.onRequest(request, this.#writer({ bodyless: method === 'HEAD', closes }), isReused)
  }

  #writer(options: ResponseOptions): ResponseWriter {
    return new ResponseWriter(this.#responses, options)
  }

  #over(state: 'reading' | 'closing'): void {
    if (this.#state !== 'closing') this.#state = state
    const { stream } = this.#options
    if (stream.isPaused()) stream.resume()
    this.#proceed()
  }

  #tellToContinue(): void {
    if (this.#options.withholdsContinue === true) return
    if (this.#toldToContinue || this.#reader.openHead?.expectsContinue !== true) return
    this.#toldToContinue = true
    this.#options.stream.write(proceedBytes)
  }

  #refuse({ status, message }: RequestRefused): void {
    const body = textBytes(
      JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null } }),
    )
    const writer = this.#writer({ bodyless: false, closes: true })
    writer.head(status, { 'content-type': 'application/json', 'content-length': String(body.length) })
    writer.data(body)
    writer.end()
  }
}
