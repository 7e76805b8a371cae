import type { ClientEvent } from '../history/index.ts'
import { RealClock, systemRandom, UndiciTransport, type Clock, type Random, type Transport } from '../runtime/index.ts'
import { CallLoop } from './callLoop.ts'
import { attemptChat } from './chatAttempt.ts'
import type { Answer } from './completion.ts'
import type { ClientCore } from './core.ts'
import { decisions as defaultDecisions, type Decisions } from './decisions.ts'
import { endpointsFrom, type EndpointOptions } from './endpoint.ts'
import { Gates } from './gates.ts'
import { checkPolicies } from './checkPolicies.ts'
import { ClientOptionsError } from './optionsError.ts'
import { policiesFrom, type PolicySpec } from './policy.ts'
import { streamReply, type ReplyStream } from './replyStream.ts'
import type { CallOptions, ChatRequest, Reply } from './request.ts'

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
  readonly runtime?: ClientRuntime
}

/** One gateway, one key, several models in the order of preference. */
export interface GatewayOptions extends CommonOptions {
  readonly baseURL: string
  readonly apiKey: string
  readonly models: readonly string[]
}

/** Endpoints of any kind, in the order of preference. */
export interface EndpointsOptions extends CommonOptions {
  readonly endpoints: readonly EndpointOptions[]
}

export type ClientOptions = GatewayOptions | EndpointsOptions

export interface ChatClient {
  /** One answer from the first endpoint of the chain that gives one. Rejects with `ChatError`. */
  chat(request: ChatRequest, options?: CallOptions): Promise<Reply>
  stream(request: ChatRequest, options?: CallOptions): ReplyStream
  /** Closes the client's own connections. Calls under way break. */
  close(): Promise<void>
}

/**
 * A chat client that survives its providers: a fallback chain with retries, deadlines, a rate limiter and circuit
 * breakers. Throws `ClientOptionsError` for options that cannot work, before anything is sent.
 *
 * @example
 * const client = createClient({ baseURL, apiKey, models: ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'] })
 * const { text } = await client.chat({ messages: [{ role: 'user', content: 'Hello' }] })
 */
export function createClient(options: ClientOptions): ChatClient {
  return createClientWith(defaultDecisions, options)
}

/** The same with other decisions: the seam of the mutants, which prove that the judge convicts. Not for applications. */
export function createClientWith(decisions: Decisions, options: ClientOptions): ChatClient {
  const { clock = new RealClock(), random = systemRandom, sink } = options.runtime ?? {}
  const ownTransport = options.runtime?.transport === undefined ? new UndiciTransport() : undefined
  const transport = options.runtime?.transport ?? ownTransport!
  const emit = (event: ClientEvent) => tell(sink, event)
  const endpoints = endpointsFrom(endpointOptions(options))
  const policies = policiesFrom(options.policies ?? [])
  checkPolicies(policies)
  const gates = new Gates(endpoints, policies, emit, decisions.limiterFor)
  const core: ClientCore = { endpoints, policies, gates, decisions, clock, random, transport, emit }
  let calls = 0
  return {
    chat: (request, callOptions = {}) => chat(core, calls++, request, callOptions),
    stream: (request, callOptions = {}) => streamReply(core, calls++, request, callOptions),
    close: async () => ownTransport?.close(),
  }
}

/** A sink that throws is the application's mistake, and no reason to lose a call in the middle. */
function tell(sink: ClientRuntime['sink'], event: ClientEvent): void {
  try {
    sink?.(event)
  } catch (error) {
    process.emitWarning(`the sink of a brownout client threw: ${String(error)}`)
  }
}

function endpointOptions(options: ClientOptions): readonly EndpointOptions[] {
  if ('endpoints' in options) return options.endpoints
  if (!Array.isArray(options.models))
    throw new ClientOptionsError('give `models` (with `baseURL` and `apiKey`) or `endpoints`')
  return options.models.map((model) => ({ baseURL: options.baseURL, apiKey: options.apiKey, model }))
}

async function chat(core: ClientCore, call: number, request: ChatRequest, options: CallOptions): Promise<Reply> {
  const loop = new CallLoop<Answer>(core, call, options, (order) => attemptChat(core, order, request))
  const { value, endpoint, attempts, end } = await loop.run()
  end(null)
  loop.scope.dispose()
  const { id, model } = core.endpoints[endpoint]!
  const totalMs = core.clock.now() - loop.startedAtMs
  return { ...value, endpoint: id, model, attempts, timings: { firstContentMs: totalMs, totalMs } }
}
