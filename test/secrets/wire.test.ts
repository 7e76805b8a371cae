import { describe, expect, onTestFinished, test } from 'vitest'
import { createClient, retry, type ChatClient } from '../../src/client/index.ts'
import { hostileServer, type Attack } from '../support/hostile.ts'
import { ask } from '../support/peerStage.ts'
import { everythingSeenOf, expectNothingOf, key, watchWarnings } from '../support/secrets.ts'

const password = 'pa$$word-with-9-signs'
const credentials = `user:${encodeURIComponent(password)}`

function clientOf(baseURL: string, proxy = 'none'): ChatClient {
  const client = createClient({
    baseURL,
    apiKey: key,
    models: ['m'],
    policies: [retry({ maxAttemptsPerCall: 1 })],
    connection: { proxy },
  })
  onTestFinished(() => client.close())
  return client
}

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  )

async function read(stream: AsyncIterable<string>): Promise<void> {
  for await (const _text of stream);
}

/** What a call, a stream and a check of the key let anybody see. */
async function seenOf(client: ChatClient): Promise<string> {
  const results = [
    await failureOf(client.chat(ask)),
    await failureOf(read(client.stream(ask))),
    await client.checkKey(),
  ]
  return results.map(everythingSeenOf).join('\n')
}

/** Writes its lines and hangs up, as it says if it speaks HTTP. */
const writes =
  (start: string, ...lines: string[]): Attack =>
  (socket) =>
    void socket.end([start, ...(start.startsWith('HTTP/1.1 ') ? ['connection: close'] : []), ...lines].join('\r\n'))

describe('a server that repeats the key', () => {
  test.each<[string, Attack]>([
    ['behind the status', writes(`HTTP/1.1 401 bad key ${key}`, 'content-length: 0', '', '')],
    ['in a header', writes('HTTP/1.1 500 no', `x-request-id: ${key}`, `x-key: ${key}`, 'content-length: 0', '', '')],
    ['in a header that is none', writes('HTTP/1.1 200 OK', `x key ${key}`, '', '')],
    ['in a header without end', writes('HTTP/1.1 200 OK', `x: ${key.repeat(2_000)}`, '', '')],
    ['in place of HTTP', writes(`${key} is no key`)],
    ['in the length of a chunk', writes('HTTP/1.1 200 OK', 'transfer-encoding: chunked', '', key, '')],
    ['in a cut body', writes('HTTP/1.1 200 OK', 'content-length: 900', '', `{"choices":"${key}`)],
    ['in a cut error', writes('HTTP/1.1 401 no', 'content-length: 900', '', `no such key: ${key}`)],
    [
      'in an interim answer',
      writes('HTTP/1.1 103 Early Hints', `link: ${key}`, '', 'HTTP/1.1 401 no', 'connection: close', '', key),
    ],
  ])('%s', async (_where, attack) => {
    const warnings = watchWarnings()
    const { baseURL } = await hostileServer(attack)
    expectNothingOf(key, [await seenOf(clientOf(baseURL)), ...warnings].join('\n'))
  })

  test('gets it in one header, and in no URL', async () => {
    const requests: string[] = []
    const { baseURL } = await hostileServer((socket, request) => {
      requests.push(request)
      socket.end('HTTP/1.1 500 no\r\ncontent-length: 0\r\n\r\n')
    })
    await seenOf(clientOf(baseURL))
    expect(requests).toHaveLength(3)
    for (const request of requests) {
      const [authorization, ...others] = request.split('\r\n').sort((line) => (/^authorization:/i.test(line) ? -1 : 1))
      expect(authorization).toContain(key)
      expectNothingOf(key, others.join('\n'))
    }
  })
})

test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed: nobody else gets the key', async (status) => {
  const requests: string[] = []
  const elsewhere = await hostileServer((_socket, request) => void requests.push(request))
  const { baseURL } = await hostileServer(
    writes(`HTTP/1.1 ${status} away`, `location: ${elsewhere.baseURL}/models?key=${key}`, 'content-length: 0', '', ''),
  )
  const client = clientOf(baseURL)
  const error = await failureOf(client.chat(ask))
  const { origin } = new URL(elsewhere.baseURL)
  expect(error).toMatchObject({ errorClass: 'not_found', reason: 'redirected', status })
  expect((error as Error).message).toContain(`redirects to ${origin};`)
  expect(await client.checkKey()).toMatchObject({ answer: 'unreachable', reason: 'redirected', status })
  expectNothingOf(key, await seenOf(client))
  expect([requests, elsewhere.open()]).toEqual([[], 0])
})

describe('the password of a proxy is not shown', () => {
  const basic = Buffer.from(`user:${password}`).toString('base64')
  const answersOf: [string, Attack][] = [
    ['that wants another', writes(`HTTP/1.1 407 not ${password}`, `x-you-sent: ${basic}`, '', password)],
    ['that does not get through', writes(`HTTP/1.1 502 no`, `via: ${basic}`, 'content-length: 0', '', '')],
    ['that is none', writes(`${password} ${basic}`)],
    ['that hangs up', (socket) => void socket.destroy()],
  ]

  describe.each(['http', 'https'])('on the way to %s', (scheme) => {
    test.each(answersOf)('by one %s', async (_what, attack) => {
      const proxy = new URL((await hostileServer(attack)).baseURL).host
      const client = clientOf(`${scheme}://127.0.0.1:9/v1`, `http://${credentials}@${proxy}`)
      const seen = await seenOf(client)
      for (const secret of [password, basic, key]) expectNothingOf(secret, seen)
    })
  })

  test('by one that is not there', async () => {
    const client = clientOf('http://127.0.0.1:9/v1', `http://${credentials}@127.0.0.1:1`)
    const seen = await seenOf(client)
    for (const secret of [password, basic]) expectNothingOf(secret, seen)
  })

  test.each([`http://${credentials}@`, `socks5://${credentials}@127.0.0.1:1`, `http://user:${password}%@127.0.0.1:1`])(
    'by a URL that is none',
    (proxy) => {
      let error: unknown
      try {
        clientOf('http://127.0.0.1:9/v1', proxy)
      } catch (thrown) {
        error = thrown
      }
      expect(error).toMatchObject({ name: 'ClientOptionsError' })
      for (const secret of [password, encodeURIComponent(password)]) expectNothingOf(secret, everythingSeenOf(error))
    },
  )
})
