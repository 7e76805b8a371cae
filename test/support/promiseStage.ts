import {
  createClient,
  type ChatClient,
  type ChatRequest,
  type EndpointOptions,
  type PolicySpec,
  type RouteSpec,
} from '../../src/client/index.ts'
import { endpointsOf, type Script } from '../../src/faults/index.ts'
import { History, type ClientEvent, type EventOf } from '../../src/history/index.ts'
import { createRandom, VirtualClock, VirtualTransport } from '../../src/runtime/index.ts'
import { ScriptedUpstream } from '../../src/upstream/scriptedUpstream.ts'
import { VirtualUpstream } from '../../src/upstream/virtual/virtualUpstream.ts'

/** The tutorial's three models, in its order, with its prices, weights and requests per minute. */
export const tutorialModels = {
  'deepseek-chat': { price: { input: '0.42', output: '0.42' }, weight: 100, rpm: 2_000 },
  'moonshot-v1-8k': { price: { input: '0.85', output: '2.10' }, weight: 50, rpm: 1_000 },
  'abab6-chat': { price: { input: '0.65', output: '1.30' }, weight: 65, rpm: 1_500 },
} as const

export interface ClientSettings {
  readonly policies?: readonly PolicySpec[]
  readonly route?: RouteSpec
  /** What is special about each model's endpoint. */
  readonly endpoints?: Readonly<Record<string, Partial<EndpointOptions>>>
  readonly seed?: number
}

/** A request to some upstream, as it saw it. */
export type Asked = EventOf<'exchange-started'>

/** A network of scripted providers on a virtual clock, and clients of the public kind on it. */
export class PromiseStage {
  readonly clock = new VirtualClock()
  readonly history = new History(() => this.clock.now())
  /** What the clients told, with the instant of each. */
  readonly events: (ClientEvent & { at: number })[] = []
  readonly #script: Script
  readonly #transport: VirtualTransport

  /** Each model is an endpoint called by its name, in the script's order. */
  constructor(script: Script) {
    this.#script = script
    const runtime = { clock: this.clock, random: createRandom(1), recorder: this.history }
    const places = endpointsOf(script).map(({ origin }) => [urlOf(origin), origin] as const)
    const names = endpointsOf(script).map(({ credential }) => [keyOf(credential), credential] as const)
    const upstream = new ScriptedUpstream(script, runtime, new Map(names))
    this.#transport = new VirtualTransport(new VirtualUpstream(upstream, new Map(places)), this.clock)
  }

  open({ policies = [], route, endpoints = {}, seed = 1 }: ClientSettings = {}): ChatClient {
    return createClient({
      endpoints: endpointsOf(this.#script).map(({ model, origin, credential }) => ({
        model,
        baseURL: `${urlOf(origin)}/v1`,
        apiKey: keyOf(credential),
        ...endpoints[model],
      })),
      policies,
      ...(route === undefined ? {} : { route }),
      runtime: {
        clock: this.clock,
        random: createRandom(seed),
        transport: this.#transport,
        sink: (event) => this.events.push({ at: this.clock.now(), ...event }),
      },
    })
  }

  /** Plays it to its end, and sees that nothing is left behind. */
  async play<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = await this.clock.run(act)
    const left = { timers: this.clock.pending(), sockets: this.#transport.busySockets() }
    if (left.timers > 0 || left.sockets > 0) throw new Error(`left behind: ${JSON.stringify(left)}`)
    return result
  }

  /** Makes so many calls, one every so often, whatever became of the earlier ones; waits for all. */
  async pace(calls: number, everyMs: number, act: (call: number) => Promise<unknown>): Promise<void> {
    const underWay: Promise<unknown>[] = []
    for (let call = 0; call < calls; call += 1) {
      underWay.push(act(call))
      if (call < calls - 1) await this.clock.sleep(everyMs)
    }
    await Promise.all(underWay)
  }

  /** Every chat request that reached an upstream. */
  get asked(): readonly Asked[] {
    return this.history.events.filter((event) => event.type === 'exchange-started' && event.model !== '') as Asked[]
  }
}

/** Marked, so that the upstream knows whose request it is. */
export const question = (call = 0): ChatRequest => ({ messages: [{ role: 'user', content: `hello [[call:${call}]]` }] })

/** The share of a list that is such. */
export function shareOf<Item>(items: readonly Item[], isSuch: (item: Item) => boolean): number {
  return items.filter(isSuch).length / items.length
}

/** The smallest number that a share `q` of them do not exceed: the nearest rank. */
export function quantile(numbers: readonly number[], q: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.ceil(q * numbers.length) - 1]!
}

/** A line of figures under the test's output. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

function urlOf(origin: string): string {
  return `https://${origin}.test`
}

function keyOf(credential: string): string {
  return `sk-${credential}-8f3a`
}
