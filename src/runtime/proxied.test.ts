import type { Socket } from 'node:net'
import tls from 'node:tls'
import { inspect } from 'node:util'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startConnectProxy } from '../../test/support/connectProxy.ts'
import { answer, closed, startServer, startTlsServer } from '../../test/support/loopbackServers.ts'
import { broken, readBody, rejectionOf } from '../../test/support/transportErrors.ts'
import { mintCertificates } from '../upstream/wire/certificates.ts'
import type { UndiciTransportOptions } from './transportOptions.ts'
import { UndiciTransport } from './undiciTransport.ts'

const { authorityPem, leaf } = mintCertificates(Date.now())
const good = { key: leaf.good.keyPem, cert: leaf.good.certificatePem }
const secret = 'hunter2'
const basic = Buffer.from(`user:${secret}`).toString('base64')

afterEach(() => vi.unstubAllEnvs())

const status = (line: string) => (socket: Socket) => socket.write(`HTTP/1.1 ${line}\r\ncontent-length: 0\r\n\r\n`)

/** A transport behind a proxy, and a request that takes down which callbacks it met. */
function client(options: UndiciTransportOptions) {
  const transport = new UndiciTransport({ certificateAuthority: authorityPem, trust: 'only', ...options })
  onTestFinished(() => transport.close())
  const controller = new AbortController()
  const met: string[] = []
  const send = (url: string) =>
    transport.send(
      { method: 'POST', url, headers: { authorization: 'Bearer sk-test' }, body: '{}' },
      {
        signal: controller.signal,
        onConnecting: () => met.push('connecting'),
        onTcpConnected: () => met.push('tcp'),
        onConnected: () => met.push('connected'),
      },
    )
  return { transport, controller, met, send }
}

const through = (port: number, scheme = 'http') => ({
  proxy: `${scheme}://user:${secret}@127.0.0.1:${port}`,
  loopbackOnly: true,
})

/** A TLS server that keeps what it was asked. */
async function startTarget() {
  const asked: string[] = []
  const target = await startTlsServer(good, (socket, text) => {
    asked.push(text)
    answer(socket)
  })
  return { ...target, asked, url: `https://127.0.0.1:${target.port}/v1/chat` }
}

describe('through a proxy', () => {
  test.each(['http', 'https'])(
    'over %s, https goes through one tunnel, with credentials for the proxy only',
    async (scheme) => {
      const target = await startTarget()
      const proxy = await startConnectProxy(undefined, scheme === 'https' ? good : undefined)
      const { send, met, transport } = client(through(proxy.port, scheme))
      for (let round = 0; round < 3; round += 1) expect(await readBody(await send(target.url))).toEqual({ text: 'ok' })
      const authority = `127.0.0.1:${target.port}`
      expect(proxy.heads).toEqual([
        `CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\nproxy-authorization: Basic ${basic}\r\n\r\n`,
      ])
      expect(target.asked.map((text) => text.split('\r\n')[0])).toEqual(Array(3).fill('POST /v1/chat HTTP/1.1'))
      expect(target.asked.join().toLowerCase()).not.toContain('proxy-')
      expect(met).toEqual(['connecting', 'tcp', 'connected', 'connected', 'connected'])
      expect(transport.busySockets()).toBe(0)
    },
  )

  test('http is asked for by its whole URL, with credentials each time', async () => {
    const heads: string[] = []
    const proxy = await startServer((socket, text) => {
      heads.push(text)
      answer(socket)
    })
    const { send, met } = client(through(proxy.port))
    for (let round = 0; round < 2; round += 1)
      expect(await readBody(await send('http://127.0.0.1:9/v1/chat?a=b'))).toEqual({ text: 'ok' })
    expect(heads).toHaveLength(2)
    for (const head of heads) {
      expect(head).toMatch(/^POST http:\/\/127\.0\.0\.1:9\/v1\/chat\?a=b HTTP\/1\.1\r\nhost: 127\.0\.0\.1:9\r\n/)
      expect(head).toContain(`proxy-authorization: Basic ${basic}\r\n`)
    }
    expect(proxy.sockets).toHaveLength(1)
    expect(met).toEqual(['connecting', 'tcp', 'connected', 'connected'])
  })

  test.each([
    ['https://localhost/', 'localhost:443'],
    ['https://[::1]/', '[::1]:443'],
    ['https://[::1]:8443/', '[::1]:8443'],
  ])('the tunnel to %s is asked for as %s', async (url, authority) => {
    const proxy = await startConnectProxy(status('502 Bad Gateway'))
    const { send } = client({ proxy: `http://127.0.0.1:${proxy.port}`, loopbackOnly: true })
    expect(broken(await rejectionOf(send(url)))).toContain('PROXY_STATUS_502')
    expect(proxy.heads).toEqual([`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`])
  })

  test('a bad certificate of the target is as bad as without', async () => {
    const target = await startTlsServer({ key: leaf.expired.keyPem, cert: leaf.expired.certificatePem })
    const proxy = await startConnectProxy()
    const { send, met, transport } = client(through(proxy.port))
    expect(broken(await rejectionOf(send(`https://127.0.0.1:${target.port}/`)))).toMatch(/^tls\/tls\/CERT_HAS_EXPIRED/)
    expect(met).toEqual(['connecting', 'tcp'])
    expect(transport.busySockets()).toBe(0)
    await closed(proxy.sockets[0]!)
  })
})

