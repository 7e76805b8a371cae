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
import { checkClientOptions } from './checkOptions.ts'
import { decisions as defaultDecisions, type Decisions } from './decisions.ts'
import type { EndpointOptions } from './endpoint.ts'
import type { KeyCheck } from './keys/checkKey.ts'
import type { ApiKey } from './keys/env.ts'
import { OpenClient } from './openClient.ts'
import { openCore } from './openCore.ts'
import { openTransport } from './openTransport.ts'
import type { PolicySpec } from './policySpecs.ts'
import type { ReplyStream } from './replyStream.ts'
import type { CallOptions, ChatRequest, Reply } from './request.ts'
import type { RouteSpec } from './routes/index.ts'
import type { Spend } from './spend.ts'

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

/** The same with other decisions: the seam of the mutants, which prove that the judge convicts. Not for applications. */
export function createClientWith(decisions: Decisions, options: ClientOptions): OpenClient {
  checkClientOptions(options)
  const { clock = new RealClock(), random = systemRandom, sink } = options.runtime ?? {}
  const ownTransport = options.runtime?.transport === undefined ? openTransport(options.connection) : undefined
  const transport = options.runtime?.transport ?? ownTransport!
  const core = openCore(endpointOptions(options), options, { clock, random, transport, sink, decisions })
  return new OpenClient(core, async () => ownTransport?.close())
}

function endpointOptions(options: ClientOptions): readonly EndpointOptions[] {
  if ('endpoints' in options) return options.endpoints
  return options.models.map((model) => ({ baseURL: options.baseURL, apiKey: options.apiKey, model }))
}
