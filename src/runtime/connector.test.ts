import { spawn } from 'node:child_process'
import dns from 'node:dns'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { answer, closed, startServer, startTlsServer } from '../../test/support/loopbackServers.ts'
import { broken, measured, readBody, rejectionOf } from '../../test/support/transportErrors.ts'
import { mintCertificates } from '../upstream/wire/certificates.ts'
import { UndiciTransport } from './undiciTransport.ts'

const { authorityPem, leaf } = mintCertificates(Date.now())
const good = { key: leaf.good.keyPem, cert: leaf.good.certificatePem }

afterEach(() => vi.restoreAllMocks())

/** A transport, and a request that takes down which callbacks it met. */
function client() {
  const transport = new UndiciTransport({ loopbackOnly: true, certificateAuthority: authorityPem, trust: 'only' })
  onTestFinished(() => transport.close())
  const controller = new AbortController()
  const met: string[] = []
  const send = (url: string) =>
    transport.send(
      { method: 'GET', url, headers: {} },
      {
        signal: controller.signal,
        onConnecting: () => met.push('connecting'),
        onTcpConnected: () => met.push('tcp'),
        onConnected: () => met.push('connected'),
      },
    )
  return { transport, controller, met, send }
}

describe('TCP and TLS are told apart', () => {
  test('TCP stands while the handshake is still to come', async () => {
    const { port, sockets } = await startServer(() => {})
    const { transport, controller, met, send } = client()
    const sent = send(`https://127.0.0.1:${port}/`)
    expect(met).toEqual(['connecting'])
    await vi.waitFor(() => expect(met).toEqual(['connecting', 'tcp']))
    await vi.waitFor(() => expect(sockets).toHaveLength(1))
    expect(transport.busySockets()).toBe(1)
    controller.abort(new Error('enough'))
    await expect(sent).rejects.toThrow('enough')
    expect(transport.busySockets()).toBe(0)
    await closed(sockets[0]!)
    expect(met).toEqual(['connecting', 'tcp'])
  })

  test.each(['http', 'https'] as const)(
    'over %s, a new connection tells all and a used one tells no more',
    async (scheme) => {
      const { port } = scheme === 'http' ? await startServer(answer) : await startTlsServer(good)
      const { met, send } = client()
      for (const expected of [['connecting', 'tcp', 'connected'], ['connected']]) {
        met.length = 0
        expect(await readBody(await send(`${scheme}://127.0.0.1:${port}/`))).toEqual({ text: 'ok' })
        expect(met).toEqual(expected)
      }
    },
  )

  test.each<[string, (socket: Socket) => unknown, string]>([
    ['reset', (socket) => socket.resetAndDestroy(), 'tls/reset/ECONNRESET'],
    ['closed', (socket) => socket.destroy(), 'tls/reset/ECONNRESET'],
    ['no TLS', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'tls/tls/ERR_SSL_WRONG_VERSION_NUMBER'],
  ])('what breaks within the handshake is in phase tls: %s', async (_how, breaking, expected) => {
    const { port } = await startServer(breaking)
    const { met, send, transport } = client()
    expect(broken(await rejectionOf(send(`https://127.0.0.1:${port}/`)))).toContain(`${expected}, cause: Error`)
    expect(met).toEqual(['connecting', 'tcp'])
    expect(transport.busySockets()).toBe(0)
  })

  test('a certificate for another host is in phase tls, one connection and no request', async () => {
    const { key, cert } = { key: leaf.wrongHost.keyPem, cert: leaf.wrongHost.certificatePem }
    const { port, sockets } = await startTlsServer({ key, cert }, () => expect.unreachable('a request was sent'))
    const { met, send } = client()
    expect(broken(await rejectionOf(send(`https://127.0.0.1:${port}/`)))).toMatch(
      /^tls\/tls\/ERR_TLS_CERT_ALTNAME_INVALID/,
    )
    expect(met).toEqual(['connecting', 'tcp'])
    expect(sockets.length).toBeLessThanOrEqual(1)
  })

  test('refused is in phase connect, without TCP', async () => {
    const { server, port } = await startServer(() => {})
    server.close()
    await once(server, 'close')
    const { met, send } = client()
    expect(broken(await rejectionOf(send(`https://127.0.0.1:${port}/`)))).toBe(measured.refused)
    expect(met).toEqual(['connecting'])
  })
})

