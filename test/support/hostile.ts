import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, vi } from 'vitest'
import { ChatError, createClient, retry, circuitBreaker, type PolicySpec } from '../../src/client/index.ts'
import { RealClock, UndiciTransport } from '../../src/runtime/index.ts'

/** What a hostile upstream does once a request has come in whole. It knows nothing but its socket. */
export type Attack = (socket: Socket, request: string) => void

/** How a call ended. */
export interface Ending {
  readonly error: ChatError | undefined
  /** What the caller got of the text; of a very long one the start. */
  readonly text: string
}

/** How a call ended, and what it left behind. */
export interface Aftermath extends Ending {
  /** Every unhandled rejection, pending timer, busy socket and open connection on the server's side. */
  readonly leaks: readonly unknown[]
  /** The most that the process's memory was above what it was before, in MB. */
  readonly grownMb: number
  readonly tookMs: number
}

export interface HostileServer {
  readonly baseURL: string
  /** Connections that stand, as the server sees it. */
  open(): number
}

/** What any attack may cost, in MB. */
export const mostMemoryMb = 64

/** Limits that these tests set are below a second, and the client's own are 15 s and more: whichever ended it, it was one of ours. */
const mostMs = 10_000

/** The call ended as it should and by its limit, kept the process small, and left nothing behind. */
export function expectEnd({ error, leaks, grownMb, tookMs }: Aftermath, errorClass: string, reason: string): void {
  expect({ errorClass: error?.errorClass, reason: error?.reason, leaks }).toEqual({ errorClass, reason, leaks: [] })
  expect(grownMb).toBeLessThan(mostMemoryMb)
  expect(tookMs).toBeLessThan(mostMs)
}

/** A raw server on this machine, gone when the test is over. */
export async function hostileServer(attack: Attack): Promise<HostileServer> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    let request = ''
    socket.on('data', (bytes) => {
      request += bytes.toString('latin1')
      const headEnd = request.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(request)?.[1])
      if (headEnd === -1 || request.length < headEnd + 4 + length) return
      const whole = request
      request = ''
      attack(socket, whole)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, open: () => sockets.size }
}

interface Caller {
  readonly read: 'chat' | 'stream'
  readonly policies?: readonly PolicySpec[]
  /** Connections that the pool may keep: 1 where the server's answer was whole. */
  readonly pooled?: number
}

/** One call, one attempt, against an attack; measured while it lasts, and looked after when it is over. */
export async function attacked(attack: Attack, { read, policies = [], pooled = 0 }: Caller): Promise<Aftermath> {
  const server = await hostileServer(attack)
  const watch = watchProcess()
  const { call, remains } = openCaller(server, policies)
  const startedAtMs = performance.now()
  const { error, text } = await call(read, 'hello')
  const tookMs = performance.now() - startedAtMs
  await untilQuiet(() => server.open() <= pooled && remains().length === 0)
  const { rejections, grownMb } = watch.end()
  const connections = server.open() > pooled ? [`${server.open()} connections`] : []
  return { error, text, grownMb, tookMs, leaks: [...rejections, ...remains(), ...connections] }
}

/** A client without second tries, and what is left of its calls. */
export function openCaller({ baseURL }: HostileServer, policies: readonly PolicySpec[]) {
  const clock = new RealClock()
  const transport = new UndiciTransport({ loopbackOnly: true })
  onTestFinished(() => transport.close())
  const client = createClient({
    baseURL,
    apiKey: 'sk-hostile',
    models: ['m'],
    policies: [retry({ maxAttemptsPerCall: 1 }), circuitBreaker(false), ...policies],
    runtime: { clock, transport },
  })
  const call = async (read: 'chat' | 'stream', content: string): Promise<Ending> => {
    const request = { messages: [{ role: 'user', content }] } as const
    let text = ''
    try {
      if (read === 'chat') return { text: (await client.chat(request)).text, error: undefined }
      for await (const delta of client.stream(request)) if (text.length < 10_000) text += delta
      return { text, error: undefined }
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
      return { text, error }
    }
  }
  const remains = () => [
    ...(clock.pending() > 0 ? [`${clock.pending()} timers`] : []),
    ...(transport.busySockets() > 0 ? [`${transport.busySockets()} busy sockets`] : []),
  ]
  return { call, remains }
}

/** Looks at the process's memory every few milliseconds, and at every rejection that nobody handles. */
export function watchProcess(): { end(): { rejections: string[]; grownMb: number } } {
  const rejections: string[] = []
  const onRejection = (reason: unknown) => rejections.push(`unhandled rejection: ${String(reason)}`)
  process.on('unhandledRejection', onRejection)
  collectGarbage()
  const rssBefore = process.memoryUsage.rss()
  const heldBefore = heldBytes()
  let grown = 0
  const look = () => {
    // The process keeps pages that an earlier test has used: what is in them counts too, but for what nobody holds any more.
    if (heldBytes() - heldBefore > (mostMemoryMb / 2) * 2 ** 20) collectGarbage()
    grown = Math.max(grown, process.memoryUsage.rss() - rssBefore, heldBytes() - heldBefore)
  }
  const sampler = setInterval(look, 2)
  const end = () => {
    look()
    clearInterval(sampler)
    process.off('unhandledRejection', onRejection)
    return { rejections, grownMb: grown / 2 ** 20 }
  }
  return { end }
}

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
growNursery()

/** V8 grows its nursery to its full size (64 MB) as soon as many calls are on their way: that is the process's, not an attack's. */
function growNursery(): void {
  const held = Array.from<unknown>({ length: 60_000 })
  for (let at = 0; at < 2_000_000; at += 1) held[at % held.length] = [at, at, at]
}

/** Sockets close, and rejections are reported, a few turns of the event loop later. */
export async function untilQuiet(isQuiet: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(isQuiet()).toBe(true), { timeout: 2_000, interval: 5 }).catch(() => undefined)
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Writes for as long as the other side reads; `next` gives the next bytes, or undefined at the end. */
export function pour(socket: Socket, next: () => string | Uint8Array | undefined): void {
  for (;;) {
    if (socket.destroyed) return
    const bytes = next()
    if (bytes === undefined) return
    if (!socket.write(bytes)) break
  }
  socket.once('drain', () => pour(socket, next))
}

/** Writes the next of `pieces` every `everyMs`, for as long as the other side is there. */
export function drip(socket: Socket, everyMs: number, next: () => string | Uint8Array): void {
  const timer = setInterval(() => socket.write(next()), everyMs)
  socket.once('close', () => clearInterval(timer))
}

export const head = (type: string, ...headers: string[]): string =>
  ['HTTP/1.1 200 OK', `content-type: ${type}`, ...headers, '', ''].join('\r\n')

export const jsonHead = (bytes: number): string => head('application/json', `content-length: ${bytes}`)

/** A stream that ends with its connection. */
export const streamHead: string = head('text/event-stream', 'connection: close')

export const event = (payload: unknown): string => `data: ${JSON.stringify(payload)}\n\n`
export const contentEvent = (content: string): string => event({ choices: [{ index: 0, delta: { content } }] })
