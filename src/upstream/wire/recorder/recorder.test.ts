import { connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { hostileServer, type Attack } from '../../../../test/support/hostile.ts'
import { recordedBody, startRecorder } from '../../../../test/support/recorderStage.ts'
import { startWire } from '../../../../test/support/wire.ts'
import { always, catalogue, first, type Script } from '../../../faults/index.ts'
import { TransportError, UndiciTransport } from '../../../runtime/index.ts'

const ask = (stream = false) =>
  JSON.stringify({ model: 'm', stream, max_tokens: 9, messages: [{ role: 'user', content: 'hi [[call:3]]' }] })

type Got = { status: number; headers: Record<string, unknown>; body: string; broke?: string }

/** One request to a base URL, and all that came of it. */
async function send(
  baseURL: string,
  {
    path = '/chat/completions',
    stream = false,
    ...more
  }: {
    path?: string
    stream?: boolean
    method?: 'GET' | 'POST'
    headers?: Record<string, string>
    signal?: AbortSignal
  } = {},
): Promise<Got> {
  const transport = new UndiciTransport({ loopbackOnly: true })
  onTestFinished(() => transport.close())
  const got: Got = { status: 0, headers: {}, body: '' }
  const { method = 'POST', headers = {}, signal = new AbortController().signal } = more
  try {
    const request = { method, url: baseURL + path, headers: { authorization: 'Bearer sk-test', ...headers } }
    const response = await transport.send(method === 'GET' ? request : { ...request, body: ask(stream) }, { signal })
    Object.assign(got, { status: response.status, headers: response.headers })
    for await (const bytes of response.body) got.body += Buffer.from(bytes).toString()
    return got
  } catch (error) {
    return { ...got, broke: error instanceof TransportError ? `${error.phase} ${error.kind}` : String(error) }
  }
}

async function onWire(script: Script) {
  const wire = await startWire(script)
  return { wire, ...(await startRecorder(`${wire.url()}/v1`)) }
}
const bent = (fault: ReturnType<typeof catalogue.status>): Script => ({ models: { m: [always(fault)] } })
const raw =
  (...lines: string[]): Attack =>
  (socket) =>
    void socket.end(lines.join('\r\n'))

describe('what a client gets through a recorder', () => {
  test.each([
    ['a good answer', { models: { m: [] } }],
    ['a limit', bent(catalogue.rateLimit({ retryAfterSeconds: 3 }))],
    ['an error of the server', bent(catalogue.serverError({}))],
    ['a page', bent(catalogue.invalidJson({ form: 'html' }))],
    ['nothing in a 200', bent(catalogue.invalidJson({ form: 'empty' }))],
    ['a FIN in the body', bent(catalogue.limitData({ bytes: 100 }))],
    ['an RST in the body', bent(catalogue.resetPeer({ afterBytes: 100 }))],
    ['an RST before the head', bent(catalogue.resetPeer({}))],
  ] as const)('%s is what it gets without, streamed or not', async (_what, script) => {
    for (const stream of [false, true]) {
      // Each asks a fresh upstream: answers tell how often they were asked.
      const without = await send(`${(await startWire(script)).url()}/v1`, { stream })
      expect(await send((await onWire(script)).baseURL, { stream })).toEqual(without)
    }
  })

  test('the list of models', async () => {
    const { baseURL, exchanges } = await onWire({ models: { m: [] } })
    expect(JSON.parse((await send(baseURL, { path: '/models', method: 'GET' })).body)).toMatchObject({
      data: [{ id: 'm' }],
    })
    expect(exchanges[0]?.request).toMatchObject({ method: 'GET', path: '/models', model: '' })
  })

  test('pieces come one by one, while the answer is under way', async () => {
    const { baseURL } = await onWire(bent(catalogue.stall({ bytes: 900 })))
    const leaving = new AbortController()
    const answer = send(baseURL, { stream: true, signal: leaving.signal })
    const transport = new UndiciTransport({ loopbackOnly: true })
    onTestFinished(() => transport.close())
    const { body } = await transport.send(
      { method: 'POST', url: `${baseURL}/chat/completions`, headers: {}, body: ask(true) },
      { signal: leaving.signal },
    )
    let bytes = 0
    for await (const piece of body) if ((bytes += piece.length) === 900) break
    leaving.abort(new Error('enough'))
    expect((await answer).broke).toContain('enough')
  })
})

describe('what is taken down', () => {
  test.each([
    ['complete', { models: { m: [] } }],
    ['fin', bent(catalogue.limitData({ bytes: 400 }))],
    ['reset', bent(catalogue.resetPeer({ afterBytes: 400 }))],
  ] as const)('what came, byte for byte, and that it ended with %s', async (how, script) => {
    const { baseURL, exchanges } = await onWire(script)
    const { body } = await send(baseURL, { stream: true })
    await vi.waitFor(() => expect(exchanges).toHaveLength(1))
    const [exchange] = exchanges
    expect(recordedBody(exchange!)).toBe(body)
    expect(exchange).toMatchObject({
      exchange: 1,
      request: { method: 'POST', path: '/chat/completions', model: 'm', stream: true, maxTokens: 9 },
      response: { status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' } },
      ended: { how },
    })
    const instants = [exchange!.response!.atMs, ...exchange!.chunks.map(({ atMs }) => atMs), exchange!.ended.atMs]
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
    expect(exchange!.firstTokenMs).toBeGreaterThanOrEqual(0)
  })

  test('a connection that broke before a head', async () => {
    const { baseURL, exchanges } = await onWire(bent(catalogue.resetPeer({})))
    await send(baseURL)
    await vi.waitFor(() => expect(exchanges).toHaveLength(1))
    expect(exchanges[0]).toMatchObject({ response: null, chunks: [], ended: { how: 'reset', code: 'ECONNRESET' } })
  })

  test.each([
    ['before a head', catalogue.noHeaders({}), null],
    ['in a stream', catalogue.stall({ bytes: 700 }), { status: 200 }],
  ])('a client that leaves %s; the upstream hears of it', async (_when, fault, response) => {
    const { wire, baseURL, exchanges } = await onWire(bent(fault))
    const leaving = new AbortController()
    const answer = send(baseURL, { stream: true, signal: leaving.signal })
    await vi.waitFor(() => expect(wire.history.events.some(({ type }) => type === 'exchange-started')).toBe(true))
    leaving.abort(new Error('enough'))
    await answer
    await vi.waitFor(() => expect(exchanges[0]?.ended.how).toBe('client-left'))
    if (response === null) expect(exchanges[0]!.response).toBeNull()
    await vi.waitFor(() =>
      expect(wire.history.events.at(-1)).toMatchObject({ type: 'exchange-ended', how: 'client-left' }),
    )
  })

  test('a redirect, which is not followed', async () => {
    let elsewhere = 0
    const away = await hostileServer(() => (elsewhere += 1))
    const { baseURL: upstream } = await hostileServer(
      raw('HTTP/1.1 307 away', `location: ${away.baseURL}/chat/completions?key=s3cr3t`, 'content-length: 0', '', ''),
    )
    const { baseURL, exchanges } = await startRecorder(upstream)
    expect(await send(baseURL)).toMatchObject({
      status: 307,
      headers: { location: expect.stringContaining(away.baseURL) },
    })
    expect(exchanges[0]!.response).toMatchObject({
      status: 307,
      headers: { location: `${away.baseURL}/chat/completions` },
    })
    expect(elsewhere).toBe(0)
  })
})

describe('what goes on to the upstream', () => {
  /** The request as the upstream saw it. */
  async function forwarded(headers: Record<string, string>, path = '/chat/completions'): Promise<string> {
    let request = ''
    const { baseURL: upstream } = await hostileServer((socket, text) => {
      request = text
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    })
    const { baseURL } = await startRecorder(upstream)
    expect((await send(baseURL, { headers, path })).status).toBe(200)
    return request
  }

  test('the key, the body and the query', async () => {
    const request = await forwarded(
      { 'content-type': 'application/json', 'x-own': 'yes' },
      '/chat/completions?api-version=1&a=b?c',
    )
    expect(request).toContain('POST /v1/chat/completions?api-version=1&a=b?c HTTP/1.1\r\n')
    for (const line of ['authorization: Bearer sk-test', 'content-type: application/json', 'x-own: yes'])
      expect(request).toContain(`\r\n${line}\r\n`)
    expect(request.endsWith(`\r\n\r\n${ask()}`)).toBe(true)
  })

  test('a body that can be searched is asked for; what is not the provider’s stays here', async () => {
    const request = await forwarded({
      'accept-encoding': 'gzip, br',
      cookie: 'a=b',
      origin: 'https://x.test',
      'x-hop': '1',
    })
    expect(request).toContain('\r\naccept-encoding: identity\r\n')
    expect(request).not.toMatch(/gzip|cookie|origin|127\.0\.0\.1:0/)
  })

  test.each([
    ['another path', 404, '/embeddings'],
    ['a way out of the base', 404, '/../chat/completions'],
    ['a way around', 404, '/chat/completions/../../admin'],
    ['an encoded one', 404, '/chat%2fcompletions'],
    ['another method', 405, '/models'],
  ])('not %s: %i', async (_what, status, path) => {
    let asked = 0
    const { baseURL: upstream } = await hostileServer(() => (asked += 1))
    const { baseURL, exchanges } = await startRecorder(upstream)
    const { port } = new URL(baseURL)
    const answer = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('data', (bytes) => (text += bytes.toString())).on('close', () => resolve(text))
      socket.write(
        `POST /v1${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
      )
    })
    expect(answer).toContain(`HTTP/1.1 ${status} `)
    expect([asked, exchanges]).toEqual([0, []])
  })
})

describe('who may speak to it', () => {
  test.each([
    'example.test',
    'example.test:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.example.test:PORT',
    '0.0.0.0:PORT',
  ])('nobody who calls it %s', async (host) => {
    const { baseURL, exchanges } = await startRecorder('http://127.0.0.1:9/v1')
    const { port } = new URL(baseURL)
    const answer = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('data', (bytes) => (text += bytes.toString())).on('close', () => resolve(text))
      socket.write(`GET /v1/models HTTP/1.1\r\nhost: ${host.replace('PORT', port)}\r\n\r\n`)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 421 /)
    expect(exchanges).toEqual([])
  })

  test('no page of another origin: what the upstream allows there is not passed on', async () => {
    const { baseURL: upstream } = await hostileServer(
      raw(
        'HTTP/1.1 200 OK',
        'access-control-allow-origin: *',
        'access-control-allow-headers: authorization',
        'set-cookie: a=b',
        'alt-svc: h3=":443"',
        'x-kept: yes',
        'content-length: 2',
        '',
        '{}',
      ),
    )
    const { baseURL } = await startRecorder(upstream)
    const { headers } = await send(baseURL, { headers: { origin: 'https://evil.test' } })
    expect(Object.keys(headers).toSorted()).toEqual(['content-length', 'x-kept'])
  })
})

describe('what is not taken down', () => {
  test('no connection: the client is told, and so is whoever records', async () => {
    const { baseURL, exchanges, missed } = await startRecorder('http://127.0.0.1:9/v1')
    expect(await send(baseURL)).toMatchObject({ status: 502, body: expect.stringContaining('(ECONNREFUSED)') })
    expect([exchanges, missed]).toEqual([[], ['1: unreachable ECONNREFUSED']])
  })

  test('a certificate that nobody vouches for: the request does not go out', async () => {
    const wire = await startWire({ models: { m: [] }, origins: { gateway: { serves: ['m'], tls: true } } })
    const { baseURL, missed } = await startRecorder(`${wire.url()}/v1`)
    expect((await send(baseURL)).status).toBe(502)
    expect(missed).toEqual(['1: unreachable UNABLE_TO_VERIFY_LEAF_SIGNATURE'])
    expect(wire.history.events.filter(({ type }) => type === 'exchange-started')).toEqual([])
  })

  test('a body that was compressed all the same, or is too large; the client gets it', async () => {
    const { baseURL: upstream } = await hostileServer(
      raw('HTTP/1.1 200 OK', 'content-encoding: gzip', 'content-length: 4', '', 'gzip'),
    )
    const compressed = await startRecorder(upstream)
    expect(await send(compressed.baseURL)).toMatchObject({ status: 200, body: 'gzip' })
    expect([compressed.exchanges, compressed.missed]).toEqual([[], ['1: compressed']])
    const { baseURL: plain } = await hostileServer(raw('HTTP/1.1 200 OK', 'content-length: 9', '', '123456789'))
    const large = await startRecorder(plain, { largestBodyBytes: 8 })
    expect(await send(large.baseURL)).toMatchObject({ status: 200, body: '123456789' })
    expect([large.exchanges, large.missed]).toEqual([[], ['1: too-large']])
  })

  test('more than was asked for: then nothing is forwarded any more', async () => {
    const wire = await startWire({ models: { m: [first(1, catalogue.serverError({}))] } })
    const { baseURL, exchanges, recorder } = await startRecorder(`${wire.url()}/v1`, { mostExchanges: 2 })
    const statuses = [await send(baseURL), await send(baseURL), await send(baseURL)].map(({ status }) => status)
    expect(statuses).toEqual([500, 200, 503])
    await recorder.full
    expect(exchanges).toHaveLength(2)
    expect(wire.history.events.filter(({ type }) => type === 'exchange-started')).toHaveLength(2)
  })

  test('what was under way when it was closed', async () => {
    const { wire, baseURL, exchanges, recorder } = await onWire(bent(catalogue.noHeaders({})))
    const answer = send(baseURL)
    await vi.waitFor(() => expect(recorder.underWay).toBe(1))
    await recorder.close()
    expect((await answer).broke).toBeDefined()
    expect([exchanges, recorder.underWay]).toEqual([[], 0])
    await vi.waitFor(() => expect(wire.upstream.openSockets()).toBe(0))
  })
})

test('an upstream that is faster than its client is not read ahead of it', async () => {
  const piece = Buffer.alloc(64 * 1024, 'x')
  let sent = 0
  const { baseURL: upstream } = await hostileServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n')
    const more = () => {
      while (sent < 400 && socket.write(Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')])))
        sent += 1
      if (sent < 400) socket.once('drain', more)
    }
    more()
  })
  const { baseURL } = await startRecorder(upstream, { largestBodyBytes: 1_000 })
  const socket = connect(Number(new URL(baseURL).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write(`GET /v1/models HTTP/1.1\r\nhost: ${new URL(baseURL).host}\r\n\r\n`)
  await new Promise((resolve) => socket.once('readable', resolve))
  // Nobody reads on: what the sockets and queues on the way hold is a few MB of the 25.
  let before = -1
  await vi.waitFor(
    () => {
      const now = sent
      const rests = now === before
      before = now
      expect(rests).toBe(true)
    },
    { interval: 300, timeout: 10_000 },
  )
  expect(sent).toBeLessThan(300)
})
