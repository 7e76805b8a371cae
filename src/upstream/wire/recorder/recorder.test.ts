import { connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { hostileServer } from '../../../../test/support/hostile.ts'
import { ask, bent, onWire, raw, send } from '../../../../test/support/recorderClient.ts'
import { startRecorder } from '../../../../test/support/recorderStage.ts'
import { startWire } from '../../../../test/support/wire.ts'
import { catalogue } from '../../../faults/index.ts'
import { UndiciTransport } from '../../../runtime/index.ts'

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
