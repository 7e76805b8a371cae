import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { RealClock, UndiciTransport } from '../../runtime/index.ts'
import { bareClient } from './bareClient.ts'
import type { BenchClient } from './benchClient.ts'
import { SocketClient } from './socketClient.ts'
import { UnderWay } from './underWay.ts'

const completion = JSON.stringify({
  choices: [{ index: 0, message: { role: 'assistant', content: 'Well.' }, finish_reason: 'length' }],
  usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
})

type Asked = { readonly url: string | undefined; readonly headers: object; readonly body: string }

/** Both clients ask the same server the same; its answer may be late for ever. */
async function both(
  answer: (response: ServerResponse) => void,
  meanwhile: (client: BenchClient, call: UnderWay) => void = () => {},
) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { connection: _connection, ...headers } = request.headers
      asked.push({ url: request.url, headers, body: Buffer.concat(pieces).toString() })
      answer(response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const [clock, transport] = [new RealClock(), new UndiciTransport({ loopbackOnly: true })]
  const endpoint = {
    model: 'm',
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    apiKey: 'sk-here',
  }
  const clients = [
    bareClient({ endpoints: [endpoint], clock, transport }),
    new SocketClient({ ...endpoint, clock, maxConnections: 2 }),
  ]
  const measured = []
  for (const client of clients) {
    const call = new UnderWay(0, 0, 0, {
      model: 'm',
      messages: [{ role: 'user', content: 'Höher?' }],
      maxTokens: 8,
      stream: false,
    })
    const result = client.call(call)
    while (asked.length === measured.length) await new Promise((resolve) => setImmediate(resolve))
    meanwhile(client, call)
    const { endedMs, connectMs, ...rest } = await result
    expect(endedMs).toBeGreaterThan(0)
    measured.push({ ...rest, connected: typeof connectMs })
    await client.close()
  }
  await transport.close()
  server.closeAllConnections()
  server.close()
  return { measured, asked }
}

test.each<[string, (response: ServerResponse) => void, object]>([
  ['an answer', (response) => response.end(completion), { outcome: 'ok-first-try', inputTokens: 12, truncated: true }],
  [
    'one in pieces',
    (response) => (response.write(completion.slice(0, 9)), response.end(completion.slice(9))),
    { outputTokens: 5 },
  ],
  [
    'a refusal',
    (response) => response.writeHead(429).end('{}'),
    { outcome: 'failed', errorClass: 'rate_limited', status: 429 },
  ],
  ['what is no answer', (response) => response.end('<html>'), { errorClass: 'protocol', reason: 'bad_json' }],
  [
    'a reset',
    (response) => response.socket!.resetAndDestroy(),
    { errorClass: 'network', reason: 'reset', status: null },
  ],
])('over sockets it asks and reads what it does over the transport: %s', async (_what, answer, expected) => {
  const { measured, asked } = await both(answer)
  expect(measured[1]).toMatchObject(expected)
  expect(measured[1]).toEqual(measured[0])
  expect(asked[1]!.body).toBe(asked[0]!.body)
  expect(asked[1]).toEqual(asked[0])
})

test('what is cancelled is no failure', async () => {
  const { measured } = await both(
    () => {},
    (client, call) => (client.cancel === undefined ? call.abort(new Error('enough')) : client.cancel()),
  )
  expect(measured[1]).toMatchObject({ outcome: 'cancelled', errorClass: 'aborted' })
  expect(measured[1]).toEqual(measured[0])
})
