import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { CannedTransport, completion, hello, onTransport, onVirtualNetwork } from '../../test/support/clientStage.ts'
import { always, catalogue, first, type Rule } from '../faults/index.ts'
import { ChatError } from './chatError.ts'
import { createClient } from './createClient.ts'
import { ClientOptionsError } from './optionsError.ts'
import { deadline, rateLimiter, retry } from './policySpecs.ts'

const { rateLimit, noHeaders, serverError, stall, status } = catalogue

/** One model that lives by these rules, and one beside it that is well. */
const withSpare = (...rules: Rule[]) => ({ models: { main: rules, spare: [] } })
const alone = (...rules: Rule[]) => ({ models: { main: rules } })

async function errorOf(reply: Promise<unknown>): Promise<ChatError> {
  const error: unknown = await reply.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ChatError)
  return error as ChatError
}

describe('a call that is answered', () => {
  test('brings the text, who gave it, what it cost and how long it took', async () => {
    const reply = await onVirtualNetwork(alone(always(catalogue.latency({ delayMs: 30 }))), ({ client }) =>
      client.chat(hello),
    )
    const usage = { prompt_tokens: 12, completion_tokens: 8, total_tokens: 20 }
    expect(reply).toEqual({
      text: '[main call 7 try 1] Patience is a resource: spend it well. Kiên nhẫn 🐢',
      endpoint: 'main',
      model: 'main',
      requestId: null,
      finishReason: 'stop',
      reasoning: '',
      toolCalls: [],
      usage,
      // Nobody said what the endpoint costs: unknown, not zero.
      cost: { usd: null, atMostUsd: null },
      attempts: [{ endpoint: 'main', kind: 'first', startedAtMs: 0, endedAtMs: 30, failure: null, usage }],
      timings: { waitedMs: 0, connectMs: 0, firstContentMs: 30, totalMs: 30 },
    })
  })

  test('tells of every attempt that it took', async () => {
    const rules = withSpare(first(1, serverError({})), always(rateLimit({ retryAfterSeconds: 9 })))
    await onVirtualNetwork(rules, async ({ client, events, clock }) => {
      const { attempts, endpoint } = await client.chat(hello)
      expect(endpoint).toBe('spare')
      expect(attempts.map(({ endpoint: id, kind, failure }) => [id, kind, failure?.errorClass ?? 'ok'])).toEqual([
        ['main', 'first', 'server_error'],
        ['main', 'retry', 'rate_limited'],
        ['spare', 'fallback', 'ok'],
      ])
      expect(events.map(({ type }) => type)).toEqual([
        'operation-started',
        'attempt-started',
        'attempt-ended',
        'wait-started',
        'attempt-started',
        'attempt-ended',
        'attempt-started',
        'attempt-ended',
        'operation-ended',
      ])
      expect(clock.now()).toBeLessThan(500)
    })
  })

  test('is sent with one idempotency key, whatever it takes, and another call with another', async () => {
    await onVirtualNetwork(withSpare(first(2, serverError({}))), async ({ client, history }) => {
      await client.chat(hello)
      await client.chat(hello)
      await client.chat(hello, { idempotencyKey: 'order-7' })
      const keys = history.events.flatMap((event) => (event.type === 'exchange-started' ? [event.idempotencyKey] : []))
      expect(keys).toHaveLength(5)
      expect(new Set(keys.slice(0, 3)).size).toBe(1)
      expect(new Set(keys).size).toBe(3)
      expect(keys[4]).toBe('order-7')
    })
  })

  test('asks what the application asked, with the model of the endpoint', async () => {
    const transport = new CannedTransport({ body: completion('hi') })
    await onTransport(transport, ({ client }) => client.chat({ ...hello, temperature: 0.2, seed: 7 }))
    const [request] = transport.requests
    expect(request).toMatchObject({ method: 'POST', url: 'https://m.test/v1/chat/completions' })
    expect(JSON.parse(request!.body!)).toEqual({ ...hello, model: 'm', temperature: 0.2, seed: 7 })
    expect(request!.headers).toMatchObject({ authorization: 'Bearer sk-test', 'content-type': 'application/json' })
  })
})

