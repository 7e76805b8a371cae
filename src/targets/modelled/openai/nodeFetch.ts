import { TransportError, type Clock, type Transport, type TransportResponse } from '../../../runtime/index.ts'
import { decoderOf } from './contentDecoding.ts'
import { FetchError } from './fetchError.ts'
import { Headers, redirected, type FetchRequest } from './redirects.ts'
import { SocketLimits } from './socketLimits.ts'

export interface FetchNetwork {
  readonly clock: Clock
  readonly transport: Transport
}

export interface FetchResponse {
  readonly status: number
  readonly headers: Headers
  /** Null with the statuses that have none. Decoded, if it came encoded. One reader. */
  readonly body: AsyncIterable<Uint8Array> | null
  /** Reads it whole as UTF-8. */
  text(): Promise<string>
  /** Nobody wants the body. */
  cancel(): Promise<void>
}

/** WHATWG fetch: "null body status". */
const bodyless = new Set([101, 103, 204, 205, 304])

const mostRedirects = 20

/**
 * Node's own `fetch` (undici) over our seams, with its time limits: 10 s to connect, 300 s to the headers and between
 * two pieces of a body. Throws a `FetchError`, or the signal's reason.
 */
export async function nodeFetch(network: FetchNetwork, first: FetchRequest): Promise<FetchResponse> {
  let request = first
  for (let redirects = 0; ; redirects += 1) {
    const limits = new SocketLimits(network.clock, request.signal)
    const response = await send(network, request, limits)
    const headers = new Headers(response.headers)
    const next = redirected(request, response.status, headers)
    if (next === undefined) return responseOf(response, headers, limits)
    await leave(response)
    limits.release()
    if (next === 'invalid' || redirects === mostRedirects) throw new FetchError('fetch failed', null)
    request = next
  }
}

async function send({ transport }: FetchNetwork, request: FetchRequest, limits: SocketLimits) {
  const { method, url, headers, body } = request
  try {
    const response = await transport.send(
      { method, url, headers, ...(body === undefined ? {} : { body }) },
      {
        signal: limits.signal,
        onConnecting: () => limits.connecting(),
        onConnected: () => limits.awaitingHeaders(),
      },
    )
    limits.disarm()
    return response
  } catch (error) {
    limits.release()
    throw failed('fetch failed', error)
  }
}

function responseOf(response: TransportResponse, headers: Headers, limits: SocketLimits): FetchResponse {
  const isBodyless = bodyless.has(response.status)
  const body = pieces(response, headers, limits)
  return {
    status: response.status,
    headers,
    body: isBodyless ? null : body,
    text: async () => {
      const decoder = new TextDecoder()
      let text = ''
      for await (const piece of body) text += decoder.decode(piece, { stream: true })
      return text + decoder.decode()
    },
    cancel: async () => {
      await leave(response)
      limits.release()
    },
  }
}

async function* pieces(
  response: TransportResponse,
  headers: Headers,
  limits: SocketLimits,
): AsyncGenerator<Uint8Array, void> {
  const decoder = decoderOf(headers.get('content-encoding'))
  const body = response.body[Symbol.asyncIterator]()
  try {
    for (;;) {
      limits.awaitingBody()
      const result = await body.next()
      limits.disarm()
      if (result.done === true) return
      const decoded = decoder(result.value)
      if (decoded.length > 0) yield decoded
    }
  } catch (error) {
    throw failed('terminated', error)
  } finally {
    limits.release()
    await body.return?.()
  }
}

/** Leaving the body closes the connection, unless all of it was there. */
async function leave({ body }: TransportResponse): Promise<void> {
  await body[Symbol.asyncIterator]().return?.()
}

function failed(message: 'fetch failed' | 'terminated', error: unknown): unknown {
  if (error instanceof TransportError) return new FetchError(message, `${error.kind}: ${error.code}`)
  if (error instanceof FetchError) return error.within(message)
  return isOfZlib(error) ? new FetchError(message, `Error: ${error.code}`) : error
}

function isOfZlib(error: unknown): error is { readonly code: string } {
  return error instanceof Error && 'errno' in error && 'code' in error
}
