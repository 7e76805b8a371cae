import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { UndiciTransport } from './undiciTransport.ts'

/** Takes connections and never says a word: a TLS handshake with it does not end. */
async function silentServer() {
  const accepted: Socket[] = []
  const server = createServer((socket) => accepted.push(socket.on('error', () => {})))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of accepted) socket.destroy()
    server.close()
  })
  return { server, url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

test('a handshake that nobody waits for any more is given up, and the origin can be asked again', async () => {
  const { server, url } = await silentServer()
  const transport = new UndiciTransport()
  for (let round = 0; round < 2; round += 1) {
    const controller = new AbortController()
    const accepted = once(server, 'connection')
    const sent = transport.send({ method: 'GET', url, headers: {} }, { signal: controller.signal })
    const [socket] = (await accepted) as [Socket]
    expect(transport.busySockets()).toBe(1)
    const closed = once(socket.resume(), 'close')
    controller.abort(new Error('enough'))
    await expect(sent).rejects.toThrow('enough')
    await closed
    expect(transport.busySockets()).toBe(0)
  }
  await transport.close()
})

test('closing the transport gives up what is still being connected', async () => {
  const { server, url } = await silentServer()
  const transport = new UndiciTransport()
  const accepted = once(server, 'connection')
  const sent = transport.send({ method: 'GET', url, headers: {} }, { signal: new AbortController().signal })
  sent.catch(() => {})
  const [socket] = (await accepted) as [Socket]
  const closed = once(socket.resume(), 'close')
  await transport.close()
  await closed
  await expect(sent).rejects.toThrow()
  expect(transport.busySockets()).toBe(0)
})
