import { getEventListeners, once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { broken, measured, readBody, rejectionOf } from '../../test/support/transportErrors.ts'
import { UndiciTransport } from './undiciTransport.ts'

/** A server that does with each request what the test says. */
let server: Server
let origin: string
let answer: (socket: Socket) => unknown
const sockets: Socket[] = []
let transport: UndiciTransport
let controller: AbortController

beforeEach(async () => {
  answer = () => {}
  server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.on('data', () => answer(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  transport = new UndiciTransport({ loopbackOnly: true })
  controller = new AbortController()
})

afterEach(async () => {
  await transport.close()
  for (const socket of sockets.splice(0)) socket.destroy()
  server.close()
})

const send = (url = `${origin}/v1/chat`, onConnected: () => void = () => {}) =>
  transport.send({ method: 'POST', url, headers: {}, body: '{}' }, { signal: controller.signal, onConnected })

const head = (...lines: string[]) => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n')
const halfSent = `${head('content-length: 10')}half`

function nothingLeft(): void {
  expect(transport.busySockets()).toBe(0)
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
}

describe('an exchange that goes well', () => {
  test('brings status, headers in lower case and the body; the connection is kept', async () => {
    answer = (socket) => socket.write(`${head('X-Mixed: Case', 'content-length: 5')}hello`)
    let connected = 0
    for (let round = 0; round < 3; round += 1) {
      const response = await send(undefined, () => (connected += 1))
      expect(response.headers['x-mixed']).toBe('Case')
      expect(await readBody(response)).toEqual({ text: 'hello' })
      nothingLeft()
    }
    expect(connected).toBe(3)
    expect(sockets).toHaveLength(1)
  })

  test('is not confused by an interim answer', async () => {
    answer = (socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${head('content-length: 2')}ok`)
    const response = await send()
    expect([response.status, (await readBody(response)).text]).toEqual([200, 'ok'])
  })

  test('several at once are several connections, and none is busy afterwards', async () => {
    const waiting: Socket[] = []
    const allThere = Promise.withResolvers<void>()
    answer = (socket) => {
      if (waiting.push(socket) === 4) allThere.resolve()
    }
    const replies = [1, 2, 3, 4].map(() => send())
    await allThere.promise
    expect(transport.busySockets()).toBe(4)
    for (const socket of waiting) socket.write(head('content-length: 0'))
    for (const reply of replies) await readBody(await reply)
    nothingLeft()
  })

  test('redirects are not followed: an API that redirects is broken', async () => {
    answer = (socket) => socket.write('HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n')
    expect((await send()).status).toBe(302)
    expect(sockets).toHaveLength(1)
  })
})

describe('what breaks', () => {
  test('refused', async () => {
    server.close()
    await once(server, 'close')
    expect(broken(await rejectionOf(send()))).toBe(measured.refused)
    nothingLeft()
  })

  test.each<[string, (socket: Socket) => unknown, string]>([
    ['reset before the headers', (socket) => socket.resetAndDestroy(), measured.resetBeforeHeaders],
    ['closed before the headers', (socket) => socket.end(), measured.finBeforeHeaders],
    ['closed inside the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nx-'), measured.finBeforeHeaders],
    ['not HTTP', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'), measured.malformed],
  ])('%s', async (_story, breaking, expected) => {
    answer = breaking
    expect(broken(await rejectionOf(send()))).toBe(expected)
    nothingLeft()
  })

  test.each<[string, (socket: Socket) => unknown, string]>([
    ['reset', (socket) => socket.resetAndDestroy(), measured.resetInBody],
    ['closed', (socket) => socket.end(), measured.finInBody],
  ])('%s inside the body: what came before is read first', async (_story, breaking, expected) => {
    answer = (socket) => socket.write(halfSent)
    const response = await send()
    const body = response.body[Symbol.asyncIterator]()
    expect(Buffer.from((await body.next()).value as Uint8Array).toString()).toBe('half')
    breaking(sockets[0]!)
    expect(broken(await rejectionOf(body.next()))).toBe(expected)
    nothingLeft()
  })

  test('on a kept connection is not retried behind the caller’s back', async () => {
    answer = (socket) => socket.write(head('content-length: 0'))
    await readBody(await send())
    let requests = 0
    answer = (socket) => {
      requests += 1
      socket.resetAndDestroy()
    }
    expect(broken(await rejectionOf(send()))).toBe(measured.resetBeforeHeaders)
    expect(requests).toBe(1)
  })
})

describe('an abort', () => {
  const closed = async () => {
    const [socket] = sockets
    if (!socket!.destroyed) await once(socket!, 'close')
  }

  test('before anything: no connection is opened', async () => {
    controller.abort(new Error('enough'))
    await expect(send()).rejects.toThrow('enough')
    expect(sockets).toHaveLength(0)
    nothingLeft()
  })

  test('before the headers closes the connection', async () => {
    const asked = Promise.withResolvers<void>()
    answer = () => asked.resolve()
    const sending = send()
    await asked.promise
    controller.abort(new Error('enough'))
    await expect(sending).rejects.toThrow('enough')
    nothingLeft()
    await closed()
  })

  test('while it waits for a connection sends nothing later', async () => {
    await transport.close()
    transport = new UndiciTransport({ maxConnectionsPerOrigin: 1 })
    const seen: string[] = []
    const asked = Promise.withResolvers<void>()
    answer = (socket) => {
      seen.push('request')
      asked.resolve()
      first = socket
    }
    let first: Socket | undefined
    const holding = send()
    await asked.promise
    const other = new AbortController()
    const queued = transport.send(
      { method: 'POST', url: `${origin}/v1/chat`, headers: {}, body: '{}' },
      { signal: other.signal },
    )
    other.abort(new Error('enough'))
    await expect(queued).rejects.toThrow('enough')
    first!.write(head('content-length: 0'))
    await readBody(await holding)
    answer = (socket) => {
      seen.push('another request')
      socket.write(head('content-length: 0'))
    }
    await readBody(await send())
    expect(seen).toEqual(['request', 'another request'])
    nothingLeft()
  })

  test('inside the body closes the connection and drops what was not read', async () => {
    answer = (socket) => socket.write(halfSent)
    const response = await send()
    controller.abort(new Error('enough'))
    expect(await readBody(response)).toEqual({ text: '', error: new Error('enough') })
    nothingLeft()
    await closed()
  })
})

test('a reader that leaves early closes the connection', async () => {
  answer = (socket) => socket.write(halfSent)
  for await (const _chunk of (await send()).body) break
  nothingLeft()
  if (!sockets[0]!.destroyed) await once(sockets[0]!, 'close')
})

test('a reader that is slow stops the server, and loses nothing', async () => {
  const piece = Buffer.alloc(256 * 1024)
  const pieces = 256
  let sent = 0
  answer = (socket) => {
    socket.write(head(`content-length: ${piece.length * pieces}`))
    const goOn = () => {
      while (sent < pieces) {
        sent += 1
        if (!socket.write(piece)) return
      }
    }
    socket.on('drain', goOn)
    goOn()
  }
  const response = await send()
  // No more comes when nothing has come for many turns of the loop that the server shares.
  for (let still = 0, seen = sent; still < 100; still += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    if (sent !== seen) still = 0
    seen = sent
  }
  expect(sent).toBeLessThan(pieces)
  let bytes = 0
  for await (const chunk of response.body) bytes += chunk.length
  expect(bytes).toBe(piece.length * pieces)
  nothingLeft()
})

describe('a rehearsal never leaves this machine', () => {
  test.each([
    'http://192.0.2.1:9',
    'http://example.test',
    'http://127.0.0.1.example.test',
    'http://128.0.0.1',
    'http://[2001:db8::1]',
  ])('%s is refused without a look-up', async (elsewhere) => {
    const error = await rejectionOf(send(`${elsewhere}/v1`))
    expect(broken(error)).toBe('connect/other/UNKNOWN, cause: Error')
    expect(((error as Error).cause as Error).message).toMatch(
      /^refused to leave this machine: .* is not a loopback address$/,
    )
    nothingLeft()
  })
})
