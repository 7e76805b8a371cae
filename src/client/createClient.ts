import type { ClientEvent } from '../history/index.ts'
import {
  RealClock,
  systemRandom,
  type Clock,
  type Random,
  type Transport,
  type ConnectionOptions,
} from '../runtime/index.ts'
import type { Price } from '../protocol/money/price.ts'
import type { Batch, BatchOptions, ChatRequests } from './batch/batch.ts'
import { runBatch } from './batch/runBatch.ts'
import { chat } from './chat.ts'
import { checkClientOptions } from './checkOptions.ts'
import { decisions as defaultDecisions, type Decisions } from './decisions.ts'
import type { EndpointOptions } from './endpoint.ts'
import { checkKey, type KeyCheck } from './keys/checkKey.ts'
import type { ApiKey } from './keys/env.ts'
import { pricesFrom } from './moneyOptions.ts'
import { ClientOptionsError } from './optionsError.ts'
import { openCore } from './openCore.ts'
import { openTransport } from './openTransport.ts'
import { startProbes } from './probes.ts'
import type { PolicySpec } from './policySpecs.ts'
import { streamReply, type ReplyStream } from './replyStream.ts'
import type { CallOptions, ChatRequest, Reply } from './request.ts'
import type { RouteSpec } from './routes/index.ts'
import { spendOf, type Spend } from './spend.ts'

/** Everything that is not deterministic enters here; each part has a default that is the real thing. */
export interface ClientRuntime {
  readonly clock?: Clock
  readonly random?: Random
  readonly transport?: Transport
  /** Called with each event of the client, as it happens. */
  readonly sink?: (event: ClientEvent) => void
}

interface CommonOptions {
  readonly policies?: readonly PolicySpec[]
  /** `route.fallback([…])` or `route.balance({ … })` over the endpoints' ids; without one they follow each other. */
  readonly route?: RouteSpec
  /** Pool, proxy and certificate authority of the client's own connections. */
  readonly connection?: Partial<ConnectionOptions>
  readonly runtime?: ClientRuntime
}

/** One gateway, one key, several models in the order of preference. */
export interface GatewayOptions extends CommonOptions {
  readonly baseURL: string
  readonly apiKey: ApiKey
  readonly models: readonly string[]
}

/** Endpoints of any kind, in the order of preference. */
export interface EndpointsOptions extends CommonOptions {
  readonly endpoints: readonly EndpointOptions[]
}

/** What a client is made of: a gateway and its models, or endpoints of any kind. */
export type ClientOptions = GatewayOptions | EndpointsOptions

/** A client, and the connections that it keeps. Everything that can be asked at once may be. */
export interface ChatClient extends AsyncDisposable {
  /** One answer from the first endpoint of the chain that gives one. Rejects with `ChatError`. */
  chat(request: ChatRequest, options?: CallOptions): Promise<Reply>
  /**
   * The words as they come. Nothing is sent before somebody reads; the iteration throws, and `reply` rejects with, a
   * `ChatError` that holds what had come.
   */
  stream(request: ChatRequest, options?: CallOptions): ReplyStream
  /**
   * Many requests, a bounded number at a time; begins at once. One failure never loses the rest: `summary` rejects for
   * nothing. Throws `ClientOptionsError` for options that cannot work.
   */
  batch(requests: ChatRequests, options?: BatchOptions): Batch
  /**
   * Whether the key of an endpoint (the first one, unless named) works: four answers. Nothing is billed for it.
   * Throws `ClientOptionsError` for an endpoint that is none, and the signal's reason after an abort.
   */
  checkKey(
    endpointId?: string,
    options?: { readonly signal?: AbortSignal; readonly timeoutMs?: number },
  ): Promise<KeyCheck>
  /** A new price for an endpoint, from the next call on. Throws `ClientOptionsError` for what is none. */
  reprice(endpointId: string, price: Price): void
  /** What the client has spent in its life; null amounts where a price or a count is unknown. */
  readonly spend: Spend
  /** Closes the client's own connections and stops its probes. Calls under way break. */
  close(): Promise<void>
  /** The same: `await using client = createClient({ … })`. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * A chat client that survives its providers: a fallback chain or a balance with retries, hedges, deadlines, limits,
 * circuit breakers and a cost budget. Throws `ClientOptionsError` for options that cannot work, before anything is sent.
 *
 * @example
 * const client = createClient({ baseURL, apiKey, models: ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'] })
 * const { text } = await client.chat({ messages: [{ role: 'user', content: 'Hello' }] })
 */
export function createClient(options: ClientOptions): ChatClient {
  return createClientWith(defaultDecisions, options)
}

/** What a closed client owes nobody. */
interface PermitCount {
  /** Permits to be in flight that are out. */
  readonly permitsHeld: number
}

/** The same with other decisions: the seam of the mutants, which prove that the judge convicts. Not for applications. */
export function createClientWith(decisions: Decisions, options: ClientOptions): ChatClient & PermitCount {
  checkClientOptions(options)
  const { clock = new RealClock(), random = systemRandom, sink } = options.runtime ?? {}
  const ownTransport = options.runtime?.transport === undefined ? openTransport(options.connection) : undefined
  const transport = options.runtime?.transport ?? ownTransport!
  const core = openCore(endpointOptions(options), options, { clock, random, transport, sink, decisions })
  const stopProbes = startProbes(core)
  let calls = 0
  const close = async () => {
    core.closed = true
    for (const scope of Array.from(core.openCalls)) scope.close()
    await stopProbes()
    await ownTransport?.close()
  }
  const ask = (request: ChatRequest, callOptions?: CallOptions) => chat(core, calls++, request, callOptions ?? {})
  // A batch that fails its calls while a circuit is open would be through with all of them before it closes.
  const askInBatch = (request: ChatRequest, callOptions: CallOptions) => chat(core, calls++, request, callOptions, true)
  return {
    chat: ask,
    stream: (request, callOptions) => streamReply(core, calls++, request, callOptions ?? {}),
    batch: (requests, batchOptions) => runBatch(askInBatch, requests, batchOptions),
    checkKey: async (id, checkOptions) => {
      const { baseURL, secret, headers, keyWasPadded, credential } = laneOf(id).endpoint
      const check = await checkKey({ ...checkOptions, baseURL, apiKey: secret.reveal(), headers, clock, transport })
      if (check.answer === 'valid') core.gates.revive(credential)
      return { ...check, padded: keyWasPadded }
    },
    reprice: (id, price) => {
      laneOf(id).price = pricesFrom(id, price)
    },
    get spend() {
      return spendOf(core)
    },
    get permitsHeld() {
      return core.gates.lanes.reduce((sum, { concurrency }) => sum + (concurrency?.inFlight ?? 0), 0)
    },
    close,
    [Symbol.asyncDispose]: close,
  }

  function laneOf(id: string | undefined) {
    const lane = id === undefined ? core.gates.lanes[0] : core.gates.lanes.find(({ endpoint }) => endpoint.id === id)
    if (lane !== undefined) return lane
    const known = core.endpoints.map((endpoint) => JSON.stringify(endpoint.id)).join(', ')
    throw new ClientOptionsError(`no endpoint is called ${JSON.stringify(id)}; there are ${known}`)
  }
}

function endpointOptions(options: ClientOptions): readonly EndpointOptions[] {
  if ('endpoints' in options) return options.endpoints
  return options.models.map((model) => ({ baseURL: options.baseURL, apiKey: options.apiKey, model }))
}
