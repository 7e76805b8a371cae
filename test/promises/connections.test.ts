import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createClient, type ChatClient, type ClientOptions } from '../../src/client/index.ts'

const completion = JSON.stringify({
  choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
})
const chunk = (choice: object) => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`
const events = [
  chunk({ delta: { content: 'hello' }, finish_reason: null }),
  chunk({ delta: {}, finish_reason: 'stop' }),
  'data: [DONE]\n\n',
]

function answer(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(completion)
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) response.write(event)
  response.end()
}

/** A plain server on loopback that counts its connections, and a client of it with the transport that applications get. */
async function start(onRequest: RequestListener, connection: ClientOptions['connection'] = {}) {
  const counts = { opened: 0, open: 0, mostOpen: 0, requests: 0 }
  const server = createServer((request, response) => {
    counts.requests += 1
    request.resume().on('end', () => onRequest(request, response))
  })
  server.on('connection', (socket) => {
    counts.opened += 1
    counts.open += 1
    counts.mostOpen = Math.max(counts.mostOpen, counts.open)
    socket.on('close', () => (counts.open -= 1))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const client = createClient({
    baseURL,
    apiKey: 'sk-loopback-1',
    models: ['m'],
    connection: { proxy: 'none', ...connection },
  })
  onTestFinished(async () => {
    await client.close()
    await vi.waitFor(() => expect(counts.open).toBe(0))
    server.close()
    await once(server, 'close')
  })
  return { client, counts }
}

const question = { messages: [{ role: 'user', content: 'hi' }] } as const

const asked = {
  chat: async (client: ChatClient) => (await client.chat(question)).text,
  stream: async (client: ChatClient) => {
    let text = ''
    const answered = client.stream(question)
    for await (const delta of answered) text += delta
    return (await answered.reply).text === text ? text : 'two texts'
  },
}

describe.each(['chat', 'stream'] as const)('connections: %s', (kind) => {
  const respond = kind === 'chat' ? answer : stream

  test('20 calls, one after the other, use one', async () => {
    const { client, counts } = await start((_request, response) => respond(response))
    for (let call = 0; call < 20; call += 1) expect(await asked[kind](client)).toBe('hello')
    expect(counts).toMatchObject({ opened: 1, requests: 20 })
  })

  test('50 at once never use more than the pool has, and are all answered', async () => {
    // Nobody is answered before five wait: a pool with less would hang, and one with more would open more.
    const waiting: ServerResponse[] = []
    const { client, counts } = await start(
      (_request, response) => {
        waiting.push(response)
        if (waiting.length === 5) for (const each of waiting.splice(0)) respond(each)
      },
      { maxConnectionsPerOrigin: 5 },
    )
    const texts = await Promise.all(Array.from({ length: 50 }, () => asked[kind](client)))
    expect(texts).toEqual(Array.from({ length: 50 }, () => 'hello'))
    expect(counts).toMatchObject({ opened: 5, mostOpen: 5, requests: 50 })
  })
})
