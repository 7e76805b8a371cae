import tls from 'node:tls'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createClient, type ClientOptions } from '../../src/client/index.ts'
import { mintCertificates } from '../../src/upstream/wire/certificates.ts'
import { startConnectProxy } from '../support/connectProxy.ts'
import { closed, startServer, startTlsServer } from '../support/loopbackServers.ts'

const { authorityPem, leaf } = mintCertificates(Date.now())
const certificate = { key: leaf.good.keyPem, cert: leaf.good.certificatePem }
const question = { messages: [{ role: 'user', content: 'hi' }] } as const
const completion = JSON.stringify({
  choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }],
})

const answerWith =
  (...headers: string[]) =>
  (socket: Socket) =>
    socket.write(['HTTP/1.1 200 OK', `content-length: ${completion.length}`, ...headers, '', completion].join('\r\n'))

/** A client as an application makes it: nothing is given that it would open itself. */
function clientOf(scheme: 'http' | 'https', port: number, connection: ClientOptions['connection']) {
  const options = { baseURL: `${scheme}://127.0.0.1:${port}/v1`, apiKey: 'sk-loopback-1', models: ['m'] }
  const client = createClient({ ...options, ...(connection === undefined ? {} : { connection }) })
  onTestFinished(() => client.close())
  return client
}

afterEach(() => vi.unstubAllEnvs())

describe('what createClient is told of connections is what its connections do', () => {
  const direct = { proxy: 'none' } as const

  test('an authority of our own is trusted, and nothing is asked of a server whose certificate is not', async () => {
    const asked: string[] = []
    const { port } = await startTlsServer(certificate, (socket, text) => {
      asked.push(text)
      answerWith()(socket)
    })
    const refused = clientOf('https', port, direct).chat(question)
    await expect(refused).rejects.toMatchObject({ errorClass: 'tls_permanent' })
    expect(asked).toEqual([])
    const { text } = await clientOf('https', port, { ...direct, certificateAuthority: authorityPem }).chat(question)
    expect([text, asked.length]).toEqual(['hello', 1])
  })

  test.each([
    ['added', 1],
    ['only', 0],
  ] as const)('such an authority is %s', async (trust, listsOfNode) => {
    const askNode = vi.spyOn(tls, 'getCACertificates')
    onTestFinished(() => askNode.mockRestore())
    const { port } = await startTlsServer(certificate, answerWith())
    const client = clientOf('https', port, { ...direct, certificateAuthority: authorityPem, trust })
    expect((await client.chat(question)).text).toBe('hello')
    expect(askNode).toHaveBeenCalledTimes(listsOfNode)
  })

  test('the environment’s proxy is used, unless the options say none', async () => {
    const { port } = await startTlsServer(certificate, answerWith())
    const proxy = await startConnectProxy()
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${proxy.port}`)
    vi.stubEnv('NO_PROXY', '')
    vi.stubEnv('no_proxy', '')
    const trusting = { certificateAuthority: authorityPem }
    expect((await clientOf('https', port, { ...direct, ...trusting }).chat(question)).text).toBe('hello')
    expect(proxy.heads).toEqual([])
    expect((await clientOf('https', port, trusting).chat(question)).text).toBe('hello')
    expect(proxy.heads).toEqual([expect.stringMatching(`^CONNECT 127\\.0\\.0\\.1:${port} `)])
  })

  test.each<[string, ClientOptions['connection'], string[]]>([
    ['keepAliveMs, where the server says nothing', { keepAliveMs: 50 }, []],
    ['keepAliveMaxMs, where the server says more', { keepAliveMaxMs: 50 }, ['keep-alive: timeout=600']],
  ])('an idle connection is closed after %s', async (_option, connection, headers) => {
    const server = await startServer(answerWith(...headers))
    await clientOf('http', server.port, direct).chat(question)
    const client = clientOf('http', server.port, { ...direct, ...connection })
    await client.chat(question)
    const [unset, set] = server.sockets
    await closed(set!)
    // It has been idle for longer, and is kept.
    expect(unset!.destroyed).toBe(false)
    expect((await client.chat(question)).text).toBe('hello')
    expect(server.sockets).toHaveLength(3)
  })
})
