import { once } from 'node:events'
import { createServer, Socket, type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../virtualClock.ts'
import { MemoryNetwork } from './memoryNetwork.ts'

type Serve = (socket: Socket) => void
type Use = (socket: Socket) => void

/** What the near end sees, in order; pieces that came together count as one. */
function watched(socket: Socket): { readonly seen: string[]; readonly closed: Promise<string[]> } {
  const seen: string[] = []
  let text = ''
  const told = (what: string) => {
    if (text !== '') seen.push(`data ${text}`)
    text = ''
    seen.push(what)
  }
  socket.on('connect', () => told('connect'))
  socket.on('data', (bytes: Buffer) => (text += bytes.toString()))
  socket.on('end', () => told('end'))
  socket.on('error', ({ message, code, syscall, errno }: NodeJS.ErrnoException) =>
    told(`error ${message.replace(/:\d+$/, '')} ${code} ${syscall} ${errno}`),
  )
  const closed = new Promise<string[]>((resolve) =>
    socket.on('close', (hadError: boolean) => {
      told(`close ${hadError}`)
      resolve(seen)
    }),
  )
  return { seen, closed }
}

async function onSystem(serve: Serve | undefined, use: Use): Promise<string[]> {
  const server = createServer(serve)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  if (serve === undefined) await new Promise((resolve) => server.close(resolve))
  const socket = new Socket()
  const { closed } = watched(socket)
  socket.connect(port, '127.0.0.1')
  use(socket)
  const seen = await closed
  server.close()
  return seen
}

async function inMemory(serve: Serve | undefined, use: Use): Promise<string[]> {
  const network = new MemoryNetwork(new VirtualClock(), (error) => {
    throw error
  })
  const port = network.freePort()
  if (serve !== undefined) network.open(port, serve)
  const socket = new Socket()
  const { closed } = watched(socket)
  network.connect(socket, '127.0.0.1', port)
  use(socket)
  return closed
}

const quietly =
  (serve: Serve): Serve =>
  (socket) => {
    socket.on('error', () => {})
    serve(socket)
  }
const nothing = () => {}

const cases: readonly (readonly [name: string, serve: Serve | undefined, use: Use])[] = [
  ['nobody listens', undefined, nothing],
  [
    'it answers and ends',
    (socket) => socket.on('data', (bytes: Buffer) => socket.end(`re: ${bytes.toString()}`)),
    (socket) => socket.write('hi'),
  ],
  ['it ends at once', (socket) => socket.resume().end(), nothing],
  [
    'it resets after the first bytes',
    (socket) => socket.on('data', () => socket.resetAndDestroy()),
    (socket) => socket.write('hi'),
  ],
  [
    'it leaves with bytes unread',
    (socket) => socket.once('readable', () => socket.destroy()),
    (socket) => socket.write('hi'),
  ],
  [
    'it leaves with more unread than it takes in',
    (socket) => socket.once('readable', () => setImmediate(() => socket.destroy())),
    (socket) => socket.write(Buffer.alloc(300_000)),
  ],
  ['this end ends first', (socket) => socket.resume().on('end', () => socket.end('bye')), (socket) => socket.end('hi')],
  ['this end is destroyed', (socket) => socket.resume(), (socket) => socket.on('connect', () => socket.destroy())],
  [
    'this end is destroyed with an error',
    (socket) => socket.resume(),
    (socket) => socket.on('connect', () => socket.destroy(new Error('enough'))),
  ],
  [
    'much in many pieces',
    (socket) => socket.pipe(socket),
    (socket) => {
      for (let piece = 0; piece < 200; piece += 1) socket.write(`${piece} `)
      socket.end()
    },
  ],
]

describe('a connection in memory', () => {
  test.each(cases)('is as the system makes it: %s', async (_name, serve, use) => {
    const served = serve && quietly(serve)
    const seen = await inMemory(served, use)
    expect(seen).toEqual(await onSystem(served, use))
    expect(seen.at(-1)).toMatch(/^close/)
  })

  test('a name that leads nowhere', async () => {
    const network = new MemoryNetwork(new VirtualClock(), nothing)
    const socket = new Socket()
    const { closed } = watched(socket)
    network.connect(socket, 'nowhere.invalid', 80)
    expect(await closed).toEqual([
      'error getaddrinfo ENOTFOUND nowhere.invalid ENOTFOUND getaddrinfo -3008',
      'close true',
    ])
  })

  test('other machines are out of reach', async () => {
    const network = new MemoryNetwork(new VirtualClock(), nothing)
    const port = network.freePort()
    network.open(port, () => {
      throw new Error('reached')
    })
    const socket = new Socket()
    const { closed } = watched(socket)
    network.connect(socket, '192.0.2.1', port)
    expect((await closed)[0]).toContain('connect ECONNREFUSED 192.0.2.1')
  })

  test('a port that never answers is given up as Linux gives it up', async () => {
    const clock = new VirtualClock()
    const network = new MemoryNetwork(clock, nothing)
    const port = network.freePort()
    network.open(port, 'silent')
    const seen = await clock.run(
      () => {
        const socket = new Socket()
        const { closed } = watched(socket)
        network.connect(socket, '127.0.0.1', port)
        return closed
      },
      () => !network.isBusy,
    )
    expect(seen[0]).toContain('connect ETIMEDOUT')
    expect(clock.now()).toBe(127_000)
  })

  test('what a listener throws is told, and stops nothing else', async () => {
    const thrown: unknown[] = []
    const network = new MemoryNetwork(new VirtualClock(), (error) => thrown.push(error))
    const port = network.freePort()
    network.open(port, (socket) => socket.end('hello'))
    const sockets = [new Socket(), new Socket()]
    sockets[0]!.on('data', () => {
      throw new Error('a listener')
    })
    for (const socket of sockets) network.connect(socket, '127.0.0.1', port)
    expect(await watched(sockets[1]!).closed).toEqual(['connect', 'data hello', 'end', 'close false'])
    expect(thrown).toMatchObject([{ message: 'a listener' }])
  })
})
