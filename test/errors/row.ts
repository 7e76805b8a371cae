import type { FaultSpec } from '../../src/faults/index.ts'

/**
 * What a client meets, in a word each: `headers SocketError UND_ERR_SOCKET` is the phase in which it broke, the class of the
 * error and its code (`-` where it has none); `200 whole` is an answer without any error, and with `no end` neither comes while anybody looks.
 */
export type Met = `${'headers' | 'body'} ${string} ${string}` | `${number} whole` | 'no end'

/** One row of the table of undici's errors. */
export interface Row {
  readonly fault: FaultSpec
  /** Where the options are too long to name it by. */
  readonly says?: string
  readonly stream?: true
  /** `h2` is HTTP/2 over TLS. */
  readonly over?: 'tls' | 'h2'
  /** A first request on the same connection comes before, and is answered. */
  readonly kept?: true
  /** What `undici.request` throws, or one of these; `undici.fetch` throws a TypeError of which it is the cause. */
  readonly gives: readonly Met[]
  /** Where `undici.fetch` meets something else: it decodes a body, undici.request does not. */
  readonly fetchGives?: readonly Met[]
  /** Why the virtual network has no such error. Without it, what it throws has the same class and code. */
  readonly notVirtual?: string
}

/** What came of a row under one Node. */
export interface Played {
  readonly request: Met
  readonly fetch: Met
  readonly virtual: Met
}

export function nameOf({ fault: { type, ...options }, says, stream, over, kept }: Row): string {
  const written = Object.keys(options).length === 0 ? '' : ` ${says ?? JSON.stringify(options)}`
  return `${type}${written}${stream === true ? ', stream' : ''}${over === undefined ? '' : `, over ${over.toUpperCase()}`}${kept === true ? ', second request' : ''}`
}
