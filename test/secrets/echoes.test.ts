import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { health, retry, type ChatClient } from '../../src/client/index.ts'
import { sse } from '../support/clientStage.ts'
import { ask, onPeers } from '../support/peerStage.ts'
import { delta, documents, type Play } from '../support/scriptedPeer.ts'
import { everythingSeenOf, expectNothingOf, key, watchWarnings, writings } from '../support/secrets.ts'

type Way = (echo: string) => Play

const raw = (status: number, body: string, headers: Record<string, string> = {}): Play => [
  [
    1,
    (socket) => {
      socket.head(status, headers)
      socket.data(Buffer.from(body))
      socket.end()
    },
  ],
]
const events = (...pieces: (string | Uint8Array)[]): Play => [
  [1, (socket) => socket.head(200, sse)],
  ...pieces.map((piece): Play[number] => [1, (socket) => socket.data(Buffer.from(piece))]),
  [1, (socket) => socket.end()],
]
/** Escapes are the server's own: what is repeated goes between quotes as it stands. */
const message = (echo: string, more = '') => `{"error":{"message":"no such key: ${echo}"${more}}}`
const usage = '"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4,"note":"'

const ways: Readonly<Record<string, Way>> = {
  'a message': (echo) => raw(401, message(echo)),
  'a message, where it is cut': (echo) => raw(400, message(`${'x'.repeat(270)}${echo}`)),
  'a message that says when to come back': (echo) => raw(429, message(`${echo}, try again in 20s`)),
  'the words of an error': (echo) => raw(500, message('', `,"code":"${echo}","type":"${echo}","param":"${echo}"`)),
  'what a gateway quotes': (echo) => raw(502, message('', `,"metadata":{"raw":"{\\"error\\":\\"${echo}\\"}"}`)),
  'a plain body': (echo) => raw(401, `bad key ${echo}`),
  'a page': (echo) => raw(403, `<html><body>${echo}</body></html>`),
  'the id of the request': (echo) => raw(500, '{}', { 'x-request-id': echo, 'cf-ray': echo }),
  'the id of the request, in the body': (echo) => raw(500, `{"error":{"message":"x"},"request_id":"${echo}"}`),
  'headers that ask for patience': (echo) => raw(429, '', { 'retry-after': echo, 'x-ratelimit-reset-tokens': echo }),
  'headers of all kinds': (echo) => raw(401, '', { 'www-authenticate': `Bearer ${echo}`, [`x-${echo.length}`]: echo }),
  'a 200 that is an error': (echo) => raw(200, message(echo)),
  'the type of a body': (echo) => raw(200, 'hello', { 'content-type': `text/${echo}` }),
  'the encoding of a body': (echo) => raw(200, 'hello', { 'content-encoding': echo }),
  'a 200 that is not JSON': (echo) => raw(200, `you are ${echo}`),
  'a 200 without an answer': (echo) => raw(200, `{"choices":[],"id":"${echo}",${usage}${echo}"}}`),
  'the counts of an answer': (echo) =>
    raw(200, `{"choices":[{"message":{"content":"fine"},"finish_reason":"stop"}],"id":"${echo}",${usage}${echo}"}}`),
  'an event of its own': (echo) => events(`event: error\ndata: ${message(echo)}\n\n`),
  'an error in a stream': (echo) => events(delta('so'), `data: ${message(echo)}\n\n`),
  'an event that is none': (echo) => events(`data: ${echo}\n\n`),
  'the counts of a stream': (echo) =>
    events(delta('so'), `data: {"choices":[{"delta":{},"finish_reason":"stop"}],${usage}${echo}"}}\n\n`),
  'a redirect': (echo) => raw(302, echo, { location: `https://u:${echo}@elsewhere.test/${echo}?key=${echo}#${echo}` }),
  'a redirect to a host of that name': (echo) =>
    raw(308, '', { location: `https://${echo.replace(/[/+=]/g, '')}.test/` }),
}

async function read(client: ChatClient, kind: 'chat' | 'stream'): Promise<unknown> {
  try {
    if (kind === 'chat') return await client.chat(ask)
    const stream = client.stream(ask)
    for await (const _text of stream);
    return await stream.reply
  } catch (error) {
    return error
  }
}

/** Calls until the key has been refused for good, in both ways, and checks it: all that can be seen afterwards. */
function seenOf(play: Play, secret: string, kind: 'chat' | 'stream'): Promise<string> {
  return onPeers(
    { main: play, 'GET main': play },
    async ({ client, clock, events: told, peer }) => {
      const results = [await read(client, kind), await read(client, kind), await client.checkKey()]
      await clock.sleep(2_000)
      await client.close()
      return [...results, told, client.spend, peer.seen].map(everythingSeenOf).join('\n') + inspect(client)
    },
    {
      all: { apiKey: secret },
      policies: [retry({ maxAttemptsPerCall: 2 }), health({ everyMs: 1_000, timeoutMs: 500 })],
    },
  )
}

describe.each(['chat', 'stream'] as const)('a server that repeats the key in %s', (kind) => {
  describe.each(Object.entries(ways))('in %s', (_way, way) => {
    test.each(Object.entries(writings))('%s', async (_how, write) => {
      const warnings = watchWarnings()
      expectNothingOf(key, [await seenOf(way(write(key)), key, kind), ...warnings].join('\n'))
    })
  })
})

test('any key, any part of it, in any way', async () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/+.=:~'
  const secrets = fc
    .string({ unit: fc.constantFrom(...letters.split('')), minLength: 20, maxLength: 60 })
    .map((end) => `sk-${end}`)
  const parts = fc.tuple(fc.nat(30), fc.integer({ min: 8, max: 70 }))
  const names = <Name extends string>(record: Readonly<Record<Name, unknown>>) =>
    fc.constantFrom(...(Object.keys(record) as Name[]))
  await fc.assert(
    fc.asyncProperty(
      secrets,
      parts,
      names(ways),
      names(writings),
      fc.constantFrom('chat', 'stream'),
      async (secret, [from, length], way, writing, kind) => {
        const echo = writings[writing]!(secret.slice(from, from + length))
        expectNothingOf(secret, await seenOf(ways[way]!(echo), secret, kind))
      },
    ),
    { numRuns: 150 },
  )
})

test('a header that is a second key is hidden like the first', async () => {
  const second = 'b7d1-Zt8QpW3nX5-Lm4Kd9'
  const play = raw(401, message(`${second} is unknown`), { 'x-request-id': second })
  await onPeers(
    { main: play, 'GET main': play },
    async ({ client, events: told }) => {
      const results = [await read(client, 'chat'), await read(client, 'stream'), await client.checkKey(), told]
      expectNothingOf(second, results.map(everythingSeenOf).join('\n'))
    },
    { all: { headers: { 'Ocp-Apim-Subscription-Key': second } } },
  )
})

test('a redirect is never followed, and says where it leads', async () => {
  const away = documents({}, { status: 307, headers: { location: 'https://user:word@elsewhere.test:8443/v2?a=b#c' } })
  await onPeers({ main: away }, async ({ client, peer }) => {
    const error = await read(client, 'chat')
    expect(error).toMatchObject({ errorClass: 'not_found', reason: 'redirected', status: 307 })
    expect((error as Error).message).toContain(
      'HTTP 307: the base URL redirects to https://elsewhere.test:8443; give the address that answers',
    )
    expect(peer.told).toEqual(['main asked at 0'])
  })
})
