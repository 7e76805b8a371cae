import type { Price } from '../protocol/money/price.ts'
import { runBatch } from './batch/runBatch.ts'
import { chat } from './chat.ts'
import type { ClientCore } from './core.ts'
import type { ChatClient } from './createClient.ts'
import { checkKey } from './keys/checkKey.ts'
import type { Lane } from './lane.ts'
import { pricesFrom } from './moneyOptions.ts'
import { ClientOptionsError } from './optionsError.ts'
import { startProbes } from './probes.ts'
import { streamReply } from './replyStream.ts'
import type { CallOptions, ChatRequest } from './request.ts'
import { spendOf, type Spend } from './spend.ts'

/**
 * A client that is open. What it does can be taken off it (`const { chat } = client`). A class for its accessors: in a
 * literal they would keep each client alive until the next full collection (docs/decisions/0007).
 */
export class OpenClient implements ChatClient {
  readonly #core: ClientCore
  readonly #stopProbes: () => Promise<void>
  readonly #closeOwn: () => Promise<void>
  #calls = 0

  /** `closeOwn` closes what nobody else uses. */
  constructor(core: ClientCore, closeOwn: () => Promise<void>) {
    this.#core = core
    this.#stopProbes = startProbes(core)
    this.#closeOwn = closeOwn
  }

  readonly chat: ChatClient['chat'] = (request, options) => chat(this.#core, this.#calls++, request, options ?? {})

  readonly stream: ChatClient['stream'] = (request, options) =>
    streamReply(this.#core, this.#calls++, request, options ?? {})

  readonly batch: ChatClient['batch'] = (requests, options) => runBatch(this.#askInBatch, requests, options)

  /** A batch that fails its calls while a circuit is open would be through with all of them before it closes. */
  readonly #askInBatch = (request: ChatRequest, options: CallOptions) =>
    chat(this.#core, this.#calls++, request, options, true)

  readonly checkKey: ChatClient['checkKey'] = async (id, options) => {
    const { clock, transport, gates } = this.#core
    const { baseURL, secret, headers, keyWasPadded, credential } = this.#laneOf(id).endpoint
    const check = await checkKey({ ...options, baseURL, apiKey: secret.reveal(), headers, clock, transport })
    if (check.answer === 'valid') gates.revive(credential)
    return { ...check, padded: keyWasPadded }
  }

  readonly reprice = (id: string, price: Price): void => {
    this.#laneOf(id).price = pricesFrom(id, price)
  }

  get spend(): Spend {
    return spendOf(this.#core)
  }

  /** Permits to be in flight that are out: a closed client owes none. */
  get permitsHeld(): number {
    return this.#core.gates.lanes.reduce((sum, { concurrency }) => sum + (concurrency?.inFlight ?? 0), 0)
  }

  readonly close = async (): Promise<void> => {
    this.#core.closed = true
    for (const scope of Array.from(this.#core.openCalls)) scope.close()
    await this.#stopProbes()
    await this.#closeOwn()
  };

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #laneOf(id: string | undefined): Lane {
    const { gates, endpoints } = this.#core
    const lane = id === undefined ? gates.lanes[0] : gates.lanes.find(({ endpoint }) => endpoint.id === id)
    if (lane !== undefined) return lane
    const known = endpoints.map((endpoint) => JSON.stringify(endpoint.id)).join(', ')
    throw new ClientOptionsError(`no endpoint is called ${JSON.stringify(id)}; there are ${known}`)
  }
}
