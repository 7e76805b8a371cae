/** The bytes of HTTP/1.1 as they are owed, written by hand: nothing here asks the upstream what it would send. */
import { STATUS_CODES } from 'node:http'

/** Some bytes of a response, one character a byte, and when they are planned to go out: ms after the request. */
export interface Piece {
  readonly atMs: number
  readonly bytes: string
}

export const at = (atMs: number, ...bytes: readonly string[]): Piece => ({ atMs, bytes: bytes.join('') })
export const atOnce = (...bytes: readonly string[]): Piece[] => [at(0, ...bytes)]

/** Text as the bytes of its UTF-8. */
const utf8 = (text: string): string => Buffer.from(text).toString('latin1')

/** A status line and headers, in the order given. */
export function head(status: number, headers: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${phrases[status] ?? STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`
}

/** What RFC 9110 calls otherwise than Node, or does not know. */
const phrases: Readonly<Record<number, string>> = {
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  529: 'Site is overloaded',
}

/** A whole JSON response; `more` headers stand behind the two that it always has. */
export function json(status: number, payload: unknown, more: Readonly<Record<string, string>> = {}): string {
  const body = utf8(JSON.stringify(payload))
  return head(status, { 'content-type': 'application/json', 'content-length': body.length, ...more }) + body
}

/** One chunk of a chunked body (RFC 9112 section 7.1). */
export const chunk = (bytes: string): string => `${bytes.length.toString(16)}\r\n${bytes}\r\n`
export const lastChunk = '0\r\n\r\n'

/** A chat request of call 3 to model `m`. */
export const chatBody = (stream: boolean): string =>
  JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi [[call:3]]' }], stream })

export function chatRequest(urlOrigin: string, stream: boolean): string {
  const body = chatBody(stream)
  return [
    'POST /v1/chat/completions HTTP/1.1',
    `host: ${new URL(urlOrigin).host}`,
    'authorization: Bearer sk-test',
    'content-type: application/json',
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

/** A request that every upstream answers at once on a connection that is free. */
export const modelsRequest = (urlOrigin: string): string =>
  `GET /v1/models HTTP/1.1\r\nhost: ${new URL(urlOrigin).host}\r\n\r\n`
export const modelsBody = '{"object":"list","data":[{"id":"m","object":"model","owned_by":"gateway"}]}'
export const modelsAnswer: string = json(200, JSON.parse(modelsBody))
