import type { Socket } from 'node:net'
import type { ConnectionAttempt } from './connector.ts'
import type { TransportError } from './transport.ts'
import { fromUndici } from './undiciErrors.ts'

/** `.invalid` has no address, ever: libraries answer so themselves, without asking a resolver (RFC 6761 section 6.4). */
export function isInvalidName(hostname: string): boolean {
  return /(^|\.)invalid\.?$/i.test(hostname)
}

/** Fails as `getaddrinfo` does for a name that does not exist: later, and once. */
export function notFound(
  hostname: string,
  done: (...outcome: [error: TransportError, socket: null] | [error: null, socket: Socket]) => void,
): ConnectionAttempt {
  let isOver = false
  const fail = (error: Error) => {
    if (isOver) return
    isOver = true
    done(fromUndici(error, 'connect'), null)
  }
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname,
  })
  setImmediate(() => fail(error))
  return { destroy: fail }
}
