import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { CannedTransport, completion, hello, onTransport, sse } from '../../test/support/clientStage.ts'
import type { Transport } from '../runtime/index.ts'
import { retry } from './policySpecs.ts'

const once = { policies: [retry({ maxAttemptsPerCall: 1 })] }
const zipped = { body: [gzipSync(completion('x'))], headers: { ...sse, 'content-encoding': 'gzip' } }
const refused = { errorClass: 'protocol', reason: 'content_encoding', message: /compressed \(gzip\)/ }

test('no compression is asked for', async () => {
  const transport = new CannedTransport({ body: completion('x'), headers: { 'content-encoding': 'identity' } })
  await onTransport(transport, ({ client }) => client.chat(hello))
  expect(transport.requests[0]!.headers['accept-encoding']).toBe('identity')
})

test('an answer that is compressed all the same is refused in words', async () => {
  await onTransport(
    new CannedTransport(zipped),
    async ({ client }) => {
      await expect(client.chat(hello)).rejects.toMatchObject(matching(refused))
      await expect(client.stream(hello)[Symbol.asyncIterator]().next()).rejects.toMatchObject(matching(refused))
    },
    once,
  )
})

test('a compressed error is what its status says', async () => {
  await onTransport(
    new CannedTransport({ ...zipped, status: 401 }),
    ({ client }) => expect(client.chat(hello)).rejects.toMatchObject({ errorClass: 'auth' }),
    once,
  )
})

function matching({ message, ...rest }: typeof refused) {
  return { ...rest, message: expect.stringMatching(message) as string }
}

test('and its connection is given back: nobody reads the body', async () => {
  const signals: AbortSignal[] = []
  const canned = new CannedTransport(zipped)
  const transport: Transport = {
    send: (request, options) => {
      signals.push(options.signal)
      return canned.send(request, options)
    },
    busySockets: () => 0,
    close: () => Promise.resolve(),
  }
  await onTransport(transport, ({ client }) => client.chat(hello).catch(() => undefined), once)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})
