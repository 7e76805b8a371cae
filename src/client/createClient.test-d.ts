import { expectTypeOf } from 'vitest'
import {
  checkKey,
  createClient,
  deadline,
  env,
  retry,
  route,
  type AttemptRecord,
  type Batch,
  type BatchOptions,
  type BatchSummary,
  type CallOptions,
  type ChatError,
  type EndpointOptions,
  type KeyCheck,
  type Reply,
  type ReplyStream,
} from './index.ts'

// Each line is checked by `npm run typecheck`; nothing here runs. What must not compile stands below its @ts-expect-error.

const gateway = { baseURL: 'https://api.example.com/v1', apiKey: env('EXAMPLE_KEY') }
const messages = [{ role: 'user', content: 'Hello' }] as const

createClient({ ...gateway, models: ['a', 'b'], policies: [deadline('60s'), retry({})], route: route.fallback(['b']) })
createClient({ ...gateway, models: ['a'], connection: { proxy: 'none', maxConnectionsPerOrigin: 8 } })
// @ts-expect-error -- models, or endpoints
createClient({ ...gateway })
// @ts-expect-error -- a policy is made by its builder
createClient({ ...gateway, models: ['a'], policies: [{ rpm: 300 }] })
// @ts-expect-error -- no option turns the verification of certificates off
createClient({ ...gateway, models: ['a'], connection: { rejectUnauthorized: false } })

const whole: EndpointOptions = {
  ...gateway,
  id: 'first',
  model: 'a',
  contextWindow: 65_536,
  maxOutputTokens: 8_192,
  capabilities: { tools: true, vision: false, json: true },
  price: { input: '0.42', cachedInput: '0.042', cacheWrite: '0.42', output: '0.42', reasoning: '0.42' },
  quota: { rpm: 300, tpm: 100_000, maxConcurrent: 8 },
  headers: { 'HTTP-Referer': 'https://example.com', 'X-Title': 'Example' },
}
createClient({ endpoints: [whole] })
// @ts-expect-error -- no apiKey
createClient({ endpoints: [{ baseURL: 'https://api.example.com/v1', model: 'a' }] })
// @ts-expect-error -- a variable that may not be set: env() says so when the client is made
createClient({ endpoints: [{ ...gateway, apiKey: process.env['EXAMPLE_KEY'], model: 'a' }] })
// @ts-expect-error -- 0.1 + 0.2: prices are decimal strings
createClient({ endpoints: [{ ...gateway, model: 'a', price: { input: 0.42, output: '0.42' } }] })
// @ts-expect-error -- half a price
createClient({ endpoints: [{ ...gateway, model: 'a', price: { input: '0.42' } }] })
// @ts-expect-error -- no such field: maxOutputTokens
createClient({ endpoints: [{ ...gateway, model: 'a', maxTokens: 100 }] })
// @ts-expect-error -- no such field: rpm
createClient({ endpoints: [{ ...gateway, model: 'a', quota: { max_rpm: 100 } }] })
// @ts-expect-error -- capabilities are yes or no
createClient({ endpoints: [{ ...gateway, model: 'a', capabilities: { tools: 'yes' } }] })

const client = createClient({ endpoints: [whole] })

expectTypeOf(client.chat({ messages })).toEqualTypeOf<Promise<Reply>>()
void client.chat({ messages, temperature: 0, max_tokens: 10, tools: [], anything: { of: 'the format' } })
void client.chat({ messages }, { deadlineMs: 500, idempotencyKey: 'k', callId: 7, prefer: 'first', accept: () => true })
// @ts-expect-error -- a request has messages
void client.chat({ prompt: 'Hello' })
void client.chat({
  messages: [
    { role: 'developer', content: [{ type: 'text', text: 'Look' }] },
    { role: 'assistant', content: null, tool_calls: [{ id: 'c', type: 'function' }] },
    { role: 'tool', tool_call_id: 'c', name: 'f', content: 'found' },
  ],
})
// @ts-expect-error -- a message has a role
void client.chat({ messages: [{ content: 'Hello' }] })
// @ts-expect-error -- a deadline in ms
void client.chat({ messages }, { timeout: 500 })

expectTypeOf<Reply['cost']['usd']>().toEqualTypeOf<string | null>()
expectTypeOf<Reply['usage']>().extract<null>().toEqualTypeOf<null>()
expectTypeOf<Reply['attempts']>().toEqualTypeOf<readonly AttemptRecord[]>()
expectTypeOf<Reply['timings']['firstContentMs']>().toEqualTypeOf<number>()
expectTypeOf<Reply['toolCalls'][number]['function']['arguments']>().toEqualTypeOf<string>()
expectTypeOf<ChatError['partialText']>().toEqualTypeOf<string>()
expectTypeOf<ChatError['retryAtMs']>().toEqualTypeOf<number | null>()

const stream = client.stream({ messages })
expectTypeOf(stream).toEqualTypeOf<ReplyStream>()
expectTypeOf(stream.reply).toEqualTypeOf<Promise<Reply>>()
for await (const delta of stream) expectTypeOf(delta).toEqualTypeOf<string>()

const batch = client.batch([{ messages }], { concurrency: 4, stopOn: ['budget'], onItem: async () => {} })
expectTypeOf(batch).toEqualTypeOf<Batch>()
expectTypeOf(batch.summary).toEqualTypeOf<Promise<BatchSummary>>()
for await (const item of batch) {
  if (item.ok) expectTypeOf(item.reply).toEqualTypeOf<Reply>()
  else expectTypeOf(item.error).toExtend<Error>()
  // @ts-expect-error -- whether there is a reply is to be asked first
  void item.reply
}
// @ts-expect-error -- a prompt is no request
client.batch(['Hello'])
// @ts-expect-error -- the classes of errors are a closed list
client.batch([{ messages }], { stopOn: ['RateLimitError'] })

expectTypeOf(client.checkKey('first', { timeoutMs: 500 })).toEqualTypeOf<Promise<KeyCheck>>()
expectTypeOf(checkKey(gateway)).toEqualTypeOf<Promise<KeyCheck>>()
expectTypeOf<KeyCheck['answer']>().toEqualTypeOf<'valid' | 'invalid' | 'unreachable' | 'rate_limited'>()
expectTypeOf(client.spend.heldUsd).toEqualTypeOf<string | null>()
expectTypeOf(client.reprice('first', { input: '0.10', output: '0.20' })).toEqualTypeOf<void>()
// @ts-expect-error -- prices are decimal strings
client.reprice('first', { input: '0.10', output: 0.2 })
// @ts-expect-error -- what was spent is for reading
client.spend = { usd: '0' }

// What an application hands on may be undefined, as with `exactOptionalPropertyTypes`.
expectTypeOf<{ signal: AbortSignal | undefined; deadlineMs: number | undefined }>().toExtend<CallOptions>()
expectTypeOf<{ signal: AbortSignal | undefined; concurrency: number | undefined }>().toExtend<BatchOptions>()
