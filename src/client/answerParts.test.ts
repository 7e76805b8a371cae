import { describe, expect, test } from 'vitest'
import { CannedTransport, hello, onTransport, sse } from '../../test/support/clientStage.ts'
import { chunk, TimedTransport } from '../../test/support/timedTransport.ts'
import { budget, retry, timeout } from './policySpecs.ts'
import type { Reply } from './request.ts'

const once = retry({ maxAttemptsPerCall: 1 })
const document = (message: object, finish = 'stop', usage?: object) =>
  JSON.stringify({ choices: [{ index: 0, message, finish_reason: finish }], usage })
const done = 'data: [DONE]\n\n'

const asked = (body: string) =>
  onTransport(new CannedTransport({ body }), ({ client }) => client.chat(hello), { policies: [once] })
const streamed = (body: string) =>
  onTransport(new CannedTransport({ body, headers: sse }), ({ client }) => client.stream(hello).reply, {
    policies: [once],
  })

/** The same message, as a whole and in a stream. */
function bothWays(message: object): Promise<Reply>[] {
  return [asked(document(message)), streamed(`${chunk(message)}${chunk({}, 'stop')}${done}`)]
}

const usage = { prompt_tokens: 100, completion_tokens: 100, total_tokens: 200 }
const counted = `data: ${JSON.stringify({ choices: [], usage })}\n\n`

test.each([
  ['a refusal', document({ content: null, refusal: 'no' }, 'stop', usage), {}],
  ['a withheld answer', document({ content: '' }, 'content_filter', usage), {}],
  ['an empty answer', document({ content: '' }, 'stop', usage), {}],
  ['an answer without choices', JSON.stringify({ choices: [], usage }), {}],
  ['a refusal in a stream', `${chunk({ refusal: 'no' })}${chunk({}, 'stop')}${counted}${done}`, sse],
  ['a stream without a word', `${chunk({}, 'stop')}${counted}${done}`, sse],
])('%s is paid for, and the budget knows', async (_what, body, headers) => {
  const price = { input: '1', output: '1' }
  const endpoints = [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-test', price }]
  await onTransport(
    new CannedTransport({ body, headers }),
    async ({ client }) => {
      const error = await client.stream({ ...hello, max_tokens: 100 }).reply.catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ name: 'ChatError', cost: { usd: '0.0002', atMostUsd: '0.0002' } })
      expect(client.spend.usd).toBe('0.0002')
    },
    { policies: [once, budget({ usd: '1' })], endpoints },
  )
})

