import type { Socket } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { startConnectProxy, type ProxyVerdict } from '../../../../test/support/connectProxy.ts'
import { startServer, startTlsServer } from '../../../../test/support/loopbackServers.ts'
import { expectNothingOf } from '../../../../test/support/secrets.ts'
import { RealClock, TransportError } from '../../../runtime/index.ts'
import { mintCertificates } from '../../../upstream/wire/certificates.ts'
import { leaveFor } from '../../live/leave.ts'
import { openNetwork } from '../../live/network.ts'
import { messages } from '../../../messages/index.ts'
import type { Finding } from '../finding.ts'
import { examineLive } from './examineLive.ts'
import { keyAtRest } from './keyAtRest.ts'
import { wayFinding } from './wayFinding.ts'

const key = 'sk-4f9aQ2xL8mN7bV5cW3eR'
const { authorityPem, leaf } = mintCertificates(Date.now())
const certificate = ({ keyPem, certificatePem }: { keyPem: string; certificatePem: string }) => ({
  key: keyPem,
  cert: certificatePem,
})

/** Answers `GET /models`: without a key 401, with it what the test says. */
function provider(status: number, body: object, more: readonly string[] = []) {
  return (socket: Socket, text: string) => {
    const isAsked = /authorization: Bearer/i.test(text)
    const said = JSON.stringify(isAsked ? body : { error: { message: 'No key.' } })
    const head = [
      `HTTP/1.1 ${isAsked ? status : 401} x`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(said)}`,
      ...more,
    ]
    socket.write(`${[...head, '', ''].join('\r\n')}${said}`)
  }
}

const listed = { object: 'list', data: [{ id: 'deepseek-chat', object: 'model' }] }

interface Examined {
  readonly findings: readonly Finding[]
  readonly requests: readonly string[]
}

async function examined(
  url: string,
  { authority = authorityPem, env = { MY_KEY: key } as Record<string, string> } = {},
): Promise<readonly Finding[]> {
  const place = messages.errors.live.places.doctor
  const leave = leaveFor(new URL(url), { live: true, confirmed: undefined, isCapped: true }, {}, place)
  const transport = openNetwork(leave, authority === '' ? {} : { authority: { pem: authority, file: 'ca.pem' } })
  onTestFinished(() => transport.close())
  const findings: Finding[] = []
  const settings = { baseURL: url, apiKeyEnv: 'MY_KEY' }
  const asked = {
    url: new URL(url),
    key: { env, settings },
    models: ['deepseek-chat'],
    transport,
    clock: new RealClock(),
  }
  await examineLive(asked, (finding) => findings.push(finding))
  expectNothingOf(key, JSON.stringify(findings))
  return findings
}

/** A provider over TLS on this machine, and what came to it. */
async function atHttps(
  answer: ReturnType<typeof provider>,
  pair = certificate(leaf.good),
  authority = authorityPem,
): Promise<Examined> {
  const requests: string[] = []
  const { port } = await startTlsServer(pair, (socket, text) => {
    requests.push(text)
    answer(socket, text)
  })
  return { findings: await examined(`https://127.0.0.1:${port}/v1`, { authority }), requests }
}

const states = (findings: readonly Finding[]) => findings.map(({ check, state }) => [check, state])

describe('a key, in four answers', () => {
  test('valid: the way without it, then with it; two requests, and nothing that is billed', async () => {
    const { findings, requests } = await atHttps(provider(200, listed))
    expect(states(findings)).toEqual([
      ['way', 'ok'],
      ['key', 'ok'],
    ])
    expect(findings[0]!.text).toMatch(
      /^live: 127\.0\.0\.1:\d+ answers directly in \d+ ms, and its certificate is valid$/,
    )
    expect(requests.map((text) => [text.split('\r\n')[0], text.includes(key)])).toEqual([
      ['GET /v1/models HTTP/1.1', false],
      ['GET /v1/models HTTP/1.1', true],
    ])
  })

  test.each<[string, number, object, readonly string[], Finding['state'], RegExp, RegExp]>([
    [
      'invalid',
      401,
      { error: { message: 'Incorrect API key provided.' } },
      [],
      'broken',
      /refuses the key/,
      /Copy the key again/,
    ],
    [
      'used up',
      402,
      { error: { message: 'Insufficient Balance' } },
      [],
      'broken',
      /balance or quota is used up/,
      /Top up/,
    ],
    [
      'rate limited',
      429,
      { error: { message: 'Rate limit reached' } },
      ['retry-after: 7'],
      'warning',
      /asks for patience/,
      /Wait/,
    ],
    ['unreachable, as a page answers', 200, { hello: 'sign in' }, [], 'broken', /no list of models/, /base URL/],
  ])('%s', async (_answer, status, body, more, state, text, fix) => {
    const { findings } = await atHttps(provider(status, body, more))
    expect(findings[1]).toMatchObject({ check: 'key', state })
    expect(findings[1]!.text).toMatch(text)
    expect(findings[1]!.fix).toMatch(fix)
  })

  test('a model that is meant and not listed is named', async () => {
    const { findings } = await atHttps(provider(200, { data: [{ id: 'other', object: 'model' }] }))
    expect(findings[2]).toMatchObject({ check: 'models', state: 'warning' })
    expect(findings[2]!.text).toContain('deepseek-chat is not among the 1 models')
  })

  test.each([
    ['none', {}],
    ['a placeholder', { MY_KEY: 'YOUR_API_KEY' }],
  ])('%s is said, and the way is looked at all the same', async (_what, env) => {
    const { port } = await startTlsServer(certificate(leaf.good), provider(200, listed))
    const findings = await examined(`https://127.0.0.1:${port}/v1`, { env })
    expect(states(findings)).toEqual([
      ['way', 'ok'],
      ['key', 'broken'],
    ])
  })

  test('a clock that is far from that of the server is said', async () => {
    const { findings } = await atHttps(provider(200, listed, ['date: Tue, 01 Jan 2030 00:00:00 GMT']))
    expect(findings[1]).toMatchObject({ check: 'clock', state: 'warning' })
    expect(findings[1]!.text).toContain('behind that of the server')
  })
})

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

describe('without --live', () => {
  test.each<[string, Record<string, string>, object, Finding['state'], string]>([
    ['no key is fine', {}, {}, 'note', 'live: HOLYSHEEP_API_KEY is not set (fine; only --live needs it)'],
    [
      'a key is not tried',
      { HOLYSHEEP_API_KEY: key },
      {},
      'note',
      'live: HOLYSHEEP_API_KEY is set (not tried: that takes --live)',
    ],
    [
      'a placeholder is caught',
      { HOLYSHEEP_API_KEY: 'YOUR_API_KEY' },
      {},
      'warning',
      'live: HOLYSHEEP_API_KEY is set, and is no key',
    ],
    [
      'the variable is that of the config',
      { MY_KEY: key },
      { baseURL: 'https://a.test/v1', apiKeyEnv: 'MY_KEY' },
      'note',
      'live: MY_KEY is set',
    ],
  ])('%s', (_what, env, settings, state, text) => {
    const finding = keyAtRest({ env }, settings)
    expect(finding.state).toBe(state)
    expect(finding.text).toContain(text)
    expectNothingOf(key, JSON.stringify(finding))
  })
})
