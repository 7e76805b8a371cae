import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'

export interface LoopbackServer {
  readonly server: Server
  readonly port: number
  /** Every connection that came, open or not. */
  readonly sockets: readonly Socket[]
  /** The most that were open at a time. */
  readonly mostOpen: () => number
}

/** A server that hands each piece that comes to the test, and is gone when the test is over. */
export async function startServer(onData: (socket: Socket, text: string) => unknown): Promise<LoopbackServer> {
  return started(createServer(), 'connection', onData)
}

export async function startTlsServer(
  options: TlsOptions,
  onData: (socket: Socket, text: string) => unknown = answer,
): Promise<LoopbackServer> {
  const server = createTlsServer(options)
  server.on('tlsClientError', () => {})
  return started(server, 'secureConnection', onData)
}

/** An answer to whatever was asked; the connection stays. */
export function answer(socket: Socket, _text?: string, ...lines: string[]): void {
  socket.write(['HTTP/1.1 200 OK', 'content-length: 2', ...lines, '', 'ok'].join('\r\n'))
}

/** Waits for the end of a connection, as the server sees it. */
export async function closed(socket: Socket): Promise<void> {
  if (!socket.destroyed) await once(socket.resume(), 'close')
}

async function started(
  server: Server,
  event: 'connection' | 'secureConnection',
  onData: (socket: Socket, text: string) => unknown,
): Promise<LoopbackServer> {
  const sockets: Socket[] = []
  const underlying = new Set<Socket>()
  let open = 0
  let mostOpen = 0
  server.on('connection', (socket: Socket) => {
    underlying.add(socket.on('error', () => {}))
    mostOpen = Math.max(mostOpen, (open += 1))
    socket.once('close', () => (open -= 1))
  })
  server.on(event, (socket: Socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.on('data', (data: Buffer) => onData(socket, data.toString('latin1')))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of underlying) socket.destroy()
    server.close()
  })
  return { server, port: (server.address() as AddressInfo).port, sockets, mostOpen: () => mostOpen }
}
