import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { emptyFolder } from '../../../test/support/commandLine.ts'
import { startConnectProxy } from '../../../test/support/connectProxy.ts'
import { livePlan } from '../../../test/support/livePlan.ts'
import { answer, startTlsServer } from '../../../test/support/loopbackServers.ts'
import { expectNothingOf } from '../../../test/support/secrets.ts'
import { mintCertificates } from '../../upstream/wire/certificates.ts'
import type { Io } from '../io.ts'
import type { Flags } from '../options.ts'
import { openUpstream, upstreamFor } from './live.ts'

const key = 'sk-4f9aQ2xL8mN7bV5cW3eR'
const { authorityPem, leaf } = mintCertificates(Date.now())
const leave: Flags = { live: true, 'max-cost': '1', yes: true }

function ioIn(cwd: string, changes: Partial<Io> = {}): Io & { readonly told: () => string } {
  let told = ''
  const sink = { write: (text: string) => void (told += text), isTTY: false, columns: undefined }
  const env = { HOLYSHEEP_API_KEY: key, OTHER_KEY: key }
  return { out: sink, err: sink, cwd, env, onStop: () => () => {}, ...changes, told: () => told }
}

/** A provider at other.test: https with an authority of its own, to be reached through a proxy alone, as it has no address. */
async function startProvider() {
  const requests: string[] = []
  const server = await startTlsServer(
    { key: leaf.wrongHost.keyPem, cert: leaf.wrongHost.certificatePem },
    (socket, text) => {
      requests.push(text)
      answer(socket)
    },
  )
  const proxy = await startConnectProxy()
  vi.stubEnv('https_proxy', `http://127.0.0.1:${proxy.port}`)
  vi.stubEnv('no_proxy', '')
  onTestFinished(() => void vi.unstubAllEnvs())
  const baseURL = `https://other.test:${server.port}/v1`
  return { baseURL, requests, proxy, settings: { baseURL, apiKeyEnv: 'OTHER_KEY' } }
}

async function open(baseURL: string, flags: Flags, settings: object, io: Io) {
  const opened = await openUpstream(livePlan({ baseURL }), flags, settings, 'bench.config.ts', io)
  onTestFinished(() => opened.transport.close())
  return opened
}

const post = (url: string) =>
  ({ method: 'POST', url, headers: { authorization: `Bearer ${key}` }, body: '{}' }) as const
const signal = new AbortController().signal

describe('who is asked', () => {
  const config = { baseURL: 'https://api.other.test/v1/' }
  test.each([
    ['the mock', {}, {}, 'loopback', null],
    ['the mock, whomever the config names', {}, config, 'loopback', null],
    ['HolySheep', { live: true }, {}, 'live', 'https://api.holysheep.ai/v1'],
    ['whom the config names', { live: true }, config, 'live', 'https://api.other.test/v1'],
    [
      'whom the command line names',
      { live: true, 'base-url': 'https://x.test/v1' },
      config,
      'live',
      'https://x.test/v1',
    ],
    [
      'a server on this machine',
      { 'base-url': 'http://127.0.0.1:8000/v1' },
      config,
      'loopback',
      'http://127.0.0.1:8000/v1',
    ],
  ])('%s', (_who, flags, settings, world, baseURL) => {
    expect(upstreamFor(flags, settings)).toEqual({ world, baseURL })
  })

  test.each([
    'x.test/v1',
    'https://me:secret@x.test/v1',
    'https://x.test/v1?key=secret',
    'https://x.test/v1/chat/completions',
  ])('nobody by the address %s, which is not repeated', (typed) => {
    let problem: unknown
    try {
      upstreamFor({ live: true, 'base-url': typed }, {})
    } catch (error) {
      problem = error
    }
    expect(problem).toMatchObject({ name: 'Problem', kind: 'usage' })
    expect(JSON.stringify(problem)).not.toMatch(/secret|x\.test/)
  })
})