describe('a 200 that is no answer', () => {
  test.each([
    ['a page of HTML', '<!doctype html>', 'protocol', 'bad_json'],
    ['nothing', '', 'protocol', 'bad_json'],
    ['JSON cut short', '{"choices":[{"mess', 'protocol', 'bad_json'],
    ['null', 'null', 'protocol', 'empty'],
    ['a list', '[]', 'protocol', 'empty'],
    ['no choices', '{"choices":[]}', 'protocol', 'empty'],
    ['choices that are none', '{"choices":"x"}', 'protocol', 'empty'],
    ['a choice that is null', '{"choices":[null]}', 'protocol', 'empty'],
    ['a choice without a message', '{"choices":[{"finish_reason":"stop"}]}', 'protocol', 'empty'],
    ['an empty message', completion(''), 'protocol', 'empty'],
    ['a message that is an object', '{"choices":[{"message":{"content":{}}}]}', 'protocol', 'empty'],
    ['an error', '{"error":{"message":"busy","code":"rate_limit_exceeded"}}', 'rate_limited', 'http_200'],
    ['MiniMax’s error', '{"base_resp":{"status_code":1008,"status_msg":"no"}}', 'quota_exhausted', 'http_200'],
  ])('%s', async (_story, body, errorClass, reason) => {
    await onTransport(
      new CannedTransport({ body }),
      async ({ client }) =>
        expect(await errorOf(client.chat(hello))).toMatchObject({ errorClass, reason, status: 200 }),
      { policies: [retry({ maxAttemptsPerCall: 1 })] },
    )
  })

  test('but one that only calls a tool is', async () => {
    const body = '{"choices":[{"message":{"content":null,"tool_calls":[{}]},"finish_reason":"tool_calls"}]}'
    const reply = await onTransport(new CannedTransport({ body }), ({ client }) => client.chat(hello))
    expect(reply).toMatchObject({ text: '', finishReason: 'tool_calls', usage: null })
  })

  test('a body without end is not read to its end', async () => {
    const megabyte = new Uint8Array(1024 * 1024)
    const transport = new CannedTransport({ body: Array.from({ length: 64 }, () => megabyte) })
    const error = await onTransport(transport, ({ client }) => errorOf(client.chat(hello)), {
      policies: [retry({ maxAttemptsPerCall: 1 })],
    })
    expect(error).toMatchObject({ errorClass: 'protocol', reason: 'too_large' })
  })
})

describe('a call that is not', () => {
  test('waits as long as it was asked to, then says what happened', async () => {
    const rules = alone(always(rateLimit({ retryAfterSeconds: 3 })))
    await onVirtualNetwork(
      rules,
      async ({ client, clock }) => {
        const error = await errorOf(client.chat(hello))
        expect(error.attempts.map(({ startedAtMs }) => startedAtMs)).toEqual([0, 3_000, 6_000])
        expect(error).toMatchObject({ errorClass: 'rate_limited', status: 429 })
        expect(error.message).toMatch(/^rate_limited \(http_429\): .* \[3 attempts: main: 429, main: 429, main: 429\]$/)
        // There is no wait after the last attempt, but the caller learns until when it would have been.
        expect(clock.now()).toBe(6_000)
        expect(error.retryAtMs).toBe(clock.epochMs() + 3_000)
      },
      // Asked waits are spread by as much: without, the instants are exact.
      { policies: [retry({ initialDelayMs: 0 })] },
    )
  })

  test('is over at its deadline, wherever it stands', async () => {
    await onVirtualNetwork(
      withSpare(always(noHeaders({}))),
      async ({ client, clock, transport }) => {
        const error = await errorOf(client.chat(hello, { deadlineMs: 700 }))
        expect(error).toMatchObject({ errorClass: 'timeout', reason: 'deadline' })
        expect([clock.now(), clock.pending(), transport.busySockets()]).toEqual([700, 0, 0])
      },
      { policies: [deadline(90_000)] },
    )
  })

  test.each(['auth', 'permission'] as const)('with a dead key is told so, and the next call too: %s', async (dead) => {
    const rules = alone(first(1, status({ status: dead === 'auth' ? 401 : 403 })))
    await onVirtualNetwork(rules, async ({ client, history }) => {
      expect((await errorOf(client.chat(hello))).errorClass).toBe(dead)
      const second = await errorOf(client.chat(hello))
      expect(second).toMatchObject({ errorClass: dead, reason: 'cooling_down', attempts: [] })
      expect(history.events.filter(({ type }) => type === 'exchange-started')).toHaveLength(1)
    })
  })

  test('aborted before it began sends nothing', async () => {
    await onVirtualNetwork(alone(), async ({ client, history }) => {
      const error = await errorOf(client.chat(hello, { signal: AbortSignal.abort(new Error('changed my mind')) }))
      expect(error).toMatchObject({ errorClass: 'aborted', reason: 'caller' })
      expect(error.message).toContain('changed my mind')
      expect(history.events).toEqual([])
    })
  })

  test.each([
    ['in a wait', rateLimit({ retryAfterSeconds: 30 })],
    ['before the headers', noHeaders({})],
    ['inside a body', stall({ bytes: 10 })],
  ])('aborted %s ends at once and leaves nothing behind', async (_where, fault) => {
    await onVirtualNetwork(alone(always(fault)), async ({ client, clock, transport }) => {
      const controller = new AbortController()
      clock.timer(123, () => controller.abort())
      const error = await errorOf(client.chat(hello, { signal: controller.signal }))
      expect(error.errorClass).toBe('aborted')
      expect(clock.now()).toBe(123)
      expect([clock.pending(), transport.busySockets()]).toEqual([0, 0])
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
    })
  })
})

