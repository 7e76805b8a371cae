import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { CannedTransport, type CannedAnswer } from '../../../test/support/clientStage.ts'
import { TransportError, VirtualClock, type Transport } from '../../runtime/index.ts'
import { decisions } from '../decisions.ts'
import { failureOf } from '../failure.ts'
import { Secret } from '../secret.ts'
import { probeChat } from './probeChat.ts'
import { probeModels } from './probeModels.ts'

const key = 'sk-very-secret'
const endpoint = { url: 'https://m.test/v1/chat/completions', model: 'deepseek-chat', secret: new Secret(key) }
const probes = { models: probeModels, chat: probeChat }
const list = (...ids: string[]) => JSON.stringify({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) })
const usage = { prompt_tokens: 8, completion_tokens: 1, total_tokens: 9 }
const one = JSON.stringify({ choices: [{ message: { content: 'p' }, finish_reason: 'length' }], usage })
const megabyte = new Uint8Array(1024 * 1024).fill(32)

/** Probes once; nothing may be left behind. */
async function probe(kind: 'models' | 'chat', transport: Transport, act?: (controller: AbortController) => void) {
  const clock = new VirtualClock()
  const controller = new AbortController()
  const { signal } = controller
  return clock.run(async () => {
    const probing = probes[kind]({ clock, transport, decisions }, endpoint, { timeoutMs: 10_000, signal })
    act?.(controller)
    const result = await probing
    expect(clock.pending()).toBe(0)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    expect(JSON.stringify(result)).not.toContain(key)
    return { ...result, atMs: clock.now() }
  })
}

const canned = (kind: 'models' | 'chat', answer: CannedAnswer) => probe(kind, new CannedTransport(answer))

describe('what is asked', () => {
  test('for the list of models', async () => {
    const transport = new CannedTransport({ body: list('deepseek-chat') })
    expect(await probe('models', transport)).toMatchObject({
      verdict: 'healthy',
      reason: 'ok',
      usage: null,
      sent: true,
    })
    expect(transport.requests).toEqual([
      {
        method: 'GET',
        url: 'https://m.test/v1/models',
        headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
      },
    ])
  })

  test('for one token of the model, and what it cost is told', async () => {
    const transport = new CannedTransport({ body: one })
    expect(await probe('chat', transport)).toMatchObject({ verdict: 'healthy', usage, sent: true })
    expect(transport.requests).toHaveLength(1)
    const { method, url, headers, body } = transport.requests[0]!
    expect([method, url]).toEqual(['POST', 'https://m.test/v1/chat/completions'])
    expect(headers).toMatchObject({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })
    expect(JSON.parse(body!)).toEqual({
      model: 'deepseek-chat',
      messages: [{ role: 'user', content: 'ping' }],
      max_tokens: 1,
    })
  })
})

describe('the list of models', () => {
  test.each([
    ['without the model', list('other'), 'unhealthy', 'not_found (not_listed)'],
    ['with it among others', list('other', 'deepseek-chat'), 'healthy', 'ok'],
    ['as Gemini words it', list('models/deepseek-chat'), 'healthy', 'ok'],
    ['that is empty', list(), 'healthy', 'ok'],
    ['that cannot be read', '<html>', 'healthy', 'ok'],
    ['of nonsense', '{"data":[null,7,{}]}', 'healthy', 'ok'],
    ['that is an error in disguise', '{"base_resp":{"status_code":1004}}', 'unhealthy', 'auth (http_200)'],
  ])('%s', async (_what, body, verdict, reason) => {
    const result = await canned('models', { body })
    expect(result.verdict).toBe(verdict)
    expect(result.reason).toContain(reason)
  })

  test.each([404, 405, 501])('that does not exist (%i) says nothing', async (status) => {
    expect(await canned('models', { status, body: '' })).toMatchObject({ verdict: 'no_verdict' })
  })

  test('of a variant is that of its model', async () => {
    const core = {
      clock: new VirtualClock(),
      transport: new CannedTransport({ body: list('deepseek-chat') }),
      decisions,
    }
    const limits = { timeoutMs: 10_000, signal: new AbortController().signal }
    const verdictOn = async (model: string) => (await probeModels(core, { ...endpoint, model }, limits)).verdict
    expect(await verdictOn('deepseek-chat:nitro')).toBe('healthy')
    expect(await verdictOn('deepseek-chat-v2')).toBe('unhealthy')
  })
})

