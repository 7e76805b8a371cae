import { describe, expect, onTestFinished, test } from 'vitest'
import { livePlan } from '../../../../test/support/livePlan.ts'
import { startWire } from '../../../../test/support/wire.ts'
import { answer, startTlsServer } from '../../../../test/support/loopbackServers.ts'
import { always, catalogue, first, type Script } from '../../../faults/index.ts'
import { mintCertificates } from '../../../upstream/wire/index.ts'
import { createRandom } from '../../../runtime/index.ts'
import { openNetwork } from '../../live/network.ts'
import type { OpenBenchWorld } from '../benchWorld.ts'
import { openOurClient } from '../ourClient.ts'
import { openBentProviderWorld } from './bentProviderWorld.ts'
import { liveLeave } from './liveLeave.ts'

/** The wire's own credential, so that its history can name it. */
const key = 'sk-test'
const { http2ResetStream, limitData, pace, rateLimit, tlsExpired } = catalogue

/** A provider over https, with an authority of its own, for which leave was given as for any other. */
async function before(baseURL: string, pem: string, script: Script, models = ['m']): Promise<OpenBenchWorld> {
  const plan = livePlan({
    baseURL,
    models: models.map((id) => ({ id, price: { input: '1', output: '1' }, pricedOn: '2026-11-20' })),
  })
  const live = await liveLeave({
    flags: { live: true, 'max-cost': '1', yes: true },
    plan,
    today: '2026-11-27',
    pricesFrom: 'a test',
    key: { env: { KEY: key }, settings: { baseURL, apiKeyEnv: 'KEY' } },
    say: () => {},
  })
  const transport = openNetwork(live!.leave, { authority: { pem, file: 'ca.pem' } })
  const world = await openBentProviderWorld(plan, { name: 'storm', script }, { transport, live }, (bug) => {
    throw bug
  })
  onTestFinished(() => world.close())
  return world
}

async function startProvider() {
  const wire = await startWire({ models: { m: [], n: [] }, origins: { gateway: { serves: ['m', 'n'], tls: true } } })
  const asked = () => wire.history.events.filter((event) => event.type === 'exchange-started')
  return { baseURL: `${wire.url()}/v1`, pem: wire.upstream.certificateAuthority!, asked }
}

async function ask(world: OpenBenchWorld, { stream = true, model = 'm' } = {}) {
  const models = world.endpoints.map((each) => ({ id: each.model, price: { input: '1', output: '1' }, pricedOn: null }))
  const client = openOurClient({
    plan: { models, fallback: true, deadlineMs: 5_000 },
    endpoints: world.endpoints,
    clock: world.clock,
    random: createRandom(1),
    transport: world.transport,
  })
  onTestFinished(() => client.close())
  const messages = [{ role: 'user' as const, content: 'hello' }]
  return client.call({ call: 0, model, messages, maxTokens: 50, stream, signal: new AbortController().signal })
}