describe('as if it were live', () => {
  test('the request and its key go to the provider, over TLS that is verified', async () => {
    const { baseURL, requests, proxy, settings } = await startProvider()
    const io = ioIn(emptyFolder({ 'ca.pem': authorityPem }))
    const { transport, live } = await open(baseURL, { ...leave, ca: 'ca.pem' }, settings, io)
    const { status, body } = await transport.send(post(`${baseURL}/chat/completions`), { signal })
    for await (const _bytes of body);
    expect([status, requests.length, live!.key.reveal()]).toEqual([200, 1, key])
    expect(requests[0]).toContain(`authorization: Bearer ${key}`)
    expectNothingOf(key, proxy.heads.join('\n'))
    expectNothingOf(key, io.told())
    expect(io.told()).toMatch(/go to other\.test:\d+, and are billed there/)
  })

  test('nothing goes to whoever cannot prove who they are', async () => {
    const { baseURL, requests, settings } = await startProvider()
    const { transport } = await open(baseURL, leave, settings, ioIn(emptyFolder()))
    await expect(transport.send(post(`${baseURL}/chat/completions`), { signal })).rejects.toMatchObject({ kind: 'tls' })
    expect(requests).toEqual([])
  })

  test.each(['https://elsewhere.test/v1/chat/completions', 'http://other.test/v1/chat/completions', 'no url'])(
    'the leave is for one origin, not for %s',
    async (url) => {
      const { baseURL, proxy, settings } = await startProvider()
      const { transport } = await open(baseURL, leave, settings, ioIn(emptyFolder()))
      await expect(transport.send(post(url), { signal })).rejects.toMatchObject({ code: 'NO_LEAVE' })
      expect(proxy.heads).toEqual([])
    },
  )
})

describe('the question', () => {
  const terminal = (typed: string | undefined, questions: string[]) => ({
    isTTY: true,
    line: async (question: string) => (questions.push(question), typed),
    all: async () => key,
  })
  const asked: Flags = { live: true, 'max-cost': '1' }
  const settings = { baseURL: 'https://other.test/v1', apiKeyEnv: 'OTHER_KEY' }

  test.each(['y', 'Y', 'yes', ' YES '])('%j starts', async (typed) => {
    const questions: string[] = []
    const io = ioIn(emptyFolder(), { input: terminal(typed, questions) })
    await open(settings.baseURL, asked, settings, io)
    expect(questions).toEqual(['Start? [y/N] '])
    expect(io.told()).toContain('at most $')
  })

  test.each(['', 'n', 'no', 'yess', undefined])('%j does not', async (typed) => {
    const io = ioIn(emptyFolder(), { input: terminal(typed, []) })
    await expect(open(settings.baseURL, asked, settings, io)).rejects.toMatchObject({ kind: 'refused' })
  })

  test.each<[string, Partial<Io>, Flags]>([
    ['without a terminal', {}, asked],
    ['with the input piped', { input: { ...terminal('y', []), isTTY: false } }, asked],
    ['where the input brings the key', { input: terminal('y', []) }, { ...asked, 'key-stdin': true }],
  ])('is not asked %s', async (_when, changes, flags) => {
    const io = ioIn(emptyFolder(), changes)
    await expect(open(settings.baseURL, flags, settings, io)).rejects.toMatchObject({
      text: { what: expect.stringContaining('nobody can be asked') },
    })
  })
})

describe('the key', () => {
  const settings = { baseURL: 'https://other.test/v1' }

  test('comes from a file, by its path from here', async () => {
    const io = ioIn(emptyFolder({ 'key.txt': `${key}\n` }))
    const { live } = await open(settings.baseURL, { ...leave, 'key-file': 'key.txt' }, settings, io)
    expect(live!.key.reveal()).toBe(key)
  })

  test('comes from the standard input', async () => {
    const input = { isTTY: false, line: async () => undefined, all: async () => `${key}\n` }
    const { live } = await open(
      settings.baseURL,
      { ...leave, 'key-stdin': true },
      settings,
      ioIn(emptyFolder(), { input }),
    )
    expect(live!.key.reveal()).toBe(key)
  })

  test('does not come from nowhere', async () => {
    await expect(
      open(settings.baseURL, { ...leave, 'key-stdin': true }, settings, ioIn(emptyFolder())),
    ).rejects.toMatchObject({
      text: { what: expect.stringContaining('cannot be used') },
    })
  })
})
