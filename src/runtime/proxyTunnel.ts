import type { Socket } from 'node:net'
import type { Proxy } from './proxy.ts'
import { TransportError, type TransportKind } from './transport.ts'
import { fromUndici } from './undiciErrors.ts'

/** Of a proxy's answer to CONNECT; Node's own limit for a response head. */
const longestHeadBytes = 16 * 1024

/**
 * Asks the proxy at the other end of `socket` for a tunnel to `authority` (host and port; RFC 9110 section 9.3.6). On
 * success the socket is the tunnel, and what came after the proxy's answer is still to be read from it. On failure, a
 * `TransportError` in phase `connect`, the socket is destroyed.
 */
export function openTunnel(
  socket: Socket,
  proxy: Proxy,
  authority: string,
  done: (error: TransportError | null) => void,
): void {
  let head = ''
  const finish = (error: TransportError | null) => {
    socket.off('readable', onReadable).off('end', onEnd).off('error', onError).off('close', onEnd)
    if (error !== null) socket.destroy()
    done(error)
  }
  const fail = (kind: TransportKind, code: string, what: string) =>
    finish(new TransportError('connect', kind, code, new Error(`the proxy ${proxy.origin} ${what}`)))
  const onReadable = () => {
    for (let piece = read(socket); piece !== null; piece = read(socket)) {
      const from = Math.max(0, head.length - 3)
      head += piece.toString('latin1')
      const end = head.indexOf('\r\n\r\n', from)
      if (end >= 0) {
        const rest = head.slice(end + 4)
        if (rest !== '') socket.unshift(Buffer.from(rest, 'latin1'))
        judge(head.slice(0, end))
        return
      }
      if (head.length > longestHeadBytes) {
        fail('malformed', 'PROXY_MALFORMED', `answered CONNECT with a head of more than ${longestHeadBytes} bytes`)
        return
      }
    }
  }
  const judge = (answer: string) => {
    const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(answer)?.[1] ?? 0)
    if (status >= 200 && status < 300) finish(null)
    else if (status === 0) fail('malformed', 'PROXY_MALFORMED', 'answered CONNECT with something that is not HTTP/1.1')
    else
      fail(
        kindOf(status),
        `PROXY_STATUS_${status}`,
        `answered CONNECT ${authority} with status ${status}${hint(status)}`,
      )
  }
  const onEnd = () => fail('closed', 'PROXY_CLOSED', `closed the connection before it answered CONNECT ${authority}`)
  const onError = (error: Error) => finish(fromUndici(error, 'connect'))
  socket.on('readable', onReadable).on('end', onEnd).on('error', onError).on('close', onEnd)
  const credentials = proxy.authorization === undefined ? [] : [`proxy-authorization: ${proxy.authorization}`]
  socket.write([`CONNECT ${authority} HTTP/1.1`, `host: ${authority}`, ...credentials, '', ''].join('\r\n'))
}

/** A proxy for http passes the request on itself, and a 407 can be nobody's but its own. */
export function askedForCredentials(proxy: Proxy): TransportError {
  const what = `the proxy ${proxy.origin} answered with status 407${hint(407)}`
  return new TransportError('connect', kindOf(407), 'PROXY_STATUS_407', new Error(what))
}

/** A proxy's 4xx is its own no; a 5xx says that it did not get through. */
function kindOf(status: number): TransportKind {
  return status >= 500 ? 'unreachable' : 'refused'
}

function hint(status: number): string {
  return status === 407 ? ': it wants user and password, in the URL of the proxy' : ''
}

function read(socket: Socket): Buffer | null {
  return socket.read() as Buffer | null
}