test('a refusal without counts may have cost as much as any answer', async () => {
  const price = { input: '1', output: '1' }
  const endpoints = [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-test', price }]
  await onTransport(
    new CannedTransport({ body: document({ content: null, refusal: 'no' }) }),
    async ({ client }) => {
      await client.chat({ ...hello, max_tokens: 100 }).catch(() => 0)
      expect(Number(client.spend.atMostUsd)).toBeGreaterThan(0.0001)
    },
    { policies: [once], endpoints },
  )
})

describe('an answer, whole or streamed', () => {
  test.each([[null], [[]]])('without a text that calls %j is none', async (calls) => {
    for (const reply of bothWays({ content: '', tool_calls: calls }))
      await expect(reply).rejects.toMatchObject({ errorClass: 'protocol', reason: 'empty' })
  })

  test('that only thinks is none', async () => {
    for (const reply of bothWays({ content: '', reasoning_content: 'hm' }))
      await expect(reply).rejects.toMatchObject({ errorClass: 'protocol', reason: 'empty' })
  })

  test('that refuses is content_policy', async () => {
    for (const reply of bothWays({ refusal: 'no' }))
      await expect(reply).rejects.toMatchObject({ errorClass: 'content_policy', reason: 'refused' })
  })

  test.each(['reasoning_content', 'reasoning'])('brings its thoughts (%s) beside its text', async (name) => {
    for (const reply of bothWays({ content: 'so', [name]: 'hm' }))
      expect(await reply).toMatchObject({ text: 'so', reasoning: 'hm' })
  })

  test('of several parts is their text', async () => {
    const content = [{ type: 'text', text: 'a' }, { type: 'image_url' }, null, { type: 'text', text: 'b' }]
    for (const reply of bothWays({ content })) expect(await reply).toMatchObject({ text: 'ab', reasoning: '' })
  })

  test('of the old kind calls its function', async () => {
    const call = { name: 'f', arguments: '{}' }
    for (const reply of bothWays({ content: null, function_call: call }))
      expect((await reply).toolCalls).toEqual([{ id: '', type: 'function', function: call }])
  })
})

test('of several choices the first is read, whoever ends first', async () => {
  const body = [
    chunk({ content: 'x' }, null, 1),
    chunk({ content: 'A' }),
    chunk({ content: 'y' }, null, 1),
    chunk({}, 'length', 1),
    chunk({ content: 'B' }),
    chunk({}, 'stop'),
    done,
  ]
  expect(await streamed(body.join(''))).toMatchObject({ text: 'AB', finishReason: 'stop' })
})

test('the counts of a stream of several choices come after all of them, however long they take', async () => {
  const network = new TimedTransport(() => ({
    steps: [
      [0, chunk({ content: 'x' }, null, 1) + chunk({ content: 'A' }, 'stop')],
      [3_000, chunk({ content: 'y' }, null, 1)],
      [3_000, chunk({}, 'stop', 1) + counted + done],
    ],
  }))
  const act = async ({ client }: Parameters<Parameters<typeof onTransport>[1]>[0]) =>
    client.stream({ ...hello, n: 2 }).reply
  expect(await onTransport(network, act, { clock: network.clock })).toMatchObject({ text: 'A', usage })
})

describe('a model that thinks aloud', () => {
  const thoughts = Array.from({ length: 30 }, () => [1_000, chunk({ reasoning_content: 'hm ' })] as const)

  test('is not late', async () => {
    const network = new TimedTransport(() => ({ steps: [...thoughts, [1_000, chunk({ content: 'so' }, 'stop')]] }))
    const act = async ({ client }: Parameters<Parameters<typeof onTransport>[1]>[0]) => client.stream(hello).reply
    const limits = timeout({ firstTokenMs: 2_000, tokenIdleMs: 2_000, byteIdleMs: 5_000 })
    const reply = await onTransport(network, act, { clock: network.clock, policies: [once, limits] })
    expect(reply).toMatchObject({ text: 'so', reasoning: 'hm '.repeat(30), timings: { firstContentMs: 31_000 } })
  })

  test('and then falls silent is given up, and asked again: nothing of the answer was handed on', async () => {
    const network = new TimedTransport((_request, index) =>
      index === 0 ? { steps: thoughts, hangs: true } : { steps: [[0, chunk({ content: 'so' }, 'stop')]] },
    )
    const act = async ({ client }: Parameters<Parameters<typeof onTransport>[1]>[0]) => client.stream(hello).reply
    const limits = timeout({ tokenIdleMs: 2_000, byteIdleMs: 5_000 })
    const reply = await onTransport(network, act, { clock: network.clock, policies: [limits] })
    expect(reply).toMatchObject({ text: 'so', reasoning: '' })
    expect(reply.attempts[0]!.failure).toMatchObject({ errorClass: 'timeout', reason: 'token_idle' })
  })
})

describe('nothing breaks a stream', () => {
  const word = chunk({ content: 'x' })
  const end = chunk({}, 'stop')
  test.each([
    ['[DONE] with a blank', `${word}data: [DONE] \n\n`],
    ['a named event that is no JSON', `event: heartbeat\ndata: alive\n\n${word}${end}`],
    ['an error after the finish marker', `${word}${end}event: error\ndata: {}\n\n${done}`],
    ['an error document after it', `${word}${end}data: {"error":{"message":"busy"}}\n\n${done}`],
    ['rubbish after it', `${word}${end}data: {"choi\n\n${done}`],
  ])('as %s', async (_what, body) => {
    expect(await streamed(body)).toMatchObject({ text: 'x' })
  })
})