describe('TLS as it should be', () => {
  test('offers HTTP/1.1 only, names the host, and takes up the session of the last connection', async () => {
    const seen: unknown[] = []
    const { port, sockets } = await startTlsServer({ ...good, ALPNProtocols: ['h2', 'http/1.1'] }, (socket, text) => {
      const { alpnProtocol, servername } = socket as TLSSocket & { servername: unknown }
      seen.push([alpnProtocol, servername, (socket as TLSSocket).isSessionReused()])
      answer(socket, text, 'connection: close')
    })
    const { send } = client()
    for (let round = 0; round < 2; round += 1) await readBody(await send(`https://localhost:${port}/`))
    expect(seen).toEqual([
      ['http/1.1', 'localhost', false],
      ['http/1.1', 'localhost', true],
    ])
    expect(sockets).toHaveLength(2)
  })

  test('is verified even where the environment says that it need not be', async () => {
    vi.spyOn(process, 'emitWarning').mockReturnValue()
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    const { port } = await startTlsServer({ key: leaf.selfSigned.keyPem, cert: leaf.selfSigned.certificatePem })
    const { send } = client()
    expect(broken(await rejectionOf(send(`https://127.0.0.1:${port}/`)))).toMatch(
      /^tls\/tls\/DEPTH_ZERO_SELF_SIGNED_CERT/,
    )
  })
})

describe('the name', () => {
  type LookUp = (name: string, options: unknown, found: (error: Error | null, found?: unknown) => void) => void
  const lookUp = (answer: LookUp) => vi.spyOn(dns, 'lookup').mockImplementation(answer as unknown as typeof dns.lookup)

  test('that does not exist is in phase dns', async () => {
    lookUp((_name, _options, found) =>
      found(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' })),
    )
    const { met, send } = client()
    const error = await rejectionOf(send('https://localhost:9/'))
    expect(broken(error)).toBe('dns/dns/ENOTFOUND, cause: Error ENOTFOUND getaddrinfo')
    expect(met).toEqual(['connecting'])
  })

  test.each(['http', 'https'])(
    'with an address that refuses and one that answers is reached, over %s',
    async (scheme) => {
      const { port } = scheme === 'http' ? await startServer(answer) : await startTlsServer(good)
      lookUp((_name, _options, found) =>
        found(null, [
          { address: '127.0.0.2', family: 4 },
          { address: '127.0.0.1', family: 4 },
        ]),
      )
      const { met, send } = client()
      expect(await readBody(await send(`${scheme}://localhost:${port}/`))).toEqual({ text: 'ok' })
      expect(met).toEqual(['connecting', 'tcp', 'connected'])
    },
  )

  test('that nobody waits for any more connects nowhere when it is found', async () => {
    const { port, sockets } = await startServer(answer)
    const asked = Promise.withResolvers<() => void>()
    lookUp((_name, _options, found) => asked.resolve(() => found(null, [{ address: '127.0.0.1', family: 4 }])))
    const { transport, controller, met, send } = client()
    const sent = send(`http://localhost:${port}/`)
    const found = await asked.promise
    expect(transport.busySockets()).toBe(1)
    controller.abort(new Error('enough'))
    await expect(sent).rejects.toThrow('enough')
    expect(transport.busySockets()).toBe(0)
    found()
    // A connection of our own, made afterwards, is the only one that arrives.
    const probe = connect(port, '127.0.0.1')
    await once(probe, 'connect')
    await vi.waitFor(() => expect(sockets).toHaveLength(1))
    expect(met).toEqual(['connecting'])
    probe.destroy()
  })
})

/** Listens and never accepts; Linux drops whoever comes once the queue is full, so that TCP is never there. */
const deafServer = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.send(server.address().port, () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
  })
`

test.skipIf(process.platform !== 'linux')(
  'a connection that TCP does not make is given up with its request',
  async () => {
    const child = spawn(process.execPath, ['-e', deafServer], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    const [port] = (await once(child, 'message')) as [number]
    const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    onTestFinished(() => fillers.forEach((filler) => void filler.destroy()))
    await Promise.all(fillers.slice(0, 2).map((filler) => once(filler, 'connect')))
    const connecting = () => process.getActiveResourcesInfo().filter((name) => name === 'ConnectWrap').length
    await new Promise((resolve) => setImmediate(resolve))
    const before = connecting()
    for (const scheme of ['http', 'https']) {
      const { transport, controller, met, send } = client()
      const sent = send(`${scheme}://127.0.0.1:${port}/`)
      await vi.waitFor(() => expect(connecting()).toBe(before + 1))
      expect([transport.busySockets(), met]).toEqual([1, ['connecting']])
      controller.abort(new Error('enough'))
      await expect(sent).rejects.toThrow('enough')
      expect(transport.busySockets()).toBe(0)
      await vi.waitFor(() => expect(connecting()).toBe(before))
    }
  },
)