describe('a scenario before a provider', () => {
  test.each([true, false])('what no rule bends is the provider’s own answer (stream: %s)', async (stream) => {
    const { baseURL, pem, asked } = await startProvider()
    const world = await before(baseURL, pem, { models: { m: [] } })
    expect(await ask(world, { stream })).toMatchObject({ outcome: 'ok-first-try', model: 'm', outputTokens: 8 })
    expect(asked()).toMatchObject([{ credential: 'gateway', model: 'm', stream }])
  })

  test('what stands in place of the answer costs nothing there', async () => {
    const { baseURL, pem, asked } = await startProvider()
    const world = await before(baseURL, pem, {
      models: { x: [first(2, rateLimit({ waitMs: 10, rendering: 'milliseconds' }))] },
    })
    expect(await ask(world)).toMatchObject({ outcome: 'ok-after-retry', attempts: 3 })
    expect(asked()).toHaveLength(1)
    expect(await world.truth()).toMatchObject({ requests: 3, byModel: { m: { statuses: { 429: 2, 200: 1 } } } })
  })

  test('each model has its rules, in the order of both', async () => {
    const { baseURL, pem, asked } = await startProvider()
    const script = { models: { cheap: [always(limitData({ bytes: 300, ending: 'reset' }))], dear: [] } }
    const world = await before(baseURL, pem, script, ['m', 'n'])
    expect(await ask(world, { model: 'm', stream: false })).toMatchObject({ outcome: 'ok-after-fallback', model: 'n' })
    // What was cut on its way was asked for all the same.
    expect(asked().map((event) => event.model)).toContain('m')
  })

  test('handshakes too can be bent, as the proxy has its own', async () => {
    const { baseURL, pem, asked } = await startProvider()
    const world = await before(baseURL, pem, {
      models: { x: [] },
      origins: { near: { serves: ['x'], tls: true, rules: [always(tlsExpired({}))] } },
    })
    expect(await ask(world)).toMatchObject({ outcome: 'failed', errorClass: 'tls_permanent' })
    expect(asked()).toEqual([])
  })

  test('a stream of HTTP/2 is reset as such: what was refused went to nobody', async () => {
    const { baseURL, pem, asked } = await startProvider()
    const world = await before(baseURL, pem, {
      models: { x: [first(1, http2ResetStream({}))] },
      origins: { near: { serves: ['x'], tls: true, http2: true } },
    })
    const { baseURL: near, apiKey } = world.endpoints[0]!
    const request = {
      method: 'POST',
      url: `${near}/chat/completions`,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hello' }] }),
    } as const
    const signal = AbortSignal.timeout(5_000)
    await expect(world.transport.send(request, { signal })).rejects.toMatchObject({ code: 'ERR_HTTP2_STREAM_ERROR' })
    expect(asked()).toEqual([])
    expect(await ask(world)).toMatchObject({ outcome: 'ok-first-try', outputTokens: 8 })
    expect(asked()).toHaveLength(1)
  })

  test('one that says how a mock answers is refused', async () => {
    const { baseURL, pem } = await startProvider()
    const script = { models: { x: [always(pace({ ttftMs: 5, interTokenMs: 5 }))] } }
    await expect(before(baseURL, pem, script)).rejects.toMatchObject({
      kind: 'usage',
      text: { what: expect.stringContaining('a provider has a pace of its own') },
    })
  })
})

test('pieces go through as they come', async () => {
  const { authorityPem, leaf } = mintCertificates(Date.now())
  const seen = Promise.withResolvers<void>()
  const chunk = (content: string, reason: string | null = null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: reason }] })}\n\n`
  const server = await startTlsServer({ key: leaf.good.keyPem, cert: leaf.good.certificatePem }, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n')
    socket.write(chunk('first'))
    // The rest of the answer comes once its beginning was read.
    void seen.promise.then(() => socket.end(`${chunk('last', 'stop')}data: [DONE]\n\n`))
  })
  const world = await before(`https://127.0.0.1:${server.port}/v1`, authorityPem, { models: { m: [] } })
  const { baseURL, apiKey } = world.endpoints[0]!
  const response = await world.transport.send(
    {
      method: 'POST',
      url: `${baseURL}/chat/completions`,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'hello' }] }),
    },
    { signal: AbortSignal.timeout(5_000) },
  )
  let body = ''
  for await (const bytes of response.body) {
    body += Buffer.from(bytes).toString()
    if (body.includes('first')) seen.resolve()
  }
  expect(body).toBe(`${chunk('first')}${chunk('last', 'stop')}data: [DONE]\n\n`)
})

test('nobody else on this machine can spend the key', async () => {
  const { baseURL, pem, asked } = await startProvider()
  const world = await before(baseURL, pem, { models: { m: [] } })
  for (const authorization of ['', `Bearer ${key}`, 'Bearer sk-rehearsal-m-0123456789abcdef'])
    expect(
      await world.transport
        .send(
          {
            method: 'POST',
            url: `${world.endpoints[0]!.baseURL}/chat/completions`,
            headers: { authorization },
            body: '{}',
          },
          { signal: AbortSignal.timeout(5_000) },
        )
        .then(({ status }) => status),
    ).toBe(401)
  expect(asked()).toEqual([])
})

test('the key stays between proxy and provider: the client has another', async () => {
  const { baseURL, pem } = await startProvider()
  const world = await before(baseURL, pem, { models: { m: [] } })
  expect(world.endpoints.some(({ apiKey }) => apiKey.includes(key))).toBe(false)
})

test('a provider whose certificate nobody vouches for is asked nothing', async () => {
  const { leaf } = mintCertificates(Date.now())
  let requests = 0
  const server = await startTlsServer({ key: leaf.good.keyPem, cert: leaf.good.certificatePem }, (socket) => {
    requests += 1
    answer(socket)
  })
  const { authorityPem: other } = mintCertificates(Date.now())
  const world = await before(`https://127.0.0.1:${server.port}/v1`, other, { models: { m: [] } })
  expect(await ask(world)).toMatchObject({ outcome: 'failed' })
  expect(requests).toBe(0)
})
