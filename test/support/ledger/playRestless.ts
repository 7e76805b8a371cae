import {
  accept,
  budget,
  circuitBreaker,
  concurrency,
  deadline,
  decisions,
  hedge,
  rateLimiter,
  retry,
  timeout,
  type PolicySpec,
} from '../../../src/client/index.ts'
import type { ClientCore } from '../../../src/client/core.ts'
import { openCore } from '../../../src/client/openCore.ts'
import type { ClientEvent } from '../../../src/history/index.ts'
import { createRandom, VirtualClock, VirtualTransport } from '../../../src/runtime/index.ts'
import { BillingUpstream } from './billingUpstream.ts'
import { Book } from './book.ts'
import { chanceOf } from './chance.ts'
import { rough } from './plays.ts'
import type { RestlessCase } from './restlessCase.ts'
import { RestlessCallers } from './restlessCallers.ts'
import { longestAnswerTokens } from './work.ts'

const price = { input: '1', output: '2' }
const modelOf = (index: number) => `model-${index}`

/** Lives a restless life; what of its places, permits, holds, probes, timers and listeners is left in the end. */
export async function playRestless(given: RestlessCase): Promise<readonly string[]> {
  const { seed } = given
  const clock = new VirtualClock()
  const book = new Book()
  const models = Array.from({ length: given.endpoints }, (_, index) => modelOf(index))
  for (const model of models) book.price(model, price)
  const upstream = new BillingUpstream({ clock, book, seed, play: rough, refuses: true, onBilled: () => {} })
  const transport = new VirtualTransport(upstream)
  const callers = new RestlessCallers(seed)
  const open = new Set<string>()
  const startsAtMs = new Map<string, number[]>(models.map((model) => [model, []]))
  const found: string[] = []
  const core = openCore(
    models.map((model) => {
      const baseURL = `https://${model}.test/v1`
      return { model, baseURL, apiKey: `sk-${model}-0123456789`, maxOutputTokens: longestAnswerTokens, price }
    }),
    { policies: policiesOf(given) },
    {
      clock,
      transport,
      decisions,
      random: createRandom(seed),
      sink: (event) => {
        account(open, event)
        if (event.type === 'attempt-started') startsAtMs.get(event.endpoint)!.push(clock.now())
        callers.sink(event)
      },
    },
  )
  await clock.run(async () => {
    await Promise.all(Array.from({ length: given.calls }, (_, callId) => callers.make(core, callId)))
    // Nobody waits for a place any more, though some streams are open.
    found.push(...placesTaken(core, given, startsAtMs))
    await clock.sleep(given.deadlineMs + 1_000)
  })
  const left = { timers: clock.pending(), sockets: transport.busySockets(), listeners: callers.listeners }
  return [
    ...found,
    ...Object.entries(left).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`])),
    ...Array.from(open, (name) => `${name} never ended`),
    ...leftIn(core, given),
  ]
}

function account(open: Set<string>, event: ClientEvent): void {
  if (event.type === 'operation-started') open.add(`call ${event.call}`)
  if (event.type === 'operation-ended') open.delete(`call ${event.call}`)
  if (event.type === 'attempt-started') open.add(`attempt ${event.call}.${event.attempt}`)
  if (event.type === 'attempt-ended') open.delete(`attempt ${event.call}.${event.attempt}`)
}

/** The sliding log holds the attempts of the last minute that started, and nothing of those that did not. */
function placesTaken(
  { gates, clock }: ClientCore,
  { rpm, tpm, algorithm }: RestlessCase,
  startsAtMs: ReadonlyMap<string, readonly number[]>,
): string[] {
  if (tpm !== null || algorithm !== 'sliding-log') return []
  const nowMs = clock.now()
  return gates.lanes.flatMap(({ endpoint: { id }, limiter }) => {
    const starts = startsAtMs.get(id)!.filter((atMs) => atMs > nowMs - 60_001).length
    const room = Array.from({ length: rpm - starts }, () => limiter!.reserve(nowMs, 0).startAtMs)
    return room.some((startAtMs) => startAtMs > nowMs) ? [`${id}: ${starts} starts take more than their places`] : []
  })
}

/** What the calls of a client share is as if nobody had ever called, but for what they learnt. */
function leftIn({ gates, budget: money, clock, openCalls }: ClientCore, { rpm }: RestlessCase): string[] {
  const found: string[] = []
  const expect = (holds: boolean, finding: string) => void (holds || found.push(finding))
  expect(money === undefined || money.heldPicoUsd === 0n, `${money?.heldPicoUsd} pico-dollars held`)
  expect(openCalls.size === 0, `${openCalls.size} calls open`)
  // Long after everything: no window, no circuit, no wait of these calls can still count.
  const laterMs = clock.now() + 10 ** 7
  gates.lanes.forEach(({ inFlight, concurrency: gate, breaker, limiter }, index) => {
    expect(inFlight === 0, `${inFlight} in flight at ${index}`)
    expect(
      gate!.inFlight === 0 && gate!.waiting === 0,
      `${gate!.inFlight} permits, ${gate!.waiting} in line at ${index}`,
    )
    expect(breaker!.earliest(laterMs) <= laterMs, `a probe is out at ${index}`)
    for (let place = 0; place < rpm; place += 1)
      expect(limiter!.reserve(laterMs, 0).startAtMs <= laterMs, `place ${place} of ${rpm} is taken at ${index}`)
  })
  return found
}

function policiesOf(given: RestlessCase): PolicySpec[] {
  const { seed, rpm, tpm, algorithm, hedgeAfterMs } = given
  let asked = 0
  return [
    deadline(given.deadlineMs),
    concurrency(given.permits),
    rateLimiter({ rpm, algorithm, ...(tpm === null ? {} : { tpm }), ...(algorithm === 'gcra' ? { burst: rpm } : {}) }),
    retry({ initialDelayMs: 20, maxDelayMs: 50 }),
    timeout({ headersMs: 60, firstTokenMs: 60, byteIdleMs: 60, tokenIdleMs: 60, attemptMs: 200 }),
    circuitBreaker({ minSamples: 2, openMs: 30 }),
    accept(() => {
      if (chanceOf(seed, 'accept', asked++).once(4)) throw new Error('the application is at a loss')
      return true
    }),
    ...(hedgeAfterMs === null ? [] : [hedge({ afterMs: hedgeAfterMs, maxHedges: 2 })]),
    ...(given.budget === null ? [] : [budget({ usd: String(given.budget / 100_000) })]),
  ]
}
