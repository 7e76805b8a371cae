import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { getResponse } from 'msw'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import { http } from 'msw/http'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, test } from 'vitest'
import { always, catalogue, during, first, probability, type Script } from '../../faults/index.ts'
import { History } from '../../history/index.ts'
import { RealClock, UndiciTransport } from '../../runtime/index.ts'
import { faultHandlers } from './faultHandlers.ts'
import { MswCannotExpress } from './expressible.ts'

const { noHeaders, quotaExhausted, rateLimit, serverError, stall, tlsExpired } = catalogue

const storm: Script = { models: { m: [first(1, rateLimit({ retryAfterSeconds: 2 }))] } }
const url = 'https://api.provider.test/v1/chat/completions'

function chat(init: RequestInit & { stream?: boolean } = {}) {
  const { stream = false, ...rest } = init
  const body = JSON.stringify({ model: 'm', stream, messages: [{ role: 'user', content: 'Hello' }] })
  return { method: 'POST', headers: { 'content-type': 'application/json' }, ...rest, body } as const
}

describe('under setupServer, for whatever uses global fetch', () => {
  let server: ReturnType<typeof setupServer> | undefined
  afterEach(() => server?.close())

  function listen(script: Script): void {
    server = setupServer(...faultHandlers(script, 7))
    server.listen({ onUnhandledFrame: 'error' })
  }

  test('the script is served: a 429 first, then the answer', async () => {
    listen(storm)
    const refused = await fetch(url, chat())
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2'])
    const answered = await fetch(url, chat())
    expect(await answered.json()).toMatchObject({ object: 'chat.completion', model: 'm' })
  })

  test('the models are listed', async () => {
    listen(storm)
    const models = await fetch('https://api.provider.test/v1/models')
    expect(await models.json()).toMatchObject({ object: 'list', data: [{ id: 'm' }] })
  })

  test('a stream comes to its end', async () => {
    listen({ models: { m: [] } })
    const response = await fetch(url, chat({ stream: true }))
    expect(await response.text()).toMatch(/\[DONE\]\n\n$/)
  })

  test.each([
    ['headers that never come', noHeaders({})],
    ['a stream that stalls', stall({ bytes: 100 })],
  ])('%s hold until the caller gives up', async (_what, fault) => {
    listen({ models: { m: [always(fault)] } })
    const asking = fetch(url, chat({ stream: true, signal: AbortSignal.timeout(100) })).then((response) =>
      response.text(),
    )
    await expect(asking).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

test('why cuts are refused: a body that breaks off may look whole, and in no form does it show an RST', async () => {
  const breaksOff = (headers: Record<string, string>) =>
    http.all('*', () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(Buffer.from('data: half')),
        pull: async (controller) => {
          await new Promise(setImmediate)
          controller.error(new Error('cut'))
        },
      })
      return new Response(body, { headers })
    })
  const shown = async (headers: Record<string, string>) => {
    const server = setupServer(breaksOff(headers))
    server.listen({ onUnhandledFrame: 'error' })
    try {
      return await (await fetch(url)).text()
    } catch (error) {
      return ((error as Error).cause as { code: string }).code
    } finally {
      server.close()
    }
  }
  expect(await shown({})).toBe('data: half')
  expect(await shown({ 'transfer-encoding': 'chunked' })).toBe('UND_ERR_SOCKET')
})

describe('under getResponse', () => {
  const ask = (handlers: ReturnType<typeof faultHandlers>, init = chat(), at = url) =>
    getResponse(handlers, new Request(at, init))

  test('the script is served', async () => {
    const handlers = faultHandlers(storm, 7)
    expect((await ask(handlers))?.status).toBe(429)
    expect((await ask(handlers))?.status).toBe(200)
  })

  test('a caller that gives up before the headers gets a network error', async () => {
    const handlers = faultHandlers({ models: { m: [always(noHeaders({}))] } }, 7)
    const response = await ask(handlers, chat({ signal: AbortSignal.timeout(50) }))
    expect(response?.type).toBe('error')
  })

  test('a caller that gives up in the middle of a stream gets its own reason', async () => {
    const handlers = faultHandlers({ models: { m: [always(stall({ bytes: 100 }))] } }, 7)
    const abort = new AbortController()
    const response = await ask(handlers, chat({ stream: true, signal: abort.signal }))
    const reason = new Error('that is enough')
    abort.abort(reason)
    await expect(response!.text()).rejects.toBe(reason)
  })

  test('the same seed gives the same faults in the same order, another seed others', async () => {
    const dice: Script = { models: { m: [probability(0.3, serverError({})), probability(0.5, rateLimit({}))] } }
    const sequence = async (seed: number) => {
      const handlers = faultHandlers(dice, seed)
      const statuses: (number | undefined)[] = []
      for (let request = 0; request < 40; request += 1) statuses.push((await ask(handlers))?.status)
      return statuses
    }
    const once = await sequence(7)
    expect(new Set(once)).toEqual(new Set([200, 429, 500]))
    expect(await sequence(7)).toEqual(once)
    expect(await sequence(8)).not.toEqual(once)
  })

  test('a quota counts over all requests, and who has left holds no place', async () => {
    const { quota } = catalogue
    const handlers = faultHandlers({ models: { m: [always(quota({ rpm: 2, rendering: 'milliseconds' }))] } }, 7)
    const [, second, third] = [await ask(handlers), await ask(handlers), await ask(handlers)]
    expect(second?.headers.get('x-ratelimit-remaining-requests')).toBe('0')
    expect(third?.status).toBe(429)
    // A bucket of two a minute: the next one is 30 s away, less what has gone by.
    expect(Number(third?.headers.get('retry-after-ms'))).toBeLessThanOrEqual(30_000)

    const one = always(quota({ concurrency: 1 }))
    const busy = faultHandlers({ models: { m: [one, always(stall({ bytes: 100 }))] } }, 7)
    const leave = new AbortController()
    expect((await ask(busy, chat({ stream: true, signal: leave.signal })))?.status).toBe(200)
    expect((await ask(busy, chat({ stream: true })))?.status).toBe(429)
    leave.abort()
    expect((await ask(busy, chat({ stream: true })))?.status).toBe(200)
  })

  test('only the base URL that was named is served', async () => {
    const handlers = faultHandlers(storm, 7, { baseURL: 'https://api.provider.test/openai/' })
    expect(await ask(handlers)).toBeUndefined()
    expect((await ask(handlers, chat(), 'https://api.provider.test/openai/chat/completions'))?.status).toBe(429)
  })

  test('the time of the script begins with the first request, and what was seen is taken down', async () => {
    let nowMs = 1_000
    const clock = Object.assign(new RealClock(), { now: () => nowMs })
    const recorder = new History(() => nowMs)
    const early: Script = { models: { m: [during(0, 500, quotaExhausted({}))] } }
    const handlers = faultHandlers(early, 7, { clock, recorder, credentialNames: new Map([['sk-1', 'mine']]) })
    const init = chat({ headers: { authorization: 'Bearer sk-1' } })
    nowMs = 60_000
    expect((await ask(handlers, init))?.status).toBe(429)
    nowMs = 60_500
    expect((await ask(handlers, init))?.status).toBe(200)
    expect(recorder.events[0]).toMatchObject({ type: 'exchange-started', origin: 'gateway', credential: 'mine' })
    expect(recorder.events.filter(({ type }) => type === 'exchange-ended')).toHaveLength(2)
  })
})

test('under defineNetwork it is the undici package that is served', async () => {
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
    handlers: faultHandlers(storm, 7),
    onUnhandledFrame: 'error',
    context: { quiet: true },
  })
  network.enable()
  const transport = new UndiciTransport()
  const { signal } = new AbortController()
  const response = await transport.send({ method: 'POST', url, headers: {}, body: chat().body }, { signal })
  const pieces: Uint8Array[] = []
  for await (const piece of response.body) pieces.push(piece)
  expect(response.status).toBe(429)
  expect(JSON.parse(Buffer.concat(pieces).toString())).toHaveProperty('error')
  await transport.close()
  network.disable()
})

test('a script that needs a socket is refused when the handlers are made', () => {
  const script: Script = { models: { m: [] }, origins: { o: { serves: ['m'], rules: [always(tlsExpired({}))] } } }
  expect(() => faultHandlers(script, 7)).toThrow(MswCannotExpress)
  expect(() => faultHandlers(script, 7)).toThrow(/tlsExpired: .*no TLS handshake; play it on the loopback world/)
})
