import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { always, catalogue, type FaultSpec, type Script } from '../../faults/index.ts'
import { History } from '../../history/index.ts'
import { providerError } from '../../protocol/providerErrors.ts'
import { createRandom, RealClock, UndiciTransport, type TransportResponse } from '../../runtime/index.ts'
import { startMswUpstream, type MswUpstream } from './mswUpstream.ts'

const { invalidApiKey, latency, noHeaders, rateLimit, resetPeer, stall } = catalogue

const bent = (fault: FaultSpec): Script => ({ models: { m: [always(fault)] } })
const healthy: Script = { models: { m: [] } }

/** A script being played, with all that was made for it. */
async function play(script: Script) {
  const clock = new RealClock()
  const history = new History(() => clock.now())
  const runtime = { clock, random: createRandom(7), recorder: history }
  const upstream = await startMswUpstream(script, runtime, new Map([['sk-1', 'gateway']]))
  started.push(upstream)
  const types = () => history.events.map((event) => event.type)
  const endings = () => history.events.flatMap((event) => (event.type === 'exchange-ended' ? [event.how] : []))
  return { upstream, clock, history, types, endings, origin: upstream.origins.get('gateway')! }
}

let started: MswUpstream[] = []
let transport: UndiciTransport
beforeEach(() => {
  transport = new UndiciTransport()
})
afterEach(async () => {
  await transport.close()
  await Promise.all(started.map((upstream) => upstream.close()))
  started = []
})

const neverAborted = new AbortController().signal

const bodyWith = (stream: boolean) =>
  JSON.stringify({ model: 'm', stream, messages: [{ role: 'user', content: 'Hello [[call:3]]' }] })

function ask(origin: string, { stream = false, signal = neverAborted } = {}): Promise<TransportResponse> {
  return transport.send(
    {
      method: 'POST',
      url: `${origin}/v1/chat/completions`,
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk-1' },
      body: bodyWith(stream),
    },
    { signal },
  )
}

async function textOf({ body }: TransportResponse): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate)
}

