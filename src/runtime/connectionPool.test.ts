import { AsyncLocalStorage } from 'node:async_hooks'
import { execFile } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { answer, closed, startServer } from '../../test/support/loopbackServers.ts'
import { broken, readBody, rejectionOf } from '../../test/support/transportErrors.ts'
import type { SendOptions } from './transport.ts'
import { UndiciTransport } from './undiciTransport.ts'
import type { UndiciTransportOptions } from './transportOptions.ts'

/** A transport and a server that does what the test says. */
async function stage(onData: (socket: Socket, text: string) => unknown, options: UndiciTransportOptions = {}) {
  const { port, ...server } = await startServer(onData)
  const transport = new UndiciTransport({ loopbackOnly: true, ...options })
  onTestFinished(() => transport.close())
  const send = (path = '/', sendOptions: Partial<SendOptions> = {}) =>
    transport.send(
      { method: 'POST', url: `http://127.0.0.1:${port}${path}`, headers: {}, body: '{}' },
      { signal: new AbortController().signal, ...sendOptions },
    )
  const ask = async (path?: string, sendOptions?: Partial<SendOptions>) =>
    (await readBody(await send(path, sendOptions))).text
  return { ...server, transport, send, ask }
}

/** The callbacks of `send` that tell where it is, each writing its name down. */
function told(): { names: string[]; callbacks: Partial<SendOptions> } {
  const names: string[] = []
  const callbacks = Object.fromEntries(
    ['onQueued', 'onConnecting', 'onTcpConnected', 'onConnected'].map((name) => [name, () => void names.push(name)]),
  )
  return { names, callbacks }
}

const pathOf = (text: string) => text.split(' ')[1]!

/** Keeps requests unanswered until `count` are there. */
function held(count: number) {
  const requests: { socket: Socket; path: string }[] = []
  const there = Promise.withResolvers<void>()
  const onData = (socket: Socket, text: string) => {
    requests.push({ socket, path: pathOf(text) })
    if (requests.length === count) there.resolve()
  }
  return { requests, onData, there: there.promise }
}

describe('how many connections', () => {
  test('twenty requests one after the other need one', async () => {
    const { ask, sockets } = await stage(answer)
    for (let round = 0; round < 20; round += 1) expect(await ask()).toBe('ok')
    expect(sockets).toHaveLength(1)
  })

  test('fifty at once on a pool of five have five', async () => {
    let requests = 0
    const { ask, sockets, mostOpen, transport } = await stage(
      (socket) => {
        requests += 1
        setImmediate(() => answer(socket))
      },
      { maxConnectionsPerOrigin: 5 },
    )
    const answers = Array.from({ length: 50 }, () => ask())
    expect(transport.busySockets()).toBe(5)
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 50 }, () => 'ok'))
    expect([requests, sockets.length, mostOpen()]).toEqual([50, 5, 5])
    expect(transport.busySockets()).toBe(0)
  })

  test('a pool that is too small for aborts and closes stays within its size', async () => {
    const { send, mostOpen, transport } = await stage(
      (socket, text) => {
        if (text.includes('/close')) answer(socket, text, 'connection: close')
        else if (text.includes('/reset')) socket.destroy()
        else setImmediate(() => answer(socket))
      },
      { maxConnectionsPerOrigin: 3 },
    )
    const outcomes = Array.from({ length: 40 }, async (_, index) => {
      const controller = new AbortController()
      const sent = send(['/close', '/reset', '/plain', '/abort'][index % 4], { signal: controller.signal })
      if (index % 4 === 3) setImmediate(() => controller.abort(new Error('enough')))
      return readBody(await sent).then(
        ({ text }) => text,
        () => 'broken',
      )
    })
    const settled = await Promise.allSettled(outcomes)
    expect(settled.filter((outcome) => outcome.status === 'fulfilled').length).toBeGreaterThanOrEqual(20)
    // The server may hear of a new connection before it hears that the old one is gone.
    expect(mostOpen()).toBeLessThanOrEqual(6)
    expect(transport.busySockets()).toBe(0)
  })
})

