import { TransportError, type Transport, type TransportHeaders, type TransportResponse } from '../../runtime/index.ts'
import {
  ChunkedEncodingError,
  ConnectionError,
  ConnectTimeout,
  JSONDecodeError,
  ReadTimeout,
  SSLError,
} from './exceptions.ts'
import { pythonJson } from './pythonJson.ts'
import type { PythonProcess } from './pythonProcess.ts'

export interface Network {
  readonly process: PythonProcess
  readonly transport: Transport
}

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly json: unknown
  /** `timeout=(connect, read)`. The read time-out is between two reads of the socket: it is no deadline. */
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
}

export interface Response {
  readonly statusCode: number
  readonly text: string
  /** Throws `JSONDecodeError`. */
  json(): unknown
}

/** A response whose head has come; its body is still on the wire. */
export interface RawResponse {
  readonly status: number
  readonly headers: TransportHeaders
  /** Reads the body whole. Throws `ChunkedEncodingError`, or `ConnectionError` for a read that timed out. */
  read(): Promise<Response>
}

/**
 * `requests.post` of requests 2.34 on urllib3 2.7 over our transport: the exceptions are Python's, the time-outs run
 * on the given clock. It follows no redirects. requests opens a Session, and so a connection, for each post; here the
 * transport pools connections as it likes.
 */
export async function post(network: Network, request: Post): Promise<Response> {
  const response = await sendPost(network, request)
  return response.read()
}

/** The part of a post that urllib3's retries can see: up to the head of the response. */
export async function sendPost({ process, transport }: Network, request: Post): Promise<RawResponse> {
  const { url, connectTimeoutMs, readTimeoutMs } = request
  const limit = new SocketTimeout(process)
  let response: TransportResponse
  try {
    limit.arm(connectTimeoutMs, new ConnectTimeout(`Connection to ${url} timed out.`))
    response = await transport.send(
      {
        method: 'POST',
        url,
        headers: { 'user-agent': 'python-requests/2.34.2', accept: '*/*', ...request.headers },
        body: pythonJson(request.json),
      },
      {
        signal: limit.signal,
        onConnected: () => limit.arm(readTimeoutMs, new ReadTimeout(`Read timed out: ${url}`)),
      },
    )
  } catch (error) {
    limit.release()
    if (process.ended.aborted) return process.never()
    throw error instanceof TransportError ? failedBeforeHead(error) : error
  }
  limit.disarm()
  return { status: response.status, headers: response.headers, read }

  async function read(): Promise<Response> {
    const decoder = new TextDecoder()
    let text = ''
    try {
      const body = response.body[Symbol.asyncIterator]()
      for (;;) {
        limit.arm(readTimeoutMs, new ConnectionError(`Read timed out: ${url}`))
        const result = await body.next()
        if (result.done === true) break
        text += decoder.decode(result.value, { stream: true })
      }
    } catch (error) {
      if (process.ended.aborted) return process.never()
      // urllib3 2 counts the bytes against content-length; 1.26 took a cut body for a whole one.
      throw error instanceof TransportError ? new ChunkedEncodingError(error.message, { cause: error }) : error
    } finally {
      limit.release()
    }
    return new ReadResponse(response.status, text + decoder.decode())
  }
}

/** The time-out of a blocking socket: one timer, armed anew before each wait, that aborts what is waited for. */
class SocketTimeout {
  readonly #process: PythonProcess
  readonly #controller = new AbortController()
  #cancel = () => {}

  constructor(process: PythonProcess) {
    this.#process = process
    process.ended.addEventListener('abort', this.#onEnd)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  arm(limitMs: number, error: Error): void {
    this.disarm()
    const timer = this.#process.clock.timer(limitMs, () => this.#controller.abort(error))
    this.#cancel = () => timer.cancel()
  }

  disarm(): void {
    this.#cancel()
    this.#cancel = () => {}
  }

  release(): void {
    this.disarm()
    this.#process.ended.removeEventListener('abort', this.#onEnd)
  }

  readonly #onEnd = (): void => this.#controller.abort(this.#process.ended.reason)
}

class ReadResponse implements Response {
  readonly statusCode: number
  readonly text: string

  constructor(statusCode: number, text: string) {
    this.statusCode = statusCode
    this.text = text
  }

  json(): unknown {
    try {
      return JSON.parse(this.text)
    } catch (cause) {
      throw new JSONDecodeError(`no JSON: ${JSON.stringify(this.text.slice(0, 60))}`, { cause })
    }
  }
}

function failedBeforeHead(error: TransportError): ConnectionError {
  if (error.phase === 'tls' || error.kind === 'tls') return new SSLError(error.message, { cause: error })
  return new ConnectionError(error.message, { cause: error })
}
