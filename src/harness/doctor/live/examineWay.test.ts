import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { startConnectProxy, type ProxyVerdict } from '../../../../test/support/connectProxy.ts'
import {
  atHttps,
  authorityPem,
  certificate,
  examined,
  key,
  leaf,
  listed,
  provider,
  states,
} from '../../../../test/support/doctorStage.ts'
import { startServer, startTlsServer } from '../../../../test/support/loopbackServers.ts'
import { TransportError } from '../../../runtime/index.ts'
import type { Finding } from '../finding.ts'
import { wayFinding } from './wayFinding.ts'

describe('who cannot be reached, or cannot prove who they are, gets no key', () => {
  test.each<[string, keyof typeof leaf, string, RegExp]>([
    [
      'TLS that is intercepted: an issuer that nobody knows',
      'good',
      '',
      /issued by somebody whom this machine does not know/,
    ],
    [
      'the same, with the chain sent along',
      'untrustedRootChain',
      authorityPem,
      /issued by somebody whom this machine does not know/,
    ],
    [
      'a certificate that is signed by itself',
      'selfSigned',
      authorityPem,
      /issued by somebody whom this machine does not know/,
    ],
    [
      'a certificate that has expired',
      'expired',
      authorityPem,
      /not valid today \(CERT_HAS_EXPIRED; this clock says 20/,
    ],
    ['the certificate of somebody else', 'wrongHost', authorityPem, /who answers for .* is somebody else/],
  ])('%s', async (_name, pair, authority, text) => {
    const { findings, requests } = await atHttps(provider(200, listed), certificate(leaf[pair]), authority)
    expect(states(findings)).toEqual([
      ['tls', 'broken'],
      ['key', 'note'],
    ])
    expect(findings[0]!.text).toMatch(text)
    expect(findings[0]!.fix).not.toBeNull()
    expect(requests).toEqual([])
  })

  test('a server that speaks no TLS', async () => {
    const { port } = await startServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const [finding] = await examined(`https://127.0.0.1:${port}/v1`)
    expect(finding).toMatchObject({ check: 'tls', state: 'broken' })
    expect(finding!.text).toContain('speaks no TLS')
  })

  test('a port that refuses', async () => {
    const { server, port } = await startServer(() => {})
    await new Promise((resolve) => server.close(resolve))
    const [finding] = await examined(`https://127.0.0.1:${port}/v1`)
    expect(finding!.text).toMatch(/does not accept the connection \(ECONNREFUSED\)/)
  })

  test('a name that does not exist', async () => {
    withProxy('')
    const [finding, keyed] = await examined('https://api.invalid/v1')
    expect(finding).toMatchObject({
      check: 'dns',
      state: 'broken',
      text: 'live: the name api.invalid is not found (DNS: ENOTFOUND)',
    })
    expect(keyed).toMatchObject({ check: 'key', state: 'note' })
  })
})

function withProxy(url: string): void {
  for (const name of ['https_proxy', 'http_proxy', 'no_proxy']) vi.stubEnv(name, name === 'https_proxy' ? url : '')
  onTestFinished(() => void vi.unstubAllEnvs())
}

describe('a proxy on the way is told apart from who is behind it', () => {
  async function through(verdict?: ProxyVerdict): Promise<readonly Finding[]> {
    const { port } = await startTlsServer(certificate(leaf.wrongHost), provider(200, listed))
    const proxy = await startConnectProxy(verdict)
    const url = `http://me:secret@127.0.0.1:${proxy.port}`
    withProxy(url)
    const findings = await examined(`https://other.test:${port}/v1`, { env: { MY_KEY: key, https_proxy: url } })
    expect(JSON.stringify(findings)).not.toContain('secret')
    expect(proxy.heads.join()).not.toContain(key)
    return findings
  }

  test('that lets it through', async () => {
    const findings = await through()
    expect(states(findings)).toEqual([
      ['way', 'ok'],
      ['key', 'ok'],
    ])
    expect(findings[0]!.text).toMatch(/through the proxy http:\/\/127\.0\.0\.1:\d+ in/)
  })

  test.each([
    ['that wants a password', 407, /does not let it through: .*407.*user and password/],
    ['that forbids it', 403, /does not let it through: .*403/],
  ])('%s', async (_what, status, text) => {
    const [finding] = await through((socket) => socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`))
    expect(finding).toMatchObject({ check: 'proxy', state: 'broken' })
    expect(finding!.text).toMatch(text)
  })

  test('that is not there', async () => {
    withProxy('http://127.0.0.1:9')
    const env = { MY_KEY: key, https_proxy: 'http://127.0.0.1:9' }
    const [finding] = await examined('https://other.test/v1', { env })
    expect(finding).toMatchObject({ check: 'proxy', state: 'broken' })
    expect(finding!.text).toMatch(/the proxy http:\/\/127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)/)
  })
})

test('whatever else goes wrong on the way has its words', () => {
  const error = new TransportError('headers', 'timeout', 'UND_ERR_HEADERS_TIMEOUT', new Error('x'))
  expect(wayFinding(error, { host: 'a.test', proxy: undefined, today: '2026-11-27' })).toMatchObject({
    check: 'headers',
    state: 'broken',
    text: 'live: a.test gave no answer: UND_ERR_HEADERS_TIMEOUT',
  })
})
