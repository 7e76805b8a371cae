import { getEventListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import {
  VirtualClock,
  VirtualTransport,
  type TransportRequest,
  type VirtualConnection,
  type VirtualSocket,
} from '../../runtime/index.ts'
import { ClientOptionsError } from '../optionsError.ts'
import { isPadded } from './keyProblem.ts'
import { checkKey, type KeyCheck, type KeyCheckOptions } from './checkKey.ts'

const key = 'sk-live-Zt8QpW3nX5'
const models = JSON.stringify({ object: 'list', data: [{ id: 'deepseek-chat' }, { id: 'moonshot-v1-8k' }] })

interface Met {
  readonly check: KeyCheck
  readonly requests: readonly TransportRequest[]
  readonly hangUps: number
}

type Act = (socket: VirtualSocket, clock: VirtualClock) => void

const accepted: VirtualConnection = { accepted: true, connection: 1 }

/** Checks a key against a server that does `act`. Nothing may be left behind, and nothing may show the key. */
async function checked(act: Act, options: Partial<KeyCheckOptions> = {}, connection = accepted): Promise<Met> {
  const clock = new VirtualClock()
  const requests: TransportRequest[] = []
  let hangUps = 0
  const exchange = (_connection: number, request: TransportRequest, socket: VirtualSocket) => {
    requests.push(request)
    act(socket, clock)
    return { clientLeft: () => void (hangUps += 1) }
  }
  const transport = new VirtualTransport({ connect: () => connection, exchange }, clock)
  const given = { baseURL: 'https://gateway.test/v1', apiKey: key, ...options }
  try {
    const check = await clock.run(() => checkKey({ ...given, clock, transport }))
    expect(JSON.stringify(check)).not.toContain(key)
    return { check, requests, hangUps }
  } finally {
    const listeners = given.signal === undefined ? 0 : getEventListeners(given.signal, 'abort').length
    const left = { timers: clock.pending(), sockets: transport.busySockets(), listeners }
    expect(left).toEqual({ timers: 0, sockets: 0, listeners: 0 })
  }
}

function answers(status: number, body: string, headers: Record<string, string> = {}): Act {
  return (socket) => {
    socket.head(status, headers)
    socket.data(Buffer.from(body))
    socket.end()
  }
}

const error = (message: string, more: object = {}) => JSON.stringify({ error: { message, ...more } })
const page = '<!doctype html><title>Sign in</title>'

describe('a good key', () => {
  test('is valid, and shows its models', async () => {
    const { check, requests } = await checked(answers(200, models))
    expect(check).toEqual({
      answer: 'valid',
      reason: 'listed',
      message: 'the key is accepted, and 2 models are listed',
      status: 200,
      models: ['deepseek-chat', 'moonshot-v1-8k'],
      padded: false,
      sent: true,
      askedWaitMs: null,
      retryAtMs: null,
    })
    expect(requests).toEqual([
      {
        method: 'GET',
        url: 'https://gateway.test/v1/models',
        headers: {
          'user-agent': expect.stringMatching(/^brownout\//),
          authorization: `Bearer ${key}`,
          accept: 'application/json',
        },
      },
    ])
  })

  test('with white space around it is used without, and the white space is noticed', async () => {
    const { check, requests } = await checked(answers(200, models), { apiKey: ` ${key}\r\n` })
    expect(check).toMatchObject({ answer: 'valid', padded: true })
    expect(requests[0]!.headers['authorization']).toBe(`Bearer ${key}`)
  })

  test('is asked about at the baseURL without its last slashes', async () => {
    const { requests } = await checked(answers(200, models), { baseURL: 'https://gateway.test/v1//' })
    expect(requests[0]!.url).toBe('https://gateway.test/v1/models')
  })
})

describe('every answer has its meaning', () => {
  test.each<[string, Act, KeyCheck['answer'], string, RegExp]>([
    ['401', answers(401, ''), 'invalid', 'refused', /refuses the key: HTTP 401$/],
    ['401 in words', answers(401, error('Invalid API key')), 'invalid', 'refused', /Invalid API key \(401\)$/],
    [
      '400 that names the key',
      answers(400, error('no', { code: 'invalid_api_key' })),
      'invalid',
      'refused',
      /no \(400/,
    ],
    ['MiniMax’s 1004 in a 200', answers(200, '{"base_resp":{"status_code":1004}}'), 'invalid', 'refused', /200/],
    ['402', answers(402, error('Insufficient Balance')), 'valid', 'quota_exhausted', /used up: Insufficient Balance/],
    [
      '429 that is a quota',
      answers(429, error('q', { code: 'insufficient_quota' })),
      'valid',
      'quota_exhausted',
      /used/,
    ],
    ['MiniMax’s 1008 in a 200', answers(200, '{"base_resp":{"status_code":1008}}'), 'valid', 'quota_exhausted', /used/],
    [
      '401 for want of a scope',
      answers(401, error('Missing scopes: api.model.read')),
      'valid',
      'may_not_list',
      /may not/,
    ],
    ['403 for want of a right', answers(403, error('insufficient permissions')), 'valid', 'may_not_list', /may not/],
    ['403', answers(403, error('Your key is blocked')), 'invalid', 'forbidden', /Your key is blocked/],
    ['403, a region', answers(403, error('Country, region not supported')), 'unreachable', 'forbidden', /place/],
    ['403, a firewall', answers(403, page), 'unreachable', 'forbidden', /something in between/],
    ['404', answers(404, ''), 'unreachable', 'no_models', /check the baseURL.*try the key with a chat: HTTP 404/],
    ['302', answers(302, '', { location: 'https://portal.test' }), 'unreachable', 'redirected', /check the baseURL/],
    ['429', answers(429, error('slow')), 'rate_limited', 'rate_limited', /asks for patience.*slow \(429\)/],
    ['500', answers(500, 'oops'), 'unreachable', 'http_500', /could not be checked: oops \(500\)$/],
    ['503', answers(503, ''), 'unreachable', 'http_503', /HTTP 503/],
    ['200 with an error', answers(200, error('upstream down')), 'unreachable', 'http_200', /upstream down/],
    ['200 with a page', answers(200, page), 'unreachable', 'no_model_list', /something in between may have answered/],
    ['200 with nothing', answers(200, ''), 'unreachable', 'no_model_list', /no list of models/],
    ['200 with something else', answers(200, '{"status":"ok"}'), 'unreachable', 'no_model_list', /no list of models/],
    ['204', answers(204, ''), 'unreachable', 'http_204', /HTTP 204/],
    ['a reset', (socket) => socket.reset(), 'unreachable', 'reset', /reset in phase headers/],
    ['a close', (socket) => socket.fin(), 'unreachable', 'reset', /connection closed/],
    ['silence', () => {}, 'unreachable', 'headers', /no answer began within 10000 ms/],
  ])('%s', async (_story, act, answer, reason, message) => {
    const { check, requests } = await checked(act)
    expect(check).toMatchObject({ answer, reason, sent: true, models: [] })
    expect(check.message).toMatch(message)
    expect(requests).toHaveLength(1)
  })

  test.each<[string, VirtualConnection, string]>([
    ['refused', { accepted: false, phase: 'connect', kind: 'refused', code: 'ECONNREFUSED' }, 'refused'],
    ['a bad certificate', { accepted: false, phase: 'tls', kind: 'tls', code: 'CERT_HAS_EXPIRED' }, 'CERT_HAS_EXPIRED'],
  ])('%s', async (_story, connection, reason) => {
    const { check, requests } = await checked(() => {}, {}, connection)
    expect(check).toMatchObject({ answer: 'unreachable', reason, status: null, sent: true })
    expect(requests).toEqual([])
  })

  test.each([
    [429, 'rate_limited'],
    [503, 'unreachable'],
  ])('%i says when to come back', async (status, answer) => {
    const { check } = await checked(answers(status, '', { 'retry-after': '120' }))
    const retryAtMs = Date.UTC(2026, 0, 1) + 120_000
    expect(check).toMatchObject({ answer, status, askedWaitMs: 120_000, retryAtMs })
  })
})

describe('a body is read with care', () => {
  test.each([
    [200, 'unreachable', 'reset'],
    [401, 'invalid', 'refused'],
  ])('cut after %i: what the status says stands', async (status, answer, reason) => {
    const { check } = await checked((socket) => {
      socket.head(status, {})
      socket.data(Buffer.from('{"data":['))
      socket.reset()
    })
    expect(check).toMatchObject({ answer, reason, status })
  })

  test.each([
    [200, 'unreachable', 'too_large'],
    [401, 'invalid', 'refused'],
  ])('without end after %i: the client hangs up', async (status, answer, reason) => {
    const { check, hangUps } = await checked((socket) => {
      socket.head(status, {})
      for (let piece = 0; piece < 5; piece++) socket.data(Buffer.alloc(1024 * 1024, ' '))
    })
    expect(check).toMatchObject({ answer, reason, status })
    expect(hangUps).toBe(1)
  })

  test('that never ends: the time limit does', async () => {
    const { check, hangUps } = await checked((socket) => socket.head(200, {}), { timeoutMs: 500 })
    expect(check).toMatchObject({ answer: 'unreachable', reason: 'body', status: 200 })
    expect(check.message).toContain('the answer did not end within 500 ms')
    expect(hangUps).toBe(1)
  })

  test('the key is taken out of it, escaped or not', async () => {
    const odd = 'sk/live/Zt8QpW3nX5'
    const body = error(`no such key: ${odd}`).replaceAll('/', '\\/')
    const refused = await checked(answers(401, body), { apiKey: odd })
    expect(refused.check.message).toContain('no such key: [redacted]')
    const listed = await checked(answers(200, JSON.stringify({ data: [{ id: odd }] }).replaceAll('/', '\\/')), {
      apiKey: odd,
    })
    expect(listed.check.models).toEqual(['[redacted]'])
  })

  test('a sermon is cut short', async () => {
    const { check } = await checked(answers(500, error('x'.repeat(10_000))))
    expect(check.message.length).toBeLessThan(400)
  })
})

describe('a key that is none never leaves', () => {
  test.each([
    [undefined, 'missing'],
    ['', 'empty'],
    [' \n', 'empty'],
    ['YOUR_HOLYSHEEP_API_KEY', 'placeholder'],
    ['YOUR_HOLYSHEEP_API_KEY\n', 'placeholder'],
    ['<your-api-key>', 'placeholder'],
    ['sk-...', 'placeholder'],
    ['sk-xxxxxxxx', 'placeholder'],
    ['REPLACE_ME', 'placeholder'],
    ['changeme', 'placeholder'],
    ['{{API_KEY}}', 'placeholder'],
    ['$HOLYSHEEP_API_KEY', 'placeholder'],
    ['${HOLYSHEEP_API_KEY}', 'placeholder'],
    ['process.env.HOLYSHEEP_API_KEY', 'placeholder'],
    [`Bearer ${key}`, 'unsendable'],
    [`"${key}"`, 'unsendable'],
    [`${key}\n${key}`, 'unsendable'],
    [{ fromEnvironment: 'BROWNOUT_NEVER_SET' }, 'missing'],
  ])('%j', async (apiKey, reason) => {
    const { check, requests } = await checked(answers(200, models), { apiKey })
    expect(check).toMatchObject({ answer: 'invalid', reason, sent: false, status: null, models: [] })
    expect(check.padded).toBe(isPadded(apiKey as string))
    expect(requests).toEqual([])
  })
})

describe('the caller', () => {
  test('who might have aborted finds no listener left on the signal', async () => {
    const { check } = await checked(answers(200, models), { signal: new AbortController().signal })
    expect(check.answer).toBe('valid')
  })

  test('who aborts gets the reason, and nothing stays', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const checking = checked((_socket, clock) => void clock.timer(5, () => controller.abort(reason)), {
      signal: controller.signal,
    })
    await expect(checking).rejects.toBe(reason)
  })

  test('who has aborted sends nothing', async () => {
    const act = () => {
      throw new Error('a request came')
    }
    await expect(checked(act, { signal: AbortSignal.abort('no') })).rejects.toBe('no')
  })

  test.each([
    [{ baseURL: 'gateway.test/v1' }, /no valid baseURL: "gateway.test\/v1"/],
    [{ baseURL: 'localhost:8080/v1' }, /no valid baseURL/],
    [{ baseURL: undefined as unknown as string }, /no valid baseURL/],
    [{ timeoutMs: 0 }, /timeoutMs is 0/],
    [{ timeoutMs: NaN }, /timeoutMs is NaN/],
  ])('who gives %j is told', async (options, message) => {
    await expect(checked(answers(200, models), options)).rejects.toThrow(ClientOptionsError)
    await expect(checked(answers(200, models), options)).rejects.toThrow(message)
  })

  test('needs neither clock nor transport, and keeps no connection', async () => {
    const server = createServer({ keepAliveTimeout: 60_000 }, (_request, response) => response.end(models))
    const closed = new Promise<void>((resolve) => server.on('connection', (socket) => socket.on('close', resolve)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const check = await checkKey({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: key })
    expect(check).toMatchObject({ answer: 'valid', models: ['deepseek-chat', 'moonshot-v1-8k'] })
    await closed
    server.close()
  })
})
