import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { TransportError } from '../transport.ts'
import { LoopbackHttp } from './loopbackHttp.ts'

const answer = (body: string, ...fields: readonly string[]) =>
  ['HTTP/1.1 200 OK', `content-length: ${body.length}`, ...fields, '', body].join('\r\n')

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** What a server does with the n-th request (from 0) that it gets. */
async function serve(play: (socket: Socket, nth: number) => void, maxConnections = 4) {
  const sockets = new Set<Socket>()
  let [asked, opened] = [0, 0]
  const server = createServer((socket) => {
    sockets.add(socket)
    opened += 1
    socket.on('error', () => {})
    socket.on('data', () => play(socket, asked++))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const http = new LoopbackHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { maxConnections })
  closing.push(async () => {
    http.close()
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return { http, server, opened: () => opened, send: () => send(http) }
}

function send(http: LoopbackHttp): Promise<{ status?: number; body?: string; error?: Error; sent: number }> {
  let sent = 0
  return new Promise((resolve) => {
    http.send({
      request: Buffer.from('POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 0\r\n\r\n'),
      onSent: () => (sent += 1),
      onAnswer: (status, body) => resolve({ status, body: body.toString(), sent }),
      onError: (error) => resolve({ error, sent }),
    })
  })
}

test('a connection serves one request after the other', async () => {
  const { send: ask, opened } = await serve((socket, nth) => socket.write(answer(`nr ${nth}`)))
  expect([await ask(), await ask(), await ask()].map(({ body, sent }) => [body, sent])).toEqual([
    ['nr 0', 1],
    ['nr 1', 1],
    ['nr 2', 1],
  ])
  expect(opened()).toBe(1)
})

test('what is sent beyond the connections waits, the oldest first, and none is lost', async () => {
  const { send: ask, opened } = await serve((socket, nth) => socket.write(answer(String(nth))), 2)
  const order: number[] = []
  const answers = await Promise.all(
    Array.from({ length: 3_000 }, async (_, index) => {
      const { body, sent } = await ask()
      order.push(index)
      return [body !== undefined, sent]
    }),
  )
  expect(new Set(answers.map(String))).toEqual(new Set(['true,1']))
  expect(opened()).toBe(2)
  // Two connections: each request may be passed by the one behind it, and by no other.
  expect(order.every((index, place) => Math.abs(index - place) <= 2)).toBe(true)
})

test('what is sent at once goes out on connections that stand, and not each on its own', async () => {
  const { send: ask, opened } = await serve((socket) => socket.write(answer('well')), 1_000)
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask()))
  expect(answers.every(({ body, sent }) => body === 'well' && sent === 1)).toBe(true)
  expect(opened()).toBeLessThan(500)
})

test('who is not answered keeps nobody waiting: another connection is opened', async () => {
  const unanswered: Socket[] = []
  const { send: ask, opened } = await serve((socket) => {
    unanswered.push(socket)
    if (unanswered.length === 100) for (const each of unanswered) each.write(answer('well'))
  }, 100)
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask()))
  expect(answers.every(({ body }) => body === 'well')).toBe(true)
  expect(opened()).toBe(100)
})

test('a server that closes after its answer gets another connection', async () => {
  const close = await serve((socket) => socket.end(answer('last', 'connection: close')))
  expect([(await close.send()).body, (await close.send()).body, close.opened()]).toEqual(['last', 'last', 2])
  const bare = await serve((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nuntil the end'))
  expect([(await bare.send()).body, (await bare.send()).body, bare.opened()]).toEqual([
    'until the end',
    'until the end',
    2,
  ])
})

const failures: readonly (readonly [what: string, play: (socket: Socket) => void, kind: string, phase: string])[] = [
  ['a reset', (socket) => socket.resetAndDestroy(), 'reset', 'headers'],
  ['a close without an answer', (socket) => socket.end(), 'closed', 'headers'],
  ['a close within the head', (socket) => socket.end('HTTP/1.1 200 OK\r\ncont'), 'closed', 'headers'],
  [
    'a close within the body',
    (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'),
    'closed',
    'body',
  ],
  ['what is no HTTP', (socket) => socket.write('220 smtp here\r\n\r\n'), 'malformed', 'headers'],
]
test.each(failures)(
  '%s is told from the others, and the next request has another connection',
  async (_what, play, kind, phase) => {
    const { send: ask } = await serve((socket, nth) => (nth === 0 ? play(socket) : socket.write(answer('well'))), 1)
    const [first, second] = await Promise.all([ask(), ask()])
    expect(first.error).toBeInstanceOf(TransportError)
    expect(first.error).toMatchObject({ kind, phase })
    expect(second.body).toBe('well')
  },
)

test('nobody listens: refused, for all that wait', async () => {
  const { send: ask, server } = await serve(() => {}, 1)
  server.close()
  await once(server, 'close')
  const errors = (await Promise.all([ask(), ask(), ask()])).map(({ error }) => error)
  for (const error of errors) expect(error).toMatchObject({ kind: 'refused', phase: 'connect', code: 'ECONNREFUSED' })
  server.listen(0, '127.0.0.1')
})

test('what is cancelled fails at once, what waits too; the next request is served', async () => {
  const { http, send: ask, opened } = await serve((socket, nth) => nth > 0 && socket.write(answer('well')), 1)
  const first = ask()
  const waiting = ask()
  while (opened() === 0) await new Promise((resolve) => setImmediate(resolve))
  const reason = new Error('enough')
  http.cancel(reason)
  expect([(await first).error, (await waiting).error]).toEqual([reason, reason])
  http.close()
  expect((await ask()).error?.message).toBe('the client was closed')
})

test('an idle connection that the server closes is not used again', async () => {
  const sockets: Socket[] = []
  const { send: ask, opened } = await serve((socket) => {
    sockets.push(socket)
    socket.write(answer('well'))
  })
  await ask()
  sockets[0]!.end()
  await once(sockets[0]!, 'close')
  await new Promise((resolve) => setImmediate(resolve))
  expect([(await ask()).body, opened()]).toEqual(['well', 2])
})

test('it never leaves this machine', () => {
  expect(() => new LoopbackHttp('http://example.com', { maxConnections: 1 })).toThrow('refused to leave this machine')
  expect(() => new LoopbackHttp('https://127.0.0.1', { maxConnections: 1 })).toThrow('over http')
})
