import { connect, type ClientHttp2Session, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chatBody, startWire, wireTransport } from '../../../../test/support/wire.ts'
import { always, catalogue, type Rule } from '../../../faults/index.ts'

const start = (...rules: Rule[]) =>
  startWire({ models: { m: rules }, origins: { gateway: { serves: ['m'], tls: true, http2: true } } })

function open(url: string, ca: string): ClientHttp2Session {
  const session = connect(url, { ca })
  session.on('error', () => {})
  onTestFinished(() => session.destroy())
  return session
}

/** One request, and all that came of it. */
function ask(
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders = {},
  body = chatBody(),
): Promise<{ headers: IncomingHttpHeaders | undefined; body: string; code: number | undefined }> {
  return new Promise((resolve) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': '/v1/chat/completions',
      authorization: 'Bearer sk-test',
      ...headers,
    })
    let head: IncomingHttpHeaders | undefined
    let text = ''
    stream.setEncoding('utf8')
    stream.on('response', (given) => (head = given))
    stream.on('data', (piece: string) => (text += piece))
    stream.on('error', () => {})
    stream.on('close', () => resolve({ headers: head, body: text, code: stream.rstCode }))
    stream.end(body)
  })
}

describe('an origin that speaks HTTP/2', () => {
  test('answers several requests on one connection, and sends no date and no length', async () => {
    const run = await start()
    const session = open(run.url(), run.upstream.certificateAuthority!)
    const answers = await Promise.all([ask(session), ask(session), ask(session)])
    for (const { headers, body } of answers) {
      expect(headers).toMatchObject({ ':status': 200, 'content-type': 'application/json' })
      expect(headers).not.toHaveProperty('date')
      expect(headers).not.toHaveProperty('content-length')
      expect(JSON.parse(body)).toMatchObject({ object: 'chat.completion' })
    }
    const opened = run.history.events.filter(({ type }) => type === 'connection-opened')
    const started = run.history.events.flatMap((event) => (event.type === 'exchange-started' ? [event.connection] : []))
    expect([opened.length, started]).toEqual([1, [0, 0, 0]])
  })

  test('speaks HTTP/1.1 with who does not ask for HTTP/2', async () => {
    const run = await start()
    const request = { method: 'GET', url: `${run.url()}/v1/models`, headers: {} } as const
    const response = await wireTransport(run).send(request, { signal: new AbortController().signal })
    expect([response.status, response.headers['content-length']]).toEqual([200, expect.any(String)])
    response.body[Symbol.asyncIterator]()
    for await (const _piece of response.body);
  })

  test.each(['evil.test', 'evil.test:443', '127.0.0.1'])('refuses to be addressed as %s', async (authority) => {
    const run = await start()
    const session = open(run.url(), run.upstream.certificateAuthority!)
    expect((await ask(session, { ':authority': authority })).headers).toMatchObject({ ':status': 421 })
    expect(run.history.events.filter(({ type }) => type === 'exchange-started')).toEqual([])
  })

  test('takes no more than 16 MiB', async () => {
    const run = await start()
    const session = open(run.url(), run.upstream.certificateAuthority!)
    const { headers } = await ask(session, {}, 'x'.repeat(16 * 1024 * 1024 + 1))
    expect(headers).toMatchObject({ ':status': 413 })
  })

  test('a client that leaves ends the exchange', async () => {
    const run = await start(always(catalogue.noHeaders({})))
    const session = open(run.url(), run.upstream.certificateAuthority!)
    const stream = session.request({ ':method': 'POST', ':path': '/v1/chat/completions' })
    stream.on('error', () => {})
    stream.end(chatBody())
    await expect.poll(() => run.history.events.at(-1)?.type).toBe('exchange-started')
    stream.close()
    await expect.poll(() => run.history.events.at(-1)).toMatchObject({ type: 'exchange-ended', how: 'client-left' })
  })

  test('a stream that is refused says so, and the connection stays', async () => {
    const run = await start({ when: { first: 1 }, fault: catalogue.http2ResetStream({}) })
    const session = open(run.url(), run.upstream.certificateAuthority!)
    const refusedStream = 7
    expect(await ask(session)).toEqual({ headers: undefined, body: '', code: refusedStream })
    expect((await ask(session)).headers).toMatchObject({ ':status': 200 })
  })

  test('a graceful GOAWAY lets the answer come whole', async () => {
    const run = await start(always(catalogue.http2Goaway({ processed: true })))
    const session = open(run.url(), run.upstream.certificateAuthority!)
    const said: [code: number, lastStream: number][] = []
    session.on('goaway', (code: number, lastStream: number) => said.push([code, lastStream]))
    expect((await ask(session)).headers).toMatchObject({ ':status': 200 })
    expect(said[0]).toEqual([0, 1])
  })
})
