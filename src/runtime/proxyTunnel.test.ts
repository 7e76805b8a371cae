import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { startServer } from '../../test/support/loopbackServers.ts'
import { openTunnel } from './proxyTunnel.ts'
import type { TransportError } from './transport.ts'

const proxy = { origin: 'http://127.0.0.1:1', authorization: undefined }

/** The near end of a connection to a proxy that answers as it is told. */
async function tunnelAnswered(respond: (socket: Socket) => unknown) {
  const { port } = await startServer(respond)
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const error = await new Promise<TransportError | null>((resolve) =>
    openTunnel(socket, proxy, 'api.test:443', resolve),
  )
  return { socket, error }
}

test('what comes after the head is still to be read, byte for byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  const { socket, error } = await tunnelAnswered((far) =>
    far.write(Buffer.concat([Buffer.from('HTTP/1.0 201 Fine\r\n\r\n'), bytes])),
  )
  expect(error).toBeNull()
  expect(socket.read()).toEqual(bytes)
  expect(['readable', 'end', 'error', 'close'].map((name) => socket.listenerCount(name))).toEqual([0, 1, 0, 0])
  socket.destroy()
})

test('a head that comes byte by byte is a head', async () => {
  const { socket, error } = await tunnelAnswered(async (far) => {
    far.setNoDelay(true)
    for (const byte of 'HTTP/1.1 200 OK\r\nx-a: b\r\n\r\n') {
      far.write(byte)
      await new Promise((resolve) => setImmediate(resolve))
    }
  })
  expect(error).toBeNull()
  expect(socket.destroyed).toBe(false)
  socket.destroy()
})

test.each(['HTTP/1.1 100 Continue', 'HTTP/1.1 20', 'HTTP/2 200', 'HTTP/1.1 2000 OK'])(
  '%s opens nothing',
  async (line) => {
    const { socket, error } = await tunnelAnswered((far) => far.write(`${line}\r\n\r\n`))
    expect(error).not.toBeNull()
    expect(socket.destroyed).toBe(true)
  },
)
