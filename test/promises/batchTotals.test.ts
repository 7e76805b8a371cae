import { expect, test } from 'vitest'
import { circuitBreaker, createClient, retry, type BatchItem, type ChatRequest } from '../../src/client/index.ts'
import {
  createRandom,
  VirtualClock,
  type SendOptions,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from '../../src/runtime/index.ts'

/** USD per million tokens. */
const prices = {
  'deepseek-chat': { input: '0.42', cachedInput: '0.07', output: '1.68' },
  'moonshot-v1-8k': { input: '0.85', cachedInput: '0.123457', output: '2.10' },
} as const
type Model = keyof typeof prices

const models = Object.keys(prices) as Model[]
/** Per token. */
const picoUsd = (price: string) => BigInt(Math.round(Number(price) * 1e6))

/** A provider that keeps its own books: what it answered, for which model, how many tokens, how many pico-dollars. */
class BookKeeper implements Transport {
  readonly answered = new Map<string, number>()
  readonly errors = new Map<number, number>()
  readonly tokens = { prompt: 0, completion: 0 }
  picoUsd = 0n
  readonly #clock: VirtualClock
  readonly #random = createRandom(5)
  readonly #tries = new Map<string, number>()
  #requests = 0

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  async send(request: TransportRequest, { signal, onConnected }: SendOptions): Promise<TransportResponse> {
    onConnected?.()
    const draw = this.#random.stream('request', this.#requests++)
    await this.#clock.sleep(20 + 400 * draw(), signal)
    const { model, messages } = JSON.parse(request.body!) as ChatRequest & { model: Model }
    const item = Number(/\d+/.exec(messages[0]!.content as string)![0])
    const tries = this.#tries.get(`${model} ${item}`) ?? 0
    this.#tries.set(`${model} ${item}`, tries + 1)
    if (item % 10 === 9) return this.#refuse(400)
    if (item % 4 === 1 && tries === 0) return this.#refuse(503)
    if (item % 5 === 2 && tries === 0) return this.#refuse(429, { 'retry-after-ms': '300' })
    if (item % 7 === 3 && model === 'deepseek-chat') return this.#refuse(500)
    return this.#answer(model, draw)
  }

  #refuse(status: number, headers: Record<string, string> = {}): TransportResponse {
    this.errors.set(status, (this.errors.get(status) ?? 0) + 1)
    return { status, headers, body: piecesOf({ error: { message: 'no', code: null } }) }
  }

  #answer(model: Model, draw: () => number): TransportResponse {
    const [prompt, completion] = [1 + Math.floor(3_000 * draw()), 1 + Math.floor(1_000 * draw())]
    const cached = Math.floor(prompt * draw())
    const { input, cachedInput, output } = prices[model]
    this.answered.set(model, (this.answered.get(model) ?? 0) + 1)
    this.tokens.prompt += prompt
    this.tokens.completion += completion
    this.picoUsd +=
      BigInt(prompt - cached) * picoUsd(input) +
      BigInt(cached) * picoUsd(cachedInput) +
      BigInt(completion) * picoUsd(output)
    const usage = {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: cached },
    }
    const choices = [{ index: 0, message: { role: 'assistant', content: 'yes' }, finish_reason: 'stop' }]
    return { status: 200, headers: {}, body: piecesOf({ model, choices, usage }) }
  }

  busySockets(): number {
    return 0
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

async function* piecesOf(document: unknown): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify(document))
}

function decimal(pico: bigint): string {
  const digits = String(pico).padStart(13, '0')
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '')
}

test('a batch’s totals are the provider’s own counts, whatever its callback throws and its items meet', async () => {
  const items = 400
  const clock = new VirtualClock()
  const provider = new BookKeeper(clock)
  const client = createClient({
    endpoints: models.map((model) => ({ model, baseURL: 'https://m.test/v1', apiKey: 'sk-x1', price: prices[model] })),
    // So many failures would keep a client from its retries: here each item shall meet all that awaits it.
    policies: [circuitBreaker(false), retry({ budgetFloorPerSecond: Infinity })],
    runtime: { clock, transport: provider, random: createRandom(1) },
  })
  const requests = Array.from({ length: items }, (_, item): ChatRequest => ({
    messages: [{ role: 'user', content: `item ${item}` }],
  }))
  const told: BatchItem[] = []
  const onItem = (item: BatchItem): void | Promise<void> => {
    told.push(item)
    if (item.index % 3 === 0) throw new Error(`callback ${item.index}`)
    if (item.index % 3 === 1) return Promise.reject(new Error(`callback ${item.index}`))
  }
  const summary = await clock.run(() => client.batch(requests, { concurrency: 16, onItem }).summary)

  const bad = requests.filter((_, item) => item % 10 === 9).length
  expect(new Set(provider.errors.keys())).toEqual(new Set([400, 429, 500, 503]))
  expect(Object.keys(summary.models)).toHaveLength(2)
  expect(summary).toMatchObject({ answered: items - bad, failed: bad, skipped: 0, sourceError: null })
  expect(summary.models).toEqual(Object.fromEntries(provider.answered))
  expect(summary.usage).toEqual({
    promptTokens: provider.tokens.prompt,
    completionTokens: provider.tokens.completion,
    totalTokens: provider.tokens.prompt + provider.tokens.completion,
    unknown: 0,
  })
  const usd = decimal(provider.picoUsd)
  expect(summary.cost).toEqual({ usd, atMostUsd: usd, knownUsd: usd, unknown: 0 })
  expect(client.spend).toMatchObject({ usd, atMostUsd: usd })

  expect(told).toHaveLength(items)
  expect(new Set(told.map(({ index }) => index)).size).toBe(items)
  expect(summary.callbackErrors).toHaveLength(requests.filter((_, item) => item % 3 !== 2).length)
  expect(summary.items.map(({ index }) => index)).toEqual(requests.map((_, item) => item))
  expect(clock.pending()).toBe(0)
})