describe('whose turn it is', () => {
  test('the oldest goes first, on the connection that became free, and each is told', async () => {
    const { requests, onData, there } = held(1)
    const { ask, sockets, transport } = await stage(onData, { maxConnectionsPerOrigin: 1 })
    const tales = [told(), told(), told()]
    const answers = tales.map(({ callbacks }, index) => ask(`/${index}`, callbacks))
    expect(tales.map(({ names }) => names)).toEqual([['onConnecting'], ['onQueued'], ['onQueued']])
    expect(transport.busySockets()).toBe(1)
    await there
    for (let served = 0; served < 3; served += 1) {
      await vi.waitFor(() => expect(requests).toHaveLength(served + 1))
      answer(requests[served]!.socket)
      expect(await answers[served]).toBe('ok')
    }
    expect(requests.map(({ path }) => path)).toEqual(['/0', '/1', '/2'])
    expect(sockets).toHaveLength(1)
    expect(tales.map(({ names }) => names)).toEqual([
      ['onConnecting', 'onTcpConnected', 'onConnected'],
      ['onQueued', 'onConnected'],
      ['onQueued', 'onConnected'],
    ])
  })

  test('who leaves the queue is passed over', async () => {
    const { requests, onData, there } = held(1)
    const { send, ask } = await stage(onData, { maxConnectionsPerOrigin: 1 })
    const first = ask('/first')
    const controller = new AbortController()
    const leaving = send('/leaving', { signal: controller.signal })
    const last = ask('/last')
    await there
    controller.abort(new Error('enough'))
    await expect(leaving).rejects.toThrow('enough')
    answer(requests[0]!.socket)
    await first
    await vi.waitFor(() => expect(requests).toHaveLength(2))
    answer(requests[1]!.socket)
    await last
    expect(requests.map(({ path }) => path)).toEqual(['/first', '/last'])
  })

  test('whoever waits gets a new connection when one is lost', async () => {
    const { requests, onData, there } = held(1)
    const { send, ask, sockets } = await stage(onData, { maxConnectionsPerOrigin: 1 })
    const controller = new AbortController()
    const stuck = send('/stuck', { signal: controller.signal })
    const { names, callbacks } = told()
    const waiting = ask('/waiting', callbacks)
    await there
    controller.abort(new Error('enough'))
    await expect(stuck).rejects.toThrow('enough')
    await closed(sockets[0]!)
    await vi.waitFor(() => expect(requests).toHaveLength(2))
    answer(requests[1]!.socket)
    expect(await waiting).toBe('ok')
    expect(names).toEqual(['onQueued', 'onConnecting', 'onTcpConnected', 'onConnected'])
  })

  test('a request that waited goes out in the asynchronous context of its caller', async () => {
    const { requests, onData, there } = held(1)
    const { ask } = await stage(onData, { maxConnectionsPerOrigin: 1 })
    const context = new AsyncLocalStorage<string>()
    const seen: unknown[] = []
    const note = () => void seen.push(context.getStore())
    subscribe('undici:request:create', note)
    onTestFinished(() => void unsubscribe('undici:request:create', note))
    const answers = ['first', 'second'].map((name) => context.run(name, () => ask(`/${name}`)))
    await there
    answer(requests[0]!.socket)
    await vi.waitFor(() => expect(requests).toHaveLength(2))
    answer(requests[1]!.socket)
    await Promise.all(answers)
    expect(seen).toEqual(['first', 'second'])
  })
})

describe('a connection that nobody uses', () => {
  test('is closed when its time is over; the next request has a new one', async () => {
    const { ask, sockets } = await stage(answer, { keepAliveMs: 20 })
    await ask()
    await closed(sockets[0]!)
    expect(await ask()).toBe('ok')
    expect(sockets).toHaveLength(2)
  })

  test('is kept as long as the server says, but not longer than we want', async () => {
    const { ask, sockets } = await stage((socket, text) => answer(socket, text, 'keep-alive: timeout=60'), {
      keepAliveMaxMs: 20,
    })
    await ask()
    await closed(sockets[0]!)
  })

  test('is not used again when the server said so', async () => {
    const { ask, sockets } = await stage((socket, text) => answer(socket, text, 'connection: close'))
    for (let round = 0; round < 3; round += 1) expect(await ask()).toBe('ok')
    expect(sockets).toHaveLength(3)
  })

  test.each<[string, (socket: Socket) => unknown]>([
    ['reset', (socket) => socket.resetAndDestroy()],
    ['closed', (socket) => socket.destroy()],
  ])('%s by the server at the moment of the next request, it fails nobody', async (_how, ending) => {
    const { ask, sockets } = await stage(answer)
    await ask()
    const { names, callbacks } = told()
    // From an immediate, the kernel is asked for news once more before the request is written.
    await new Promise((resolve) => setImmediate(resolve))
    ending(sockets[0]!)
    expect(await ask('/again', callbacks)).toBe('ok')
    expect(sockets).toHaveLength(2)
    expect(names).toEqual(['onConnecting', 'onTcpConnected', 'onConnected'])
  })
})

