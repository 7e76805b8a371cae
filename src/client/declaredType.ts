import type { TransportHeaders, TransportResponse } from '../runtime/index.ts'
import type { AttemptWatch } from './attemptWatch.ts'

/** The declared type of a body, in lower case; '' where nothing is declared. */
export function declaredType(headers: TransportHeaders): string {
  return String(headers['content-type'] ?? '').toLowerCase()
}

/** It says that it is a stream of server-sent events. */
export function isEventStream(headers: TransportHeaders): boolean {
  return declaredType(headers).includes('text/event-stream')
}

export interface Opened {
  readonly response: TransportResponse
  readonly isStream: boolean
}

/** So much of a body shows what it is: a byte order mark and the name of a field. */
const tellingBytes = 9

const eventStream = /^(?:\u00ef\u00bb\u00bf)?\s*(?:data|event|id|retry)?:/

/**
 * Server-sent events, or a document? What the server declares counts; where it declares neither, the first bytes do:
 * some gateways forget the header.
 */
export async function openBody(response: TransportResponse, watch: AttemptWatch): Promise<Opened> {
  const type = declaredType(response.headers)
  if (isEventStream(response.headers)) return { response, isStream: true }
  if (type.includes('json') || isPage(type)) return { response, isStream: false }
  const body = response.body[Symbol.asyncIterator]()
  const pieces: Uint8Array[] = []
  let start = ''
  watch.enter('first_token')
  while (start.length < tellingBytes) {
    watch.pulling()
    const result = await body.next()
    watch.received()
    if (result.done === true) break
    pieces.push(result.value)
    start += Buffer.from(result.value).toString('latin1').trimStart()
  }
  const again: AsyncIterator<Uint8Array> = {
    next: () => (pieces.length > 0 ? Promise.resolve({ done: false, value: pieces.shift()! }) : body.next()),
    return: () => body.return?.() ?? Promise.resolve({ done: true, value: undefined }),
  }
  const { status, headers } = response
  return {
    response: { status, headers, body: { [Symbol.asyncIterator]: () => again } },
    isStream: eventStream.test(start),
  }
}

/** A page for people: a sign-in, a proxy's apology. No API answers so, whatever stands in it. */
export function isPage(type: string): boolean {
  return type.includes('text/html') || type.includes('application/xhtml')
}
