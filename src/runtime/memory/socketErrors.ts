import { constants } from 'node:os'

/** The errors that Node gives for sockets, with the same fields and words. */

/** libuv's number for a name that leads nowhere; it is not one of the system's. */
const noSuchName = -3008

export function connectError(code: 'ECONNREFUSED' | 'ETIMEDOUT', address: string, port: number): Error {
  return Object.assign(new Error(`connect ${code} ${address}:${port}`), {
    errno: -constants.errno[code],
    code,
    syscall: 'connect',
    address,
    port,
  })
}

export function nameError(hostname: string): Error {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    errno: noSuchName,
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname,
  })
}

export function resetError(): Error {
  return Object.assign(new Error('read ECONNRESET'), {
    errno: -constants.errno.ECONNRESET,
    code: 'ECONNRESET',
    syscall: 'read',
  })
}

/** For what was written before a connection came about that never did. */
export function closedEarlyError(): Error {
  return Object.assign(new Error('Socket closed before the connection was established'), {
    code: 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION',
  })
}