describe('the environment', () => {
  test.each([
    ['', 1],
    ['other.test', 1],
    ['127.0.0.1', 0],
    ['*', 0],
  ])('is asked with NO_PROXY=%j: %i tunnels', async (noProxy, tunnels) => {
    const target = await startTarget()
    const proxy = await startConnectProxy()
    for (const name of ['https_proxy', 'http_proxy', 'HTTP_PROXY', 'no_proxy']) vi.stubEnv(name, undefined)
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${proxy.port}`)
    vi.stubEnv('NO_PROXY', noProxy)
    const { send } = client({ proxy: 'environment' })
    expect(await readBody(await send(target.url))).toEqual({ text: 'ok' })
    expect(proxy.heads).toHaveLength(tunnels)
    expect(proxy.heads.join()).not.toContain('authorization')
  })

  test('is not asked by a rehearsal', async () => {
    vi.stubEnv('https_proxy', 'http://192.0.2.1:9')
    const target = await startTarget()
    const { send } = client({ loopbackOnly: true })
    expect(await readBody(await send(target.url))).toEqual({ text: 'ok' })
  })
})

describe('a proxy that says no', () => {
  test.each<[string, (socket: Socket) => unknown, error: string, why: RegExp]>([
    [
      '407',
      status('407 Proxy Authentication Required'),
      'connect/refused/PROXY_STATUS_407',
      /407: it wants user and pass/,
    ],
    [
      '403',
      status('403 Forbidden'),
      'connect/refused/PROXY_STATUS_403',
      /answered CONNECT 127\.0\.0\.1:\d+ with status 403$/,
    ],
    ['502', status('502 Bad Gateway'), 'connect/unreachable/PROXY_STATUS_502', /with status 502$/],
    [
      'another protocol',
      (socket) => socket.write('SSH-2.0-x\r\n\r\n'),
      'connect/malformed/PROXY_MALFORMED',
      /not HTTP/,
    ],
    [
      'no end',
      (socket) => socket.write('x'.repeat(20_000)),
      'connect/malformed/PROXY_MALFORMED',
      /more than 16384 bytes/,
    ],
    ['a close', (socket) => socket.end(), 'connect/closed/PROXY_CLOSED', /closed the connection before it answered/],
    [
      'a close within',
      (socket) => socket.end('HTTP/1.1 200 O'),
      'connect/closed/PROXY_CLOSED',
      /closed the connection/,
    ],
    ['a reset', (socket) => socket.resetAndDestroy(), 'connect/reset/ECONNRESET', /ECONNRESET/],
  ])('%s fails the request with its own code, and never shows the password', async (_how, verdict, expected, why) => {
    const target = await startTarget()
    const proxy = await startConnectProxy(verdict)
    const { send, met, transport } = client(through(proxy.port))
    for (let round = 1; round <= 2; round += 1) {
      const error = (await rejectionOf(send(target.url))) as Error
      expect(broken(error)).toContain(`${expected}, cause: Error`)
      expect((error.cause as Error).message).toMatch(why)
      const everything = inspect([error, transport], { depth: null, showHidden: true })
      expect(everything).not.toContain(secret)
      expect(everything).not.toContain(basic)
      expect(proxy.heads).toHaveLength(round)
      expect(transport.busySockets()).toBe(0)
      await closed(proxy.sockets[round - 1]!)
    }
    expect(met).toEqual(['connecting', 'connecting'])
    expect(target.sockets).toEqual([])
  })

  test('407 to http is the proxy’s, and no answer of the endpoint', async () => {
    const proxy = await startServer(status('407 Proxy Authentication Required'))
    const { send, transport } = client(through(proxy.port))
    const error = await rejectionOf(send('http://127.0.0.1:9/'))
    expect(broken(error)).toBe('connect/refused/PROXY_STATUS_407, cause: Error')
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(basic)
    expect(transport.busySockets()).toBe(0)
    await closed(proxy.sockets[0]!)
  })

  test('407 by the endpoint itself is its answer', async () => {
    const target = await startTlsServer(good, status('407 Odd'))
    const proxy = await startConnectProxy()
    const { send } = client(through(proxy.port))
    expect((await send(`https://127.0.0.1:${target.port}/`)).status).toBe(407)
  })

  test('by refusing TCP is refused', async () => {
    const { send } = client({ proxy: 'http://127.0.0.1:1', loopbackOnly: true })
    expect(broken(await rejectionOf(send('https://127.0.0.1:9/')))).toMatch(/^connect\/refused\/ECONNREFUSED/)
  })
})

