import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { VirtualClock, VirtualTransport, type VirtualSocket } from '../../runtime/index.ts'
import { ChunkedEncodingError, ConnectionError, JSONDecodeError, ReadTimeout, SSLError } from './exceptions.ts'
import { PythonProcess } from './pythonProcess.ts'
import { post, type Response } from './requests.ts'

type Serve = (socket: VirtualSocket, clock: VirtualClock) => void

/** A world with one server; `serve` answers each request. */
function worldOf(serve: Serve, refused?: 'refused' | 'tls') {
  const clock = new VirtualClock()
  const process = new PythonProcess(clock)
  const transport = new VirtualTransport({
    connect: () =>
      refused === undefined
        ? { accepted: true, connection: 0 }
        : { accepted: false, phase: refused === 'tls' ? 'tls' : 'connect', kind: refused, code: 'CODE' },
    exchange: (_connection, _request, socket) => {
      serve(socket, clock)
      return { clientLeft: () => {} }
    },
  })
  const limits = { connectTimeoutMs: 30_000, readTimeoutMs: 30_000 }
  const request = () => post({ process, transport }, { url: 'http://server.test/v1', headers: {}, json: {}, ...limits })
  return { clock, process, transport, request }
}

const bytes = (text: string) => new TextEncoder().encode(text)
const failure = (promise: Promise<Response>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('requests.post', () => {
  test('defect 3: a body that drips a byte each 29 s is waited for to its end, here ten minutes', async () => {
    const { clock, request } = worldOf((socket) => {
      socket.head(200, {})
      for (let drop = 1; drop <= 20; drop += 1) clock.timer(29_000 * drop, () => socket.data(bytes('1')))
      clock.timer(29_000 * 20, () => socket.end())
    })
    const response = await clock.run(request)
    expect([response.text, clock.now(), clock.pending()]).toEqual(['1'.repeat(20), 580_000, 0])
  })

  test('a pause of 30 s in the body is a ConnectionError, not a ReadTimeout', async () => {
    const { clock, transport, request } = worldOf((socket) => {
      socket.head(200, {})
      socket.data(bytes('{'))
    })
    const error = await clock.run(() => failure(request()))
    expect(error).toBeInstanceOf(ConnectionError)
    expect([clock.now(), transport.busySockets()]).toEqual([30_000, 0])
  })

  test.each<[string, Serve, 'refused' | 'tls' | undefined, unknown]>([
    ['nothing comes', () => {}, undefined, ReadTimeout],
    ['the connection is refused', () => {}, 'refused', ConnectionError],
    ['the certificate is bad', () => {}, 'tls', SSLError],
    ['the connection is reset', (socket) => queueMicrotask(() => socket.reset()), undefined, ConnectionError],
    [
      'the server closes instead of answering',
      (socket) => queueMicrotask(() => socket.fin()),
      undefined,
      ConnectionError,
    ],
    [
      'the body is cut',
      (socket) => {
        socket.head(200, { 'content-length': '10' })
        socket.data(bytes('{'))
        queueMicrotask(() => socket.fin())
      },
      undefined,
      ChunkedEncodingError,
    ],
  ])('where %s it raises what Python raises, and leaves nothing behind', async (_what, serve, refused, expected) => {
    const { clock, process, transport, request } = worldOf(serve, refused)
    const error = await clock.run(() => failure(request()))
    expect(error).toBeInstanceOf(expected)
    expect((error as Error).constructor).toBe(expected)
    expect([clock.pending(), transport.busySockets()]).toEqual([0, 0])
    expect(getEventListeners(process.ended, 'abort')).toEqual([])
  })

  test('a page where JSON should be is a JSONDecodeError', async () => {
    const { clock, request } = worldOf((socket) => {
      socket.head(200, {})
      socket.data(bytes('<p>'))
      socket.end()
    })
    const response = await clock.run(request)
    expect(() => response.json()).toThrow(JSONDecodeError)
  })

  test('a call that the end of the process takes with it never returns and holds nothing', async () => {
    const { clock, process, transport, request } = worldOf(() => {})
    let settled = false
    await clock.run(async () => {
      request()
        .finally(() => (settled = true))
        .catch(() => {})
      process
        .sleep(3600)
        .finally(() => (settled = true))
        .catch(() => {})
      await clock.sleep(1)
      process.end()
      await clock.sleep(1)
    })
    expect([settled, clock.pending(), transport.busySockets()]).toEqual([false, 0, 0])
  })
})
