import { connect, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { vi } from 'vitest'

/** How a connection ended, as TCP says it: a FIN, an RST, or any other error by its code. */
type RawEnding = 'fin' | 'rst' | (string & {})

/** A client that knows nothing of HTTP: it sends what it is told and keeps every byte that comes. */
export interface RawClient {
  readonly socket: Socket
  send(bytes: string | Uint8Array): void
  received(): string
  /** Resolves once so many characters (latin1: bytes) are there; fails after a second. */
  untilReceived(count: number): Promise<void>
  readonly ending: Promise<RawEnding>
  /** Undefined while the connection stands. */
  endedWith(): RawEnding | undefined
}

export async function rawConnect(urlOrigin: string): Promise<RawClient> {
  const { hostname, port } = new URL(urlOrigin)
  const socket = connect({ host: hostname, port: Number(port) })
  const client = rawClient(socket)
  await opened(socket, 'connect')
  return client
}

/** Over TLS; whatever certificate is shown is taken unless the options say otherwise. */
export async function rawConnectTls(
  urlOrigin: string,
  options: ConnectionOptions = {},
): Promise<RawClient & { readonly socket: TLSSocket }> {
  const { hostname, port } = new URL(urlOrigin)
  const socket = connectTls({ host: hostname, port: Number(port), rejectUnauthorized: false, ...options })
  const client = rawClient(socket)
  await opened(socket, 'secureConnect')
  return { ...client, socket }
}

function opened(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve)
    socket.once('error', reject)
  })
}

function rawClient(socket: Socket): RawClient {
  let received = ''
  let ended: RawEnding | undefined
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => (received += text))
  const ending = new Promise<RawEnding>((resolve) => {
    socket.once('end', () => resolve((ended ??= 'fin')))
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve((ended ??= code === 'ECONNRESET' ? 'rst' : String(code))),
    )
  })
  return {
    socket,
    send: (bytes) => void socket.write(bytes),
    received: () => received,
    untilReceived: (count) =>
      vi.waitFor(
        () => {
          if (received.length < count) throw new Error(`${received.length} of ${count} bytes came: ${received}`)
        },
        { interval: 2 },
      ),
    ending,
    endedWith: () => ended,
  }
}
