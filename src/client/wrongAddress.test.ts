import { expect, test } from 'vitest'
import { CannedTransport, completion, hello, onTransport } from '../../test/support/clientStage.ts'
import { chatError } from '../../test/support/peerStage.ts'
import { TransportError, type Transport } from '../runtime/index.ts'
import { ClientOptionsError } from './optionsError.ts'

const unreachable: Transport = {
  send: () => Promise.reject(new TransportError('connect', 'refused', 'ECONNREFUSED', new Error('no'))),
  busySockets: () => 0,
  close: () => Promise.resolve(),
}

test('who cannot be reached is named', async () => {
  await onTransport(unreachable, async ({ client }) => {
    expect((await chatError(client.chat(hello))).message).toContain('(ECONNREFUSED), https://m.test')
  })
})

test('an address at which nothing is says which, and what is mostly missing', async () => {
  const transport = new CannedTransport({ status: 404, body: '<html>404</html>' })
  const endpoints = [{ model: 'm', baseURL: 'https://m.test/api?tenant=secret-0', apiKey: 'sk-test' }]
  await onTransport(
    transport,
    async ({ client }) => {
      const { reason, message } = await chatError(client.chat(hello))
      expect(reason).toBe('no_route')
      expect(message).toContain('nothing is at https://m.test/api/chat/completions; a baseURL mostly ends in /v1')
      expect(message).not.toContain('secret-0')
    },
    { endpoints },
  )
})

test('a stream is asked for by its own name', async () => {
  const transport = new CannedTransport({ body: completion('x') })
  await onTransport(transport, async ({ client }) => {
    await expect(client.chat({ ...hello, stream: true })).rejects.toThrow(ClientOptionsError)
    await expect(client.chat({ ...hello, stream: true })).rejects.toThrow(/client\.stream\(request\)/)
    expect((await client.chat({ ...hello, stream: false })).text).toBe('x')
    expect(transport.requests).toHaveLength(1)
  })
})

test('a key that was refused and works again is used again, once it was looked at', async () => {
  const transport = new CannedTransport(
    { status: 401, body: '{}' },
    { body: '{"data":[{"id":"m"}]}' },
    { body: completion('x') },
  )
  await onTransport(transport, async ({ client }) => {
    await chatError(client.chat(hello))
    expect((await chatError(client.chat(hello))).reason).toBe('cooling_down')
    expect((await client.checkKey()).answer).toBe('valid')
    expect((await client.chat(hello)).text).toBe('x')
  })
})
