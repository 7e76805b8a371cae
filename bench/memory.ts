// What 100,000 calls leave behind: nothing. Answers and streams, failures, cut streams, aborts and readers who leave, on
// sockets of this machine. Prints what it finds; ends with held or not held.
import { fork } from 'node:child_process'
import { getEventListeners, once } from 'node:events'
import { ChatError, circuitBreaker, createClient, retry } from '../src/client/index.ts'
import { RealClock, UndiciTransport } from '../src/runtime/index.ts'
import { collectGarbage } from './collectGarbage.ts'
import { printMachine } from './machine.ts'

const calls = 100_000
const warmUpCalls = 10_000
const callsAtOnce = 32
const mostGrowthMb = 5
/** A connection for each call at once, and what the last second's broken ones are replaced by. */
const mostIdle = 2 * callsAtOnce

printMachine('undici')

const upstream = fork(new URL('./microUpstream.ts', import.meta.url), { execArgv: [] })
const [port] = (await once(upstream, 'message')) as [number]
const clock = new RealClock()
const transport = new UndiciTransport({ loopbackOnly: true })
const neverAborted = new AbortController()
const messages = [{ role: 'user', content: 'What is a rate limit?' }] as const

const clientOf = (path: string, breaker: boolean) =>
  createClient({
    baseURL: `http://127.0.0.1:${port}/${path}/v1`,
    apiKey: 'sk-memory',
    models: ['m', 'n'],
    policies: [
      retry({ initialDelayMs: 1, maxDelayMs: 2, maxAttemptsPerCall: 3 }),
      ...(breaker ? [] : [circuitBreaker(false)]),
    ],
    runtime: { clock, transport },
  })
const clients = {
  json: clientOf('json', true),
  few: clientOf('few', true),
  broken: clientOf('fail', true),
  failing: clientOf('fail', false),
  cut: clientOf('cut', false),
  hanging: clientOf('hang', false),
}
const signal = neverAborted.signal

async function read(client: keyof typeof clients, mostDeltas = Infinity): Promise<void> {
  let deltas = 0
  for await (const _delta of clients[client].stream({ messages }, { signal })) if ((deltas += 1) === mostDeltas) return
}

/** Aborts while the request is out, or while it waits for its next attempt. */
async function abort(client: keyof typeof clients): Promise<void> {
  const controller = new AbortController()
  const call = clients[client].chat({ messages }, { signal: controller.signal })
  setImmediate(() => setImmediate(() => controller.abort(new Error('not wanted any more'))))
  await call
}

/** What the calls do, in the parts in which they do it. */
const mix: readonly (readonly [what: string, parts: number, act: () => Promise<unknown>])[] = [
  ['answered', 40, () => clients.json.chat({ messages }, { signal })],
  ['streamed', 25, () => read('few')],
  ['left by their reader', 8, () => read('few', 3)],
  ['failed after 3 attempts', 8, () => clients.failing.chat({ messages }, { signal })],
  ['failed with an open circuit', 5, () => clients.broken.chat({ messages }, { signal })],
  ['cut in mid-stream', 7, () => read('cut')],
  ['aborted', 7, () => abort('hanging')],
]
const deck = mix.flatMap(([what, parts, act]) => Array.from({ length: parts }, () => ({ what, act })))

async function play(count: number): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>()
  let next = 0
  const worker = async () => {
    while (next < count) {
      // 37 is prime to the deck's 100: all kinds of calls are under way together.
      const { what, act } = deck[(next * 37) % deck.length]!
      next += 1
      const outcome = await act().then(
        () => 'done',
        (error: unknown) => (error instanceof ChatError ? error.errorClass : String(error)),
      )
      outcomes.set(`${what}: ${outcome}`, (outcomes.get(`${what}: ${outcome}`) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: callsAtOnce }, worker))
  return outcomes
}

async function heapMb(): Promise<number> {
  // What a finished call still holds is let go of in the turns after it.
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  for (let pass = 0; pass < 3; pass += 1) collectGarbage()
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** As the upstream sees it: what it has been told to forget, and what it has not. */
async function connections(): Promise<number> {
  const answer = once(upstream, 'message') as Promise<[number]>
  upstream.send('connections')
  return (await answer)[0]
}

await play(warmUpCalls)
const beforeMb = await heapMb()
const startedAtMs = clock.now()
const outcomes = await play(calls)
const seconds = (clock.now() - startedAtMs) / 1000
const afterMb = await heapMb()

console.log(`${calls} calls in ${seconds.toFixed(0)} s, ${callsAtOnce} at once`)
for (const [outcome, count] of Array.from(outcomes).toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(`  ${String(count).padStart(6)}  ${outcome}`)

const growthMb = afterMb - beforeMb
const timers = clock.pending()
const listeners = getEventListeners(signal, 'abort').length
const busy = transport.busySockets()
const idle = (await connections()) - busy
for (const client of Object.values(clients)) await client.close()
await transport.close()
let open = await connections()
// Goodbyes take a moment to arrive.
for (let look = 0; open > 0 && look < 100; look += 1) open = await connections()
upstream.disconnect()

console.log(`heap after gc      ${beforeMb.toFixed(2)} MB before, ${afterMb.toFixed(2)} MB after`)
console.log(
  `growth             ${growthMb.toFixed(2)} MB, ${(afterMb / beforeMb).toFixed(2)}x   (owed < ${mostGrowthMb} MB)`,
)
console.log(`timers             ${timers}`)
console.log(`abort listeners    ${listeners}`)
console.log(`sockets in use     ${busy}, and ${idle} idle in the pool   (at most ${mostIdle})`)
console.log(`after close        ${open} sockets   (as the upstream counts them)`)
const held = growthMb < mostGrowthMb && timers === 0 && listeners === 0 && busy === 0 && idle <= mostIdle && open === 0
console.log(held ? 'held' : 'not held')
process.exitCode = held ? 0 : 1