describe('the answer of the model', () => {
  test.each([
    ['of one token that is no text', '{"choices":[{"message":{"content":""},"finish_reason":"length"}]}', 'healthy'],
    ['that is empty', '{"choices":[]}', 'unhealthy'],
    ['that is no JSON', '<html>', 'unhealthy'],
    ['that is an error in disguise', '{"error":{"code":429,"message":"slow"}}', 'no_verdict'],
  ])('%s', async (_what, body, verdict) => {
    expect((await canned('chat', { body })).verdict).toBe(verdict)
  })

  test('that does not exist (404) is a dead model', async () => {
    expect(await canned('chat', { status: 404, body: '' })).toMatchObject({ verdict: 'unhealthy' })
  })
})

describe.each(['models', 'chat'] as const)('either probe: %s', (kind) => {
  test.each([
    [401, '', 'unhealthy', 'auth (http_401): HTTP 401'],
    [402, '', 'unhealthy', 'quota_exhausted (http_402)'],
    [403, '', 'unhealthy', 'permission'],
    [429, '', 'no_verdict', 'rate_limited'],
    [429, '{"error":{"code":"insufficient_quota","message":"no money"}}', 'unhealthy', 'quota_exhausted'],
    [400, '', 'no_verdict', 'invalid_request'],
    [500, '', 'unhealthy', 'server_error'],
    [503, '', 'unhealthy', 'overloaded'],
  ])('%i %s: %s', async (status, body, verdict, reason) => {
    const result = await canned(kind, { status, body })
    expect(result).toMatchObject({ verdict, usage: null, sent: true, failure: { status } })
    expect(result.reason).toContain(reason)
  })

  test('takes the key out of what the provider says, and cuts it', async () => {
    const body = JSON.stringify({ error: { message: `bad key ${key} ${'x'.repeat(500)}` } })
    const { reason } = await canned(kind, { status: 401, body })
    expect(reason).toContain('bad key [redacted]')
    expect(reason.length).toBeLessThan(340)
  })

  test('shows the key to nobody who reads the body', async () => {
    const classifyResponse: typeof decisions.classifyResponse = (_status, _headers, body) => failureOf('auth', body, '')
    const transport = new CannedTransport({ status: 401, body: `what is ${key}?` })
    const core = { clock: new VirtualClock(), transport, decisions: { ...decisions, classifyResponse } }
    const limits = { timeoutMs: 10_000, signal: new AbortController().signal }
    expect((await probes[kind](core, endpoint, limits)).reason).toBe('auth (what is [redacted]?): ')
  })

  test('an error whose body is cut is the error that it is', async () => {
    const breaksWith = new TransportError('body', 'reset', 'ECONNRESET', new Error('reset'))
    expect(await canned(kind, { status: 401, body: '', breaksWith })).toMatchObject({ failure: { status: 401 } })
    expect(await canned(kind, { body: '', breaksWith })).toMatchObject({
      verdict: 'unhealthy',
      failure: { errorClass: 'network', reason: 'reset' },
    })
  })

  test('a body without end is not read to its end', async () => {
    let read = 0
    const body = {
      length: 64,
      *[Symbol.iterator]() {
        for (; read < 64; read += 1) yield megabyte
      },
    } as unknown as Uint8Array[]
    const verdict = kind === 'models' ? 'no_verdict' : 'unhealthy'
    expect(await canned(kind, { body })).toMatchObject({ verdict, failure: { reason: 'too_large' } })
    expect(read).toBeLessThan(6)
  })

  const deaf = (sends: boolean): Transport => ({
    send: (_request, { signal, onConnected }) => {
      if (sends) onConnected?.()
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    },
    busySockets: () => 0,
    close: () => Promise.resolve(),
  })

  test('ends at its time limit', async () => {
    const failure = { errorClass: 'timeout', reason: 'probe' }
    expect(await probe(kind, deaf(true))).toMatchObject({ verdict: 'unhealthy', failure, sent: true, atMs: 10_000 })
    expect(await probe(kind, deaf(false))).toMatchObject({ verdict: 'unhealthy', failure, sent: false })
  })

  test('ends without a verdict when it is aborted, before or while it is under way', async () => {
    const verdict = { verdict: 'no_verdict', failure: { errorClass: 'aborted' }, atMs: 0 }
    expect(await probe(kind, deaf(true), (controller) => controller.abort())).toMatchObject(verdict)
    const transport = new CannedTransport({ body: one })
    const limits = { timeoutMs: 10_000, signal: AbortSignal.abort() }
    const core = { clock: new VirtualClock(), transport, decisions }
    expect(await probes[kind](core, endpoint, limits)).toMatchObject({ verdict: 'no_verdict', sent: false })
    expect(transport.requests).toEqual([])
  })
})
