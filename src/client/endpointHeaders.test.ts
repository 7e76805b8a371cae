import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CannedTransport, completion, hello, onTransport } from '../../test/support/clientStage.ts'
import { headersFrom } from './endpointHeaders.ts'
import { ClientOptionsError } from './optionsError.ts'
import { health } from './policySpecs.ts'

const endpoint = { model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-test' }

test('every request to the endpoint has its headers: chats, probes, checks of the key', async () => {
  const transport = new CannedTransport({ body: completion('x') })
  const headers = { 'HTTP-Referer': 'https://app.test', 'X-Title': 'My app' }
  await onTransport(
    transport,
    async ({ client, clock }) => {
      await client.chat(hello)
      await client.checkKey()
      await clock.sleep(60_000)
      await client[Symbol.asyncDispose]()
      await expect(client.chat(hello)).rejects.toMatchObject({ errorClass: 'aborted', reason: 'closed' })
    },
    { endpoints: [{ ...endpoint, headers }], policies: [health({ probe: 'models' })] },
  )
  expect(transport.requests.length).toBeGreaterThan(2)
  for (const request of transport.requests)
    expect(request.headers).toMatchObject({
      'http-referer': 'https://app.test',
      'x-title': 'My app',
      authorization: 'Bearer sk-test',
    })
})

test('it says what it is, in the version that it has; an application may say its own', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(headersFrom(undefined, 'it')).toEqual({ 'user-agent': `brownout/${version}` })
  expect(headersFrom({ 'x-title': 'a' }, 'it')).toEqual({ 'user-agent': `brownout/${version}`, 'x-title': 'a' })
  expect(headersFrom({ 'User-Agent': 'mine/2' }, 'it')).toEqual({ 'user-agent': 'mine/2' })
})

test.each<[unknown, RegExp]>([
  ['X-Title: secret', /^the headers of it are a string, expected a plain object/],
  [null, /are null/],
  [['x-title'], /are a list/],
  [new Headers({ a: 'secret' }), /are an object, expected a plain object/],
  [{ Authorization: 'Bearer secret' }, /^"Authorization" in the headers of it is written by the client: give the key/],
  [{ 'Content-Type': 'text/plain' }, /is written by the client: leave it out/],
  [{ 'x title': 'a' }, /"x title" in the headers of it is no name of a header/],
  [{ 'x-title': 7 }, /is a number, expected a string/],
  [{ 'x-title': 'secret\r\nx: y' }, /only printable ASCII can be sent/],
  [{ 'x-title': 'a', 'X-Title': 'b' }, /"X-Title" in the headers of it stands there twice/],
])('%j are no headers', (given, message) => {
  expect(() => headersFrom(given, 'it')).toThrow(ClientOptionsError)
  expect(() => headersFrom(given, 'it')).toThrow(message)
  expect(() => headersFrom(given, 'it')).toThrow(/^((?!secret)[^])*$/)
})