describe('closing', () => {
  test('fails what is under way and what waits', async () => {
    const { onData, there } = held(1)
    const { send, ask, sockets, transport } = await stage(
      (socket, text) => (text.includes('/idle') ? answer(socket) : onData(socket, text)),
      { maxConnectionsPerOrigin: 2 },
    )
    await Promise.all([ask('/idle'), ask('/idle')])
    const requests = [send(), rejectionOf(send())] as const
    const failing = [rejectionOf(requests[0]), requests[1], rejectionOf(send())]
    await there
    expect(transport.busySockets()).toBe(2)
    await transport.close()
    for (const error of await Promise.all(failing)) expect(broken(error)).toMatch(/UND_ERR_DESTROYED/)
    expect(transport.busySockets()).toBe(0)
    await Promise.all(sockets.map(closed))
    expect(broken(await rejectionOf(send()))).toMatch(/UND_ERR_DESTROYED/)
    expect(sockets).toHaveLength(2)
  })

  test('leaves no socket and no timer: a process ends by itself', async () => {
    const life = `
      import { createServer } from 'node:net'
      import { UndiciTransport } from './src/runtime/index.ts'
      const reply = 'HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n'
      const server = createServer((socket) => socket.on('error', () => {}).on('data', (text) => {
        if (!String(text).includes('/held')) socket.write(reply)
        else if (++held === 3) go()
      }))
      let held = 0, go
      const there = new Promise((resolve) => (go = resolve))
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      const transport = new UndiciTransport({ keepAliveMs: 60_000 })
      const { signal } = new AbortController()
      const send = (path) => transport.send(
        { method: 'GET', url: 'http://127.0.0.1:' + server.address().port + path, headers: {} }, { signal })
      for (const { body } of await Promise.all([send('/'), send('/'), send('/')])) for await (const piece of body) ;
      const failing = Promise.allSettled([send('/held'), send('/held'), send('/held')])
      await there
      await transport.close()
      const outcomes = await failing
      await new Promise((resolve) => server.close(resolve))
      // Handles on their way out are listed for a turn or two more.
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      console.log(JSON.stringify([outcomes.map(({ status }) => status), process.getActiveResourcesInfo()]))
    `
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', life], {
      cwd: new URL('../..', import.meta.url),
      timeout: 15_000,
    })
    const [outcomes, handles] = JSON.parse(stdout) as [string[], string[]]
    expect(outcomes).toEqual(['rejected', 'rejected', 'rejected'])
    expect(handles.filter((handle) => handle !== 'PipeWrap')).toEqual([])
  })

  test('inside a body fails its reader', async () => {
    const { send, transport } = await stage((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'),
    )
    const response = await send()
    await transport.close()
    const { text, error } = await readBody(response)
    expect([text, broken(error)]).toEqual(['half', expect.stringMatching(/^body\/.*UND_ERR_DESTROYED/)])
  })

  test('a transport that was closed connects nowhere, not even to an origin it never saw', async () => {
    const { transport, server } = await stage(answer)
    await transport.close()
    const { port } = server.address() as { port: number }
    const connected = vi.fn<() => void>()
    server.on('connection', connected)
    const url = `http://localhost:${port}/`
    const sent = transport.send({ method: 'GET', url, headers: {} }, { signal: new AbortController().signal })
    expect(broken(await rejectionOf(sent))).toMatch(/UND_ERR_DESTROYED/)
    expect(connected).not.toHaveBeenCalled()
  })
})

test.each(['ftp://127.0.0.1/sk-secret', 'sk-secret'])('%s is nothing to send to, and is not repeated', async (url) => {
  const { transport } = await stage(answer)
  const { signal } = new AbortController()
  const error = await rejectionOf(transport.send({ method: 'GET', url, headers: {} }, { signal }))
  expect(broken(error)).toBe('connect/other/UND_ERR_INVALID_ARG, cause: Error')
  expect(String((error as Error).cause)).not.toContain('sk-secret')
})

test('a header that cannot be sent fails its request alone', async () => {
  const { transport, ask } = await stage(answer)
  await ask()
  const url = 'http://127.0.0.1:1/'
  const { signal } = new AbortController()
  const error = await rejectionOf(transport.send({ method: 'GET', url, headers: { 'x-a': 'b\nc' } }, { signal }))
  expect(broken(error)).toMatch(/UND_ERR_INVALID_ARG/)
  expect(transport.busySockets()).toBe(0)
  expect(await ask()).toBe('ok')
})

test('an abort from within each callback ends the request, and its connection', async () => {
  const { server, send, transport } = await stage(answer)
  for (const name of ['onConnecting', 'onTcpConnected', 'onConnected'] as const) {
    const controller = new AbortController()
    const accepted = name === 'onConnecting' ? undefined : (once(server, 'connection') as Promise<[Socket]>)
    const sent = send('/', { signal: controller.signal, [name]: () => controller.abort(new Error(name)) })
    await expect(sent).rejects.toThrow(name)
    expect(transport.busySockets()).toBe(0)
    if (accepted !== undefined) await closed((await accepted)[0])
  }
})
