import tls from 'node:tls'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { startServer, startTlsServer, answer } from '../../test/support/loopbackServers.ts'
import { broken, readBody, rejectionOf } from '../../test/support/transportErrors.ts'
import { mintCertificates } from '../upstream/wire/certificates.ts'
import type { ConnectionOptions } from './transportOptions.ts'
import { UndiciTransport } from './undiciTransport.ts'

const ours = mintCertificates(Date.now())
const others = mintCertificates(Date.now())
const good = { key: ours.leaf.good.keyPem, cert: ours.leaf.good.certificatePem }

const makeContext = vi.spyOn(tls, 'createSecureContext')
const askNode = vi.spyOn(tls, 'getCACertificates')
beforeEach(() => {
  makeContext.mockClear()
  askNode.mockClear()
})
afterEach(() => vi.clearAllMocks())

const trusted = () => makeContext.mock.calls.flatMap(([options]) => (options?.ca === undefined ? [] : [options.ca]))

async function client(options: ConnectionOptions, scheme: 'http' | 'https' = 'https') {
  const { port } = scheme === 'http' ? await startServer(answer) : await startTlsServer(good)
  makeContext.mockClear()
  const transport = new UndiciTransport({ loopbackOnly: true, ...options })
  onTestFinished(() => transport.close())
  const { signal } = new AbortController()
  return () => transport.send({ method: 'GET', url: `${scheme}://127.0.0.1:${port}/`, headers: {} }, { signal })
}

test('an authority of our own is trusted beside all that Node trusts', async () => {
  const send = await client({ certificateAuthority: ours.authorityPem })
  expect(await readBody(await send())).toEqual({ text: 'ok' })
  expect(trusted()).toEqual([[...tls.getCACertificates('default'), ours.authorityPem]])
  expect(tls.getCACertificates('default').length).toBeGreaterThan(50)
})

test('or alone', async () => {
  const send = await client({ certificateAuthority: ours.authorityPem, trust: 'only' })
  expect(await readBody(await send())).toEqual({ text: 'ok' })
  expect(trusted()).toEqual([[ours.authorityPem]])
  expect(askNode).not.toHaveBeenCalled()
})

test('the list is made for the first TLS connection, and once', async () => {
  const send = await client({ certificateAuthority: ours.authorityPem })
  expect(askNode).not.toHaveBeenCalled()
  await Promise.all([send().then(readBody), send().then(readBody)])
  await readBody(await send())
  expect(askNode).toHaveBeenCalledTimes(1)
  expect(trusted()).toHaveLength(1)
})

test('http needs no list', async () => {
  const send = await client({ certificateAuthority: ours.authorityPem }, 'http')
  expect(await readBody(await send())).toEqual({ text: 'ok' })
  expect(makeContext).not.toHaveBeenCalled()
})

test('without one of our own, Node decides', async () => {
  const send = await client({})
  expect(broken(await rejectionOf(send()))).toMatch(/^tls\/tls\/UNABLE_TO_VERIFY_LEAF_SIGNATURE/)
  expect(trusted()).toEqual([])
  expect(askNode).not.toHaveBeenCalled()
})

test.each(['added', 'only'] as const)('another authority than the one that signed does not help, %s', async (trust) => {
  const send = await client({ certificateAuthority: others.authorityPem, trust })
  expect(broken(await rejectionOf(send()))).toMatch(/^tls\/tls\//)
})

test('where Node cannot tell what it trusts, its own list is taken', async () => {
  askNode.mockReturnValueOnce(undefined as unknown as string[])
  const send = await client({ certificateAuthority: ours.authorityPem })
  expect(await readBody(await send())).toEqual({ text: 'ok' })
  expect(trusted()).toEqual([[...tls.rootCertificates, ours.authorityPem]])
})