describe('an abort', () => {
  test('while the proxy is silent closes the connection to it', async () => {
    const asked = Promise.withResolvers<void>()
    const proxy = await startConnectProxy(() => asked.resolve())
    const { send, met, controller, transport } = client(through(proxy.port))
    const sent = send('https://127.0.0.1:9/')
    await asked.promise
    expect(transport.busySockets()).toBe(1)
    controller.abort(new Error('enough'))
    await expect(sent).rejects.toThrow('enough')
    expect(transport.busySockets()).toBe(0)
    await closed(proxy.sockets[0]!)
    expect(met).toEqual(['connecting'])
  })

  test.each(['http', 'https'])('within the handshake through an %s proxy closes the tunnel', async (scheme) => {
    const target = await startServer(() => {})
    const proxy = await startConnectProxy(undefined, scheme === 'https' ? good : undefined)
    const { send, met, controller, transport } = client(through(proxy.port, scheme))
    const sent = send(`https://127.0.0.1:${target.port}/`)
    await vi.waitFor(() => expect(met).toEqual(['connecting', 'tcp']))
    controller.abort(new Error('enough'))
    await expect(sent).rejects.toThrow('enough')
    expect(transport.busySockets()).toBe(0)
    await closed(proxy.sockets[0]!)
    await closed(target.sockets[0]!)
  })

  test('the moment the tunnel stands begins no handshake in it', async () => {
    const target = await startTarget()
    const proxy = await startConnectProxy()
    const { transport, controller } = client(through(proxy.port))
    const handshake = vi.spyOn(tls, 'connect')
    onTestFinished(() => handshake.mockRestore())
    const sent = transport.send(
      { method: 'GET', url: target.url, headers: {} },
      { signal: controller.signal, onTcpConnected: () => controller.abort(new Error('enough')) },
    )
    await expect(sent).rejects.toThrow('enough')
    expect(transport.busySockets()).toBe(0)
    await closed(proxy.sockets[0]!)
    expect(handshake).not.toHaveBeenCalled()
  })

  test('by closing the transport ends what the proxy still keeps waiting', async () => {
    const asked = Promise.withResolvers<void>()
    const proxy = await startConnectProxy(() => asked.resolve())
    const { send, transport } = client(through(proxy.port))
    const failing = rejectionOf(send('https://127.0.0.1:9/'))
    await asked.promise
    await transport.close()
    expect(broken(await failing)).toMatch(/UND_ERR_DESTROYED/)
    await closed(proxy.sockets[0]!)
  })
})

describe('a rehearsal never leaves this machine', () => {
  test.each([
    ['through a proxy of this machine', 'https://192.0.2.1/', 'http://127.0.0.1:PORT', '192.0.2.1'],
    ['through a proxy of this machine', 'http://api.test/', 'http://127.0.0.1:PORT', 'api.test'],
    ['to a proxy elsewhere', 'https://127.0.0.1:9/', 'http://192.0.2.1:9', '192.0.2.1'],
    ['to a proxy elsewhere', 'http://127.0.0.1:9/', 'https://proxy.test', 'proxy.test'],
  ])('%s, to %s', async (_how, url, proxyUrl, host) => {
    const proxy = await startConnectProxy()
    const { send } = client({ proxy: proxyUrl.replace('PORT', String(proxy.port)), loopbackOnly: true })
    const error = (await rejectionOf(send(url))) as Error
    expect(broken(error)).toBe('connect/other/UNKNOWN, cause: Error')
    expect((error.cause as Error).message).toBe(`refused to leave this machine: ${host} is not a loopback address`)
    expect(proxy.sockets).toEqual([])
  })
})
