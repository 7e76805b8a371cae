import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { answer, closed } from '../../test/support/loopbackServers.ts'
import { broken, readBody, rejectionOf } from '../../test/support/transportErrors.ts'
import { held, startStage } from '../../test/support/transportStage.ts'
import type { SendOptions } from './transport.ts'

/** The callbacks of `send` that tell where it is, each writing its name down. */
function told(): { names: string[]; callbacks: Partial<SendOptions> } {
  const names: string[] = []
  const callbacks = Object.fromEntries(
    ['onQueued', 'onConnecting', 'onTcpConnected', 'onConnected'].map((name) => [name, () => void names.push(name)]),
  )
  return { names, callbacks }
}

describe('how many connections', () => {
  test('twenty requests one after the other need one', async () => {
    const { ask, sockets } = await startStage(answer)
    for (let round = 0; round < 20; round += 1) expect(await ask()).toBe('ok')
    expect(sockets).toHaveLength(1)
  })

  test('fifty at once on a pool of five have five', async () => {
    let requests = 0
    const { ask, sockets, mostOpen, transport } = await startStage(
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
    const { send, mostOpen, transport } = await startStage(
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
    const { ask, sockets, transport } = await startStage(onData, { maxConnectionsPerOrigin: 1 })
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
    const { send, ask } = await startStage(onData, { maxConnectionsPerOrigin: 1 })
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
    const { send, ask, sockets } = await startStage(onData, { maxConnectionsPerOrigin: 1 })
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
    const { ask } = await startStage(onData, { maxConnectionsPerOrigin: 1 })
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
    const { ask, sockets } = await startStage(answer, { keepAliveMs: 20 })
    await ask()
    await closed(sockets[0]!)
    expect(await ask()).toBe('ok')
    expect(sockets).toHaveLength(2)
  })

  test('is kept as long as the server says, but not longer than we want', async () => {
    const { ask, sockets } = await startStage((socket, text) => answer(socket, text, 'keep-alive: timeout=60'), {
      keepAliveMaxMs: 20,
    })
    await ask()
    await closed(sockets[0]!)
  })

  test('is used before those that were idle for longer, and not once the server has closed it', async () => {
    const { requests, onData, there } = held(2)
    let holds = true
    const used: Socket[] = []
    const { ask, sockets } = await startStage((socket, text) => {
      if (holds) onData(socket, text)
      else answer(socket)
      used.push(socket)
    })
    const both = [ask('/0'), ask('/1')]
    await there
    holds = false
    const [first, last] = ['/0', '/1'].map((path) => requests.find((request) => request.path === path)!.socket)
    answer(first!)
    await both[0]
    answer(last!)
    await both[1]
    for (let round = 0; round < 3; round += 1) await ask()
    expect(used.slice(2)).toEqual([last, last, last])
    last!.end()
    await closed(last!)
    await ask()
    expect(used.at(-1)).toBe(first)
    expect(sockets).toHaveLength(2)
  })

  test('is not used again when the server said so', async () => {
    const { ask, sockets } = await startStage((socket, text) => answer(socket, text, 'connection: close'))
    for (let round = 0; round < 3; round += 1) expect(await ask()).toBe('ok')
    expect(sockets).toHaveLength(3)
  })

  test.each<[string, (socket: Socket) => unknown]>([
    ['reset', (socket) => socket.resetAndDestroy()],
    ['closed', (socket) => socket.destroy()],
  ])('%s by the server at the moment of the next request, it fails nobody', async (_how, ending) => {
    const { ask, sockets } = await startStage(answer)
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

test.each(['ftp://127.0.0.1/sk-secret', 'sk-secret'])('%s is nothing to send to, and is not repeated', async (url) => {
  const { transport } = await startStage(answer)
  const { signal } = new AbortController()
  const error = await rejectionOf(transport.send({ method: 'GET', url, headers: {} }, { signal }))
  expect(broken(error)).toBe('connect/other/UND_ERR_INVALID_ARG, cause: Error')
  expect(String((error as Error).cause)).not.toContain('sk-secret')
})

test('a header that cannot be sent fails its request alone', async () => {
  const { transport, ask } = await startStage(answer)
  await ask()
  const url = 'http://127.0.0.1:1/'
  const { signal } = new AbortController()
  const error = await rejectionOf(transport.send({ method: 'GET', url, headers: { 'x-a': 'b\nc' } }, { signal }))
  expect(broken(error)).toMatch(/UND_ERR_INVALID_ARG/)
  expect(transport.busySockets()).toBe(0)
  expect(await ask()).toBe('ok')
})

test('an abort from within each callback ends the request, and its connection', async () => {
  const { server, send, ask, sockets, transport } = await startStage(answer)
  for (const name of ['onConnecting', 'onTcpConnected', 'onConnected'] as const) {
    const controller = new AbortController()
    const accepted = name === 'onConnecting' ? undefined : (once(server, 'connection') as Promise<[Socket]>)
    const sent = send('/', { signal: controller.signal, [name]: () => controller.abort(new Error(name)) })
    await expect(sent).rejects.toThrow(name)
    expect(transport.busySockets()).toBe(0)
    if (accepted !== undefined) await closed((await accepted)[0])
  }
  expect(await ask()).toBe('ok')
  expect(sockets).toHaveLength(3)
})
