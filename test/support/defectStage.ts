import {
  createClient,
  type ChatClient,
  type EndpointOptions,
  type PolicySpec,
  type RouteSpec,
} from '../../src/client/index.ts'
import { endpointsOf, type Script } from '../../src/faults/index.ts'
import { History, type ClientEvent } from '../../src/history/index.ts'
import { markMessages } from '../../src/protocol/callMarker.ts'
import type { ChatMessage } from '../../src/protocol/chat.ts'
import { createRandom, VirtualClock, VirtualTransport, type Random, type Transport } from '../../src/runtime/index.ts'
import type { TargetEndpoint } from '../../src/targets/index.ts'
import { ScriptedUpstream } from '../../src/upstream/scriptedUpstream.ts'
import { VirtualUpstream } from '../../src/upstream/virtual/virtualUpstream.ts'

/** A request as it went over the wire. */
interface SeenRequest {
  /** Virtual ms since the stage was opened. */
  readonly atMs: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Empty for a request without a body. */
  readonly body: Readonly<Record<string, unknown>>
  /** Of the body; empty where there is none. */
  readonly model: string
}

/** A scripted upstream on a virtual network, and everything that goes over it. */
export interface Network {
  readonly clock: VirtualClock
  readonly random: Random
  readonly transport: Transport
  /** The script's models in their order, each with the key of its place. */
  readonly endpoints: readonly TargetEndpoint[]
  readonly requests: SeenRequest[]
  /** Connections that were begun, by host. */
  readonly connections: string[]
}

/** `neverConnect`: so many connections are begun first that never come about. */
export function openNetwork(script: Script, neverConnect = 0): Network {
  const clock = new VirtualClock()
  const random = createRandom(1)
  const places = endpointsOf(script).map(({ model, origin, credential, tls }) => {
    const url = `${tls ? 'https' : 'http'}://${origin}.test`
    return { origin, url, endpoint: { model, baseURL: `${url}/v1`, apiKey: keyOf(credential) } }
  })
  const recorder = new History(() => clock.now())
  const upstream = new ScriptedUpstream(script, { clock, random, recorder }, new Map())
  const origins = new Map(places.map(({ url, origin }) => [url, origin]))
  const requests: SeenRequest[] = []
  const connections: string[] = []
  const network = new VirtualTransport(new VirtualUpstream(upstream, origins), clock)
  let dead = neverConnect
  const transport: Transport = {
    send: (request, options) => {
      const { method, url, headers } = request
      if (dead > 0) {
        dead -= 1
        connections.push(new URL(url).host)
        return untilAborted(options.signal)
      }
      return network.send(request, {
        ...options,
        onConnecting: () => {
          connections.push(new URL(url).host)
          options.onConnecting?.()
        },
        onConnected: () => {
          const body = JSON.parse(request.body ?? '{}') as SeenRequest['body']
          const model = typeof body['model'] === 'string' ? body['model'] : ''
          requests.push({ atMs: clock.now(), method, url, headers, body, model })
          options.onConnected?.()
        },
      })
    },
    busySockets: () => network.busySockets(),
    close: () => network.close(),
  }
  return { clock, random, transport, endpoints: places.map(({ endpoint }) => endpoint), requests, connections }
}

/** The key of a credential in a script: long enough to be looked for in texts. */
export function keyOf(credential: string): string {
  return `sk-${credential}-0123456789abcdef`
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

/** How our client is made for a stage. */
export interface Making {
  readonly policies?: readonly PolicySpec[]
  readonly route?: RouteSpec
  /** What else the endpoint of a model is given. */
  readonly endpoint?: (model: string) => Partial<EndpointOptions>
}

/** Our client, made with `createClient` as an application makes it, and what it stands on. */
export interface Stage extends Network {
  readonly client: ChatClient
  readonly events: (ClientEvent & { readonly at: number })[]
}

/** Runs `act` in virtual time with our client against a script. */
export function onStage<Result>(
  script: Script,
  making: Making,
  act: (stage: Stage) => Promise<Result>,
  network: Network = openNetwork(script),
): Promise<Result> {
  const { clock, random, transport } = network
  const { policies = [], route, endpoint = () => ({}) } = making
  const events: Stage['events'][number][] = []
  const client = createClient({
    endpoints: network.endpoints.map((given) => ({ ...given, ...endpoint(given.model) })),
    policies,
    ...(route === undefined ? {} : { route }),
    runtime: { clock, random, transport, sink: (event) => events.push({ at: clock.now(), ...event }) },
  })
  return clock.run(async () => {
    try {
      return await act({ ...network, client, events })
    } finally {
      await client.close()
    }
  })
}

/** Asks `call`; the upstream reads its number, and counts its tries. */
export function question(call: number): { messages: ChatMessage[] } {
  return { messages: markMessages([{ role: 'user', content: 'Giải thích dual-link fallback' }], call) }
}

/** The most of these instants that lie in any sliding minute. */
export function busiestMinute(instantsMs: readonly number[]): number {
  return Math.max(...instantsMs.map((fromMs) => instantsMs.filter((ms) => ms >= fromMs && ms < fromMs + 60_000).length))
}
