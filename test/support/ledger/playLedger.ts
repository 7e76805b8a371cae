import {
  accept,
  budget,
  circuitBreaker,
  concurrency,
  createClient,
  deadline,
  hedge,
  rateLimiter,
  retry,
  timeout,
  type ChatClient,
  type PolicySpec,
} from '../../../src/client/index.ts'
import type { ClientEvent } from '../../../src/history/index.ts'
import { picoUsdOf } from '../../../src/protocol/money/picoUsd.ts'
import { createRandom, VirtualClock, VirtualTransport } from '../../../src/runtime/index.ts'
import { Auditor } from './auditor.ts'
import { BillingUpstream } from './billingUpstream.ts'
import { Book } from './book.ts'
import { makeCall, requestFrom, type CallEnd } from './callers.ts'
import type { LedgerCase } from './case.ts'
import { chanceOf } from './chance.ts'
import { honest, rough } from './plays.ts'
import { longestAnswerTokens } from './work.ts'

export interface Outcome {
  /** What was found wrong, in words; empty as it should be. */
  readonly findings: readonly string[]
  readonly exchanges: number
  readonly refusals: number
}

const modelOf = (index: number) => `model-${index}`

/** Lives one client's life against upstreams that keep books of their own, and audits it at every step. */
export async function playLedger(given: LedgerCase): Promise<Outcome> {
  const clock = new VirtualClock()
  const book = new Book()
  given.prices.forEach((price, index) => book.price(modelOf(index), price))
  const upstream = new BillingUpstream({
    clock,
    book,
    seed: given.seed,
    play: given.honest ? honest : rough,
    refuses: !given.honest,
    onBilled: () => auditor.look('an exchange began'),
  })
  const transport = new VirtualTransport(upstream)
  const ended = new Map<number, Extract<ClientEvent, { type: 'operation-ended' }>>()
  const client = createClient({
    endpoints: given.prices.map((price, index) => ({
      model: modelOf(index),
      baseURL: `https://${modelOf(index)}.test/v1`,
      apiKey: `sk-${modelOf(index)}-0123456789`,
      maxOutputTokens: longestAnswerTokens,
      price,
    })),
    policies: policiesOf(given),
    runtime: {
      clock,
      transport,
      random: createRandom(given.seed),
      sink: (event) => {
        if (event.type === 'operation-ended') ended.set(event.call, event)
        if (event.type.startsWith('attempt-')) auditor.look(event.type)
      },
    },
  })
  const auditor = new Auditor(client, book, picoUsdOf(usdOfBudget(given)))
  const ends = await clock.run(async () => {
    const changes = repricing(given, clock, book, client)
    const all = await Promise.all(
      Array.from({ length: given.concurrency }, (_, caller) => callInTurn(given, caller, client, clock, auditor)),
    )
    changes?.cancel()
    return all.flat()
  })
  auditor.closeAccount(ends, ended, given.honest)
  auditor.expectQuiet({ timers: clock.pending(), sockets: transport.busySockets() })
  const refusals = ends.filter(({ errorClass }) => errorClass === 'budget').length
  return { findings: auditor.findings, exchanges: upstream.exchanges, refusals }
}

async function callInTurn(
  given: LedgerCase,
  caller: number,
  client: ChatClient,
  clock: VirtualClock,
  auditor: Auditor,
): Promise<CallEnd[]> {
  const ends: CallEnd[] = []
  for (let call = 0; call < given.callsEach; call += 1) {
    const callId = caller * given.callsEach + call
    const chance = chanceOf(given.seed, 'call', callId)
    const request = requestFrom(chanceOf(given.seed, 'request', callId))
    if (chance.once(3)) await clock.sleep(chance.below(60))
    const end = await makeCall(client, clock, callId, { request, chance, patient: given.honest })
    ends.push(end)
    if (isLonely(given)) auditor.expectReason(end, request, given.honest && given.rpm === null)
  }
  return ends
}

/** Nobody else holds money, and there is one worst case only. */
function isLonely({ concurrency: callers, prices, repriceAtMs }: LedgerCase): boolean {
  return callers === 1 && prices.length === 1 && repriceAtMs === null
}

function repricing({ repriceAtMs, prices }: LedgerCase, clock: VirtualClock, book: Book, client: ChatClient) {
  if (repriceAtMs === null) return undefined
  return clock.timer(repriceAtMs, () => {
    // Each takes the price of the next one; the last one that of the first.
    prices.forEach((_price, index) => {
      const price = prices[(index + 1) % prices.length]!
      const doubled = { input: price.output, output: price.input }
      book.price(modelOf(index), doubled)
      client.reprice(modelOf(index), doubled)
    })
  })
}

const usdOfBudget = ({ budget: units }: LedgerCase) => String(units / 100_000)

function policiesOf(given: LedgerCase): PolicySpec[] {
  const { hedgeAfterMs, maxHedges, permits, rpm } = given
  return [
    deadline(20_000),
    budget({ usd: usdOfBudget(given) }),
    retry({ maxAttemptsPerEndpoint: given.attemptsPerEndpoint, initialDelayMs: 20, maxDelayMs: 50 }),
    timeout({ headersMs: 60, firstTokenMs: 60, byteIdleMs: 60, tokenIdleMs: 60, attemptMs: 200 }),
    circuitBreaker({ openMs: 100 }),
    accept(({ text }) => text !== 'bad'),
    ...(hedgeAfterMs === null ? [] : [hedge({ afterMs: hedgeAfterMs, maxHedges })]),
    ...(permits === null ? [] : [concurrency(permits)]),
    ...(rpm === null ? [] : [rateLimiter({ rpm })]),
  ]
}
