import { connect, type Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { startServer, startTlsServer, type LoopbackServer } from './loopbackServers.ts'

export interface ConnectProxy extends LoopbackServer {
  /** The heads of requests that came, CONNECT or not. */
  readonly heads: readonly string[]
}

/** What a proxy does with a CONNECT: an answer of its own, or the way to the target. */
export type ProxyVerdict = (socket: Socket, tunnel: () => void) => unknown

/** A proxy for CONNECT and nothing else, over TLS if it is given a certificate. */
export async function startConnectProxy(
  verdict: ProxyVerdict = (_socket, tunnel) => tunnel(),
  certificate?: TlsOptions,
): Promise<ConnectProxy> {
  const heads: string[] = []
  const tunnels = new WeakSet<Socket>()
  const onData = (socket: Socket, head: string) => {
    if (tunnels.has(socket)) return
    heads.push(head)
    verdict(socket, () => {
      tunnels.add(socket)
      const [, port] = /^CONNECT [^ ]+:(\d+) /.exec(head)!
      const far = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\nvia: test\r\n\r\n')
        socket.pipe(far).pipe(socket)
      })
      far.on('error', () => {}).once('close', () => socket.destroy())
      socket.once('close', () => far.destroy())
    })
  }
  const server = certificate === undefined ? await startServer(onData) : await startTlsServer(certificate, onData)
  return { ...server, heads }
}
