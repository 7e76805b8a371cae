import {
  createClientWith,
  decisions,
  type ChatClient,
  type Decisions,
  type EndpointOptions,
  type PolicySpec,
  type RouteSpec,
} from '../../src/client/index.ts'
import { endpointsOf, type Script } from '../../src/faults/index.ts'
import { History, type ClientEvent } from '../../src/history/index.ts'
import {
  createRandom,
  VirtualClock,
  VirtualTransport,
  type Transport,
  type TransportHeaders,
  type TransportRequest,
} from '../../src/runtime/index.ts'
import { ScriptedUpstream } from '../../src/upstream/scriptedUpstream.ts'
import { VirtualUpstream } from '../../src/upstream/virtual/virtualUpstream.ts'

/** Marked, so that the upstream counts its attempts: its answers tell which call and which try they are for. */
export const hello = { messages: [{ role: 'user', content: 'hello [[call:7]]' }] } as const

/** A client and what surrounds it, on a virtual clock. */
export interface ClientStage {
  readonly client: ChatClient
  readonly clock: VirtualClock
  readonly transport: Transport
  /** The client's own events, with the instant of each. */
  readonly events: (ClientEvent & { at: number })[]
}

export interface StageOptions {
  readonly policies?: readonly PolicySpec[]
  readonly endpoints?: readonly EndpointOptions[]
  readonly decisions?: Partial<Decisions>
  readonly route?: RouteSpec
  /** Called with each event, as it happens. */
  readonly onEvent?: (event: ClientEvent) => void
}

/** Runs `act` against a script on the virtual network; each model is an endpoint, in the script's order. */
export async function onVirtualNetwork<Result>(
  script: Script,
  act: (stage: ClientStage & { readonly history: History }) => Promise<Result>,
  options: StageOptions = {},
): Promise<Result> {
  const clock = new VirtualClock()
  const history = new History(() => clock.now())
  const upstream = new ScriptedUpstream(script, { clock, random: createRandom(1), recorder: history }, new Map())
  const places = endpointsOf(script).map(({ origin }) => [`https://${origin}.test`, origin] as const)
  const transport = new VirtualTransport(new VirtualUpstream(upstream, new Map(places)))
  const endpoints = endpointsOf(script).map(({ model, origin, credential }) => ({
    model,
    baseURL: `https://${origin}.test/v1`,
    apiKey: `sk-${credential}`,
  }))
  return onStage(transport, clock, (stage) => act({ ...stage, history }), { endpoints, ...options })
}

/** Runs `act` against a transport of the test's own making. */
export function onTransport<Result>(
  transport: Transport,
  act: (stage: ClientStage) => Promise<Result>,
  options: StageOptions & { readonly clock?: VirtualClock } = {},
): Promise<Result> {
  const endpoints = [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-test' }]
  return onStage(transport, options.clock ?? new VirtualClock(), act, { endpoints, ...options })
}

async function onStage<Result>(
  transport: Transport,
  clock: VirtualClock,
  act: (stage: ClientStage) => Promise<Result>,
  options: StageOptions,
): Promise<Result> {
  const events: ClientStage['events'] = []
  const client = createClientWith(
    { ...decisions, ...options.decisions },
    {
      endpoints: options.endpoints ?? [],
      policies: options.policies ?? [],
      ...(options.route === undefined ? {} : { route: options.route }),
      runtime: {
        clock,
        random: createRandom(1),
        transport,
        sink: (event) => {
          events.push({ at: clock.now(), ...event })
          options.onEvent?.(event)
        },
      },
    },
  )
  return clock.run(() => act({ client, clock, transport, events }))
}

export interface CannedAnswer {
  readonly status?: number
  readonly headers?: TransportHeaders
  readonly body: string | readonly Uint8Array[]
  /** Thrown after the body, as a broken connection would. */
  readonly breaksWith?: Error
}

/** Gives the same answers to everybody, one after the other; the last one stays. */
export class CannedTransport implements Transport {
  readonly requests: TransportRequest[] = []
  readonly #answers: readonly CannedAnswer[]

  constructor(...answers: readonly CannedAnswer[]) {
    this.#answers = answers
  }

  async send(request: TransportRequest, { onConnected }: { onConnected?: () => void }) {
    const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)]!
    this.requests.push(request)
    onConnected?.()
    return { status: answer.status ?? 200, headers: answer.headers ?? {}, body: bodyOf(answer) }
  }

  busySockets(): number {
    return 0
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

async function* bodyOf({ body, breaksWith }: CannedAnswer): AsyncGenerator<Uint8Array> {
  yield* typeof body === 'string' ? [Buffer.from(body)] : body
  if (breaksWith !== undefined) throw breaksWith
}

export const sse = { 'content-type': 'text/event-stream' }

/** A whole answer as a provider words it. */
export function completion(text: string): string {
  return JSON.stringify({
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
  })
}