describe('our own client through MSW', () => {
  test('has the head before any byte of the body', async () => {
    const { origin } = await play(bent(stall({ bytes: 0 })))
    const leaving = new AbortController()
    const { status } = await ask(origin, { signal: leaving.signal })
    leaving.abort(new Error('enough'))
    expect(status).toBe(200)
  })

  test('gets the healthy answer, and the upstream sees who asked', async () => {
    const { origin, upstream, history, types } = await play(healthy)
    const response = await ask(origin)
    expect(response.status).toBe(200)
    expect(JSON.parse(await textOf(response))).toMatchObject({ object: 'chat.completion', model: 'm' })
    expect(types()).toEqual(['exchange-started', 'response-started', 'exchange-ended'])
    expect(upstream.openSockets()).toBe(0)
    // No connection was seen, so none is claimed.
    expect(history.events[0]).toMatchObject({ connection: -1, origin: 'gateway', credential: 'gateway', call: 3 })
  })

  test('gets a stream to its end', async () => {
    const { origin, endings } = await play(healthy)
    const response = await ask(origin, { stream: true })
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    const pieces: Uint8Array[] = []
    for await (const piece of response.body) pieces.push(piece)
    expect(pieces.length).toBeGreaterThan(1)
    expect(Buffer.concat(pieces).toString()).toMatch(/\[DONE\]\n\n$/)
    expect(endings()).toEqual(['complete'])
  })

  test('gets each piece of a stream when it goes out, not when all is there', async () => {
    const { origin, upstream, endings } = await play(bent(stall({ bytes: 400 })))
    const abort = new AbortController()
    const response = await ask(origin, { stream: true, signal: abort.signal })
    const reason = new Error('waited long enough')
    let read = 0
    const reading = (async () => {
      for await (const piece of response.body) if ((read += piece.length) === 400) abort.abort(reason)
    })()
    await expect(reading).rejects.toBe(reason)
    await until(() => upstream.openSockets() === 0)
    expect(endings()).toEqual(['client-left'])
  })

  test('is refused in the words of its provider', async () => {
    const { origin } = await play(bent(invalidApiKey({ provider: 'kimi' })))
    const { status, body } = providerError('kimi', 'invalidApiKey')
    const response = await ask(origin)
    expect(response.status).toBe(status)
    expect(JSON.parse(await textOf(response))).toEqual(body)
  })

  test('is asked for patience', async () => {
    const { origin, history } = await play(bent(rateLimit({ retryAfterSeconds: 2 })))
    const response = await ask(origin)
    expect(response.status).toBe(429)
    expect(response.headers['retry-after']).toBe('2')
    await textOf(response)
    expect(history.events[1]).toMatchObject({ asked: { 'retry-after': '2' }, truth: { waitMs: 2_000 } })
  })

  test('waits for headers that never come, until it gives up', async () => {
    const { origin, upstream, types, endings } = await play(bent(noHeaders({})))
    const abort = new AbortController()
    const waiting = ask(origin, { signal: abort.signal })
    await until(() => types().includes('exchange-started'))
    expect(upstream.openSockets()).toBe(1)
    const reason = new Error('headers took too long')
    abort.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await until(() => upstream.openSockets() === 0)
    expect(endings()).toEqual(['client-left'])
  })

  test('may leave a stream in the middle', async () => {
    const { origin, upstream, clock, endings } = await play(healthy)
    for await (const piece of (await ask(origin, { stream: true })).body) if (piece.length > 0) break
    await until(() => upstream.openSockets() === 0)
    expect(endings()).toEqual(['client-left'])
    expect(clock.pending()).toBe(0)
  })

  test('gives up on a slow answer without leaving the timer behind', async () => {
    const { origin, types, clock } = await play(bent(latency({ delayMs: 3_600_000 })))
    const abort = new AbortController()
    const waiting = ask(origin, { signal: abort.signal })
    await until(() => types().includes('exchange-started'))
    abort.abort(new Error('too slow'))
    await expect(waiting).rejects.toThrow('too slow')
    await until(() => clock.pending() === 0)
  })

  test('is told at once when the upstream closes under it', async () => {
    const { origin, upstream, types, clock } = await play(bent(latency({ delayMs: 3_600_000 })))
    const waiting = ask(origin)
    await until(() => types().includes('exchange-started'))
    await upstream.close()
    await expect(waiting).rejects.toThrow('in phase headers')
    expect(clock.pending()).toBe(0)
  })
})

describe('the network that the upstreams share', () => {
  test('keeps two that play at once apart, and outlives the first that closes', async () => {
    const [busy, well] = await Promise.all([play(bent(rateLimit({}))), play(healthy)])
    const statuses = await Promise.all(
      [busy, well, busy, well].map(async ({ origin }) => {
        const response = await ask(origin)
        await textOf(response)
        return response.status
      }),
    )
    expect(statuses).toEqual([429, 200, 429, 200])
    expect(busy.endings()).toHaveLength(2)
    expect(well.endings()).toHaveLength(2)
    await busy.upstream.close()
    expect((await textOf(await ask(well.origin))).length).toBeGreaterThan(0)
  })

  test('gives each origin of a script its own host', async () => {
    const { upstream, history } = await play({
      models: { m: [] },
      origins: { 'EU west': { serves: ['m'] }, 'eu-west': { serves: [] } },
    })
    expect(new Set(upstream.origins.values()).size).toBe(2)
    await textOf(await ask(upstream.origins.get('EU west')!))
    expect(history.events[0]).toMatchObject({ origin: 'EU west' })
  })

  test('leaves every other host alone: a real server keeps answering', async () => {
    await play(bent(noHeaders({})))
    const { server, url } = await startRealServer()
    for (const stream of [false, true])
      expect(await textOf(await ask(url, { stream }))).toBe(`POST /v1/chat/completions ${bodyWith(stream)}`)
    server.closeAllConnections()
    server.close()
  })

  test('is not touched for a script that MSW cannot play', async () => {
    await expect(play(bent(resetPeer({})))).rejects.toMatchObject({ name: 'MswCannotExpress', fault: 'resetPeer' })
  })
})

async function startRealServer(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    response.write(`${request.method} ${request.url} `)
    request.pipe(response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
