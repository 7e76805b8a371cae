import { describe, expect, test, vi } from 'vitest'
import { hostileServer } from '../../../../test/support/hostile.ts'
import { bent, onWire, raw, send } from '../../../../test/support/recorderClient.ts'
import { recordedBody, startRecorder } from '../../../../test/support/recorderStage.ts'
import { startWire } from '../../../../test/support/wire.ts'
import { catalogue, first } from '../../../faults/index.ts'

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
