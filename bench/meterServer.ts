// A server that answers every chat request after a delay that is known: the first part of the path, in ms. It takes down itself
// when each request was there and when its answer went out, and can be told to stop dead for a while.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RealClock } from '../src/runtime/index.ts'

export type MeterOrder =
  | { readonly do: 'open' }
  /** Forgets what was, and then stops once, `atMs` from now, for `forMs`. */
  | { readonly do: 'begin'; readonly stall?: { readonly atMs: number; readonly forMs: number } }
  | { readonly do: 'tell' }

/** Instants of `monotonicMs`, which all processes of this machine share. */
export interface ServerRecord {
  readonly call: number
  readonly receivedMs: number
  readonly answeredMs: number
}

export interface ServerTruth {
  readonly requests: readonly ServerRecord[]
  readonly stall: { readonly fromMs: number; readonly toMs: number } | null
}

/** CLOCK_MONOTONIC, in ms. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

const clock = new RealClock()
const body = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-meter',
    object: 'chat.completion',
    created: 1_767_225_600,
    model: 'meter',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Measured.' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
  }),
)

let requests: ServerRecord[] = []
let stall: ServerTruth['stall'] = null

function stop(forMs: number): void {
  const fromMs = monotonicMs()
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs)
  stall = { fromMs, toMs: monotonicMs() }
}

const server = createServer((request, response) => {
  // Its head is there; a client that is never late sends its body with it.
  const receivedMs = monotonicMs()
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const call = Number(/\[\[call:(\d+)\]\]/.exec(Buffer.concat(chunks).toString())?.[1] ?? -1)
    const delayMs = Number(request.url!.split('/')[1])
    clock.timer(
      delayMs,
      () => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
        requests.push({ call, receivedMs, answeredMs: monotonicMs() })
      },
      { precise: true },
    )
  })
})
server.keepAliveTimeout = 60_000

function obey(order: MeterOrder): unknown {
  if (order.do === 'tell') return { requests, stall } satisfies ServerTruth
  requests = []
  stall = null
  const planned = order.do === 'begin' ? order.stall : undefined
  if (planned !== undefined) clock.timer(planned.atMs, () => stop(planned.forMs))
  return monotonicMs()
}

if (process.send !== undefined) {
  process.on('message', (order: MeterOrder) => {
    if (order.do !== 'open') process.send!(obey(order))
    else server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))
  })
  process.on('disconnect', () => process.exit())
}
