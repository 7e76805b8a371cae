import {
  budget,
  ChatError,
  createClientWith,
  deadline,
  decisions as ownDecisions,
  fallback,
  type CallOptions,
  type ChatClient,
  type ChatRequest,
  type EndpointOptions,
  type PolicySpec,
  type Reply,
} from '../../client/index.ts'
import type { Decisions } from '../../client/decisions.ts'
import type { CostBudget } from '../../client/costBudget.ts'
import { usdOf } from '../../protocol/money/picoUsd.ts'
import { priceTableOf, type PriceTable } from '../../protocol/money/price.ts'
import type { Clock, Random, Transport } from '../../runtime/index.ts'
import type { BenchCall, BenchClient, MeasuredCall } from './benchClient.ts'
import type { BenchPlan } from './benchPlan.ts'
import { GapCounter } from './gapCounter.ts'
import { measuredError, measuredReply, type Witnessed } from './measured.ts'

export interface OurClientOptions {
  readonly plan: Pick<BenchPlan, 'models' | 'fallback' | 'deadlineMs'>
  /** Of each model, in the order of the plan: where it is, and its key. */
  readonly endpoints: readonly Pick<EndpointOptions, 'model' | 'baseURL' | 'apiKey' | 'headers'>[]
  /** The one that drives the load. */
  readonly clock: Clock
  readonly random: Random
  /** Whoever opened it closes it. */
  readonly transport: Transport
  /** One for the whole run, whoever else draws on it; every model needs a price then. */
  readonly budget?: CostBudget | undefined
  /** After those of the plan. */
  readonly policies?: readonly PolicySpec[]
  /** Each call has its own signal unless this is false: then the client is closed to end those that are out. */
  readonly hasSignals?: boolean
  /** What the client decides otherwise than it should: for what comes of it. */
  readonly decisions?: Partial<Decisions>
}

/** Our own client under measurement: what it did for a call, and what that cost, exactly. */
export function openOurClient(options: OurClientOptions): BenchClient {
  const { plan, endpoints, clock, random, transport, budget: shared, hasSignals = true } = options
  const priceOf = new Map(plan.models.map(({ id, price }) => [id, price]))
  const tables = new Map<string, PriceTable>()
  for (const [id, price] of priceOf) if (price !== null) tables.set(id, priceTableOf(price))
  const client = createClientWith(
    { ...ownDecisions, ...options.decisions, ...(shared === undefined ? {} : { openBudget: () => shared }) },
    {
      endpoints: endpoints.map((endpoint) => {
        const price = priceOf.get(endpoint.model) ?? null
        return price === null ? endpoint : { ...endpoint, price }
      }),
      policies: [
        deadline(plan.deadlineMs),
        ...(plan.fallback ? [] : [fallback({ on: [] })]),
        ...(shared === undefined ? [] : [budget({ usd: usdOf(shared.limitPicoUsd) })]),
        ...(options.policies ?? []),
      ],
      runtime: { clock, random, transport },
    },
  )
  const optionsOf = hasSignals ? signalledOptions : plainOptions
  return {
    call: (call) => {
      const asked: AskedCall = { series: call.model, request: requestOf(call), options: optionsOf(call) }
      return call.stream ? measureStream(client, asked, clock, tables) : measureChat(client, asked, clock, tables)
    },
    ...(hasSignals ? {} : { cancel: () => void client.close() }),
    close: () => client.close(),
  }
}

/** A call as the client is asked. */
interface AskedCall {
  readonly series: string
  readonly request: ChatRequest
  readonly options: CallOptions
}

type Prices = ReadonlyMap<string, PriceTable>

async function measureChat(client: ChatClient, call: AskedCall, clock: Clock, prices: Prices): Promise<MeasuredCall> {
  const witnessed: Witnessed = { series: call.series, firstTokenMs: null, endedMs: 0, chunks: 0, gaps: [] }
  return settled(client.chat(call.request, call.options), () => ({ ...witnessed, endedMs: clock.now() }), prices)
}

async function measureStream(client: ChatClient, call: AskedCall, clock: Clock, prices: Prices): Promise<MeasuredCall> {
  const stream = client.stream(call.request, call.options)
  const pieces = new GapCounter()
  let firstTokenMs: number | null = null
  const read = async () => {
    for await (const _text of stream) {
      const nowMs = clock.now()
      firstTokenMs ??= nowMs
      pieces.piece(nowMs)
    }
    return stream.reply
  }
  const witnessed = (): Witnessed => ({
    series: call.series,
    firstTokenMs,
    endedMs: clock.now(),
    chunks: pieces.pieces,
    gaps: pieces.counts,
  })
  return settled(read(), witnessed, prices)
}

/** Expected failures are measurements; anything else is a bug of ours, and is thrown on. */
async function settled(reply: Promise<Reply>, witnessed: () => Witnessed, prices: Prices): Promise<MeasuredCall> {
  try {
    const answer = await reply
    return measuredReply(answer, witnessed(), prices)
  } catch (error) {
    if (!(error instanceof ChatError)) throw error
    return measuredError(error, witnessed())
  }
}

function requestOf({ messages, maxTokens }: BenchCall) {
  return { messages, max_tokens: maxTokens }
}

function signalledOptions({ signal, call, model }: BenchCall): CallOptions {
  return { signal, callId: call, prefer: model }
}

function plainOptions({ call, model }: BenchCall): CallOptions {
  return { callId: call, prefer: model }
}