describe('calls that share a client', () => {
  test('share its requests per minute, in the order in which they came', async () => {
    await onVirtualNetwork(
      alone(),
      async ({ client, clock }) => {
        const ends: [number, number][] = []
        const calls = [0, 1, 2, 3, 4].map((call) =>
          client.chat(hello, { deadlineMs: 300_000 }).then(() => ends.push([call, clock.now()])),
        )
        await Promise.all(calls)
        expect(ends).toEqual([
          [0, 0],
          [1, 0],
          [2, 60_000],
          [3, 60_000],
          [4, 120_000],
        ])
      },
      { policies: [rateLimiter({ rpm: 2 })] },
    )
  })

  test('one that gives up leaves its place to the others', async () => {
    await onVirtualNetwork(
      alone(),
      async ({ client, clock }) => {
        await client.chat(hello)
        const controller = new AbortController()
        const impatient = errorOf(client.chat(hello, { signal: controller.signal, deadlineMs: 300_000 }))
        controller.abort()
        await impatient
        await client.chat(hello, { deadlineMs: 300_000 })
        expect(clock.now()).toBe(60_000)
      },
      { policies: [rateLimiter({ rpm: 1 })] },
    )
  })
})

describe('a key', () => {
  const key = 'sk-proj/0123456789-secret'
  const endpoints = [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: key }]
  const echo = (message: string) => ({ status: 401, body: `{"error":{"message":${message},"code":"invalid_api_key"}}` })

  test.each([
    ['as it is', JSON.stringify(`Incorrect API key provided: ${key}`)],
    ['with escaped slashes, as PHP writes JSON', JSON.stringify(`Incorrect: ${key}`).replaceAll('/', '\\/')],
    ['at the place where its message is cut', JSON.stringify(`${'x'.repeat(290)}${key}`).replaceAll('/', '\\/')],
    ['escaped letter by letter', JSON.stringify(`Incorrect: ${key}`).replaceAll('s', '\\u0073')],
  ])('that the provider echoes (%s) is in no error and in no event', async (_how, message) => {
    await onTransport(
      new CannedTransport(echo(message)),
      async ({ client, events }) => {
        const error = await errorOf(client.chat(hello))
        const again = await errorOf(client.chat(hello))
        expect(error.message).toContain('[redacted')
        for (const seen of [error, again, events]) {
          expect(inspect(seen, { depth: Infinity }) + JSON.stringify(seen)).not.toContain(key.slice(0, 9))
        }
      },
      { endpoints },
    )
  })
})

test('a provider’s speech is cut to what a log line bears', async () => {
  const body = JSON.stringify({ error: { message: 'x'.repeat(100_000) } })
  const error = await onTransport(new CannedTransport({ status: 400, body }), ({ client }) =>
    errorOf(client.chat(hello)),
  )
  expect(error.attempts[0]!.failure!.message).toBe('x'.repeat(300))
})

describe('options that cannot work are refused', () => {
  test.each([
    ['nothing to call', { baseURL: 'https://m.test', apiKey: 'k', models: [] }],
    ['no models at all', { baseURL: 'https://m.test', apiKey: 'k' } as never],
    ['the same model twice', { baseURL: 'https://m.test', apiKey: 'k', models: ['m', 'm'] }],
  ])('%s', (_story, options) => {
    expect(() => createClient(options)).toThrow(ClientOptionsError)
  })
})
