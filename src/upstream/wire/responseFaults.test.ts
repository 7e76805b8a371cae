import { describe, expect, test, vi } from 'vitest'
import { chatRequest, startWire } from '../../../test/support/wire.ts'
import { rawConnect } from '../../../test/support/rawClient.ts'
import { always, catalogue, type FaultSpec } from '../../faults/index.ts'
import { providerError, type Provider, type ProviderErrorName } from '../../protocol/providerErrors.ts'

/** What a raw reader must see: these bytes and then a FIN, an RST, nothing more, or a connection free for reuse. */
interface Expected {
  readonly fault: FaultSpec
  readonly stream?: true
  readonly bytes: string | RegExp
  readonly ending: 'fin' | 'rst' | 'silence' | 'reuse'
}

/** As the raw client shows bytes: a letter each. */
const latin1 = (text: string) => Buffer.from(text).toString('latin1')
const jsonHead = (status: string, length: number, more = '') =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${more}\r\n`
const json = (status: string, body: unknown, more = '') => {
  const text = JSON.stringify(body)
  return jsonHead(status, Buffer.byteLength(text), more) + latin1(text)
}
const worded = (provider: Provider, name: ProviderErrorName) => providerError(provider, name).body
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

const streamHead =
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n'
const event = (delta: string, finish = 'null') =>
  `data: {"id":"chatcmpl-m-3-0","object":"chat.completion.chunk","created":1767225600,"model":"m","choices":[{"index":0,"delta":${delta},"finish_reason":${finish}}]}\n\n`
const opener = event('{"role":"assistant","content":""}')
const lastWord = latin1(' Kiên nhẫn 🐢')
const words = ['[m call 3 try 1] ', 'Patience', ' is', ' a', ' resource', ': spend', ' it', ' well.', lastWord]
const contents = [opener, ...words.map((word) => event(`{"content":"${word}"}`))]
const finish = event('{}', '"stop"')
const usage =
  'data: {"id":"chatcmpl-m-3-0","object":"chat.completion.chunk","created":1767225600,"model":"m","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":8,"total_tokens":20}}\n\n'
const lastChunk = '0\r\n\r\n'

const answer = latin1(
  '{"id":"chatcmpl-m-3-0","object":"chat.completion","created":1767225600,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"[m call 3 try 1] Patience is a resource: spend it well. Kiên nhẫn 🐢"},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":8,"total_tokens":20}}',
)
const answerHead = jsonHead('200 OK', answer.length)
const answerBytes = answerHead + answer

const { errorInSuccess, errorPage, invalidApiKey, invalidJson, latency, limitData, missingDone, modelNotFound } =
  catalogue
const { noHeaders, overloaded, providerAnswer, quotaExhausted, rateLimit, resetPeer, serverError, stall, status } =
  catalogue

const tooMany = (more: string) => json('429 Too Many Requests', worded('openai', 'rateLimit'), more)

const expectedOf: Record<string, Expected[]> = {
  errorInSuccess: [
    { fault: errorInSuccess({}), bytes: json('200 OK', worded('openai', 'overloaded')), ending: 'reuse' },
    {
      fault: errorInSuccess({ error: 'rateLimit', provider: 'minimax' }),
      bytes: json('200 OK', worded('minimax', 'rateLimit')),
      ending: 'reuse',
    },
  ],
  errorPage: [
    {
      fault: errorPage({ status: 502, form: 'nginx' }),
      bytes:
        'HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\nserver: nginx\r\ncontent-length: 150\r\n\r\n' +
        '<html>\r\n<head><title>502 Bad gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
      ending: 'reuse',
    },
    {
      fault: errorPage({ status: 520 }),
      bytes:
        /^HTTP\/1\.1 520 \r\ncontent-type: text\/html; charset=UTF-8\r\n(.+\r\n)*cf-ray: 8f1c0{12}-FRA\r\n(.+\r\n)*\r\n<!DOCTYPE html>\n(.*\n)*<\/html>\n$/,
      ending: 'reuse',
    },
  ],
  invalidApiKey: [
    { fault: invalidApiKey({}), bytes: json('401 Unauthorized', worded('openai', 'invalidApiKey')), ending: 'reuse' },
  ],
  invalidJson: [
    {
      fault: invalidJson({}),
      bytes: `${jsonHead('200 OK', 73)}{"id":"chatcmpl-1","object":"chat.completion","choices":[{"index":0,"mess`,
      ending: 'reuse',
    },
    { fault: invalidJson({ form: 'empty' }), bytes: jsonHead('200 OK', 0), ending: 'reuse' },
  ],
  latency: [
    { fault: latency({ delayMs: 30 }), bytes: answerBytes, ending: 'reuse' },
    {
      fault: latency({ delayMs: 30 }),
      stream: true,
      bytes: streamHead + [...contents, finish, usage, 'data: [DONE]\n\n'].map(chunk).join('') + lastChunk,
      ending: 'reuse',
    },
  ],
  limitData: [
    { fault: limitData({ bytes: 10 }), bytes: answerHead + answer.slice(0, 10), ending: 'fin' },
    { fault: limitData({ bytes: 10, ending: 'reset' }), bytes: answerHead + answer.slice(0, 10), ending: 'rst' },
    {
      fault: limitData({ bytes: opener.length + 7 }),
      stream: true,
      bytes: streamHead + chunk(opener) + chunk(contents[1]!.slice(0, 7)),
      ending: 'fin',
    },
  ],
  missingDone: [
    {
      fault: missingDone({ finishReason: true }),
      stream: true,
      bytes: streamHead + [...contents, finish].map(chunk).join('') + lastChunk,
      ending: 'reuse',
    },
    {
      fault: missingDone({ finishReason: false }),
      stream: true,
      bytes: streamHead + contents.map(chunk).join('') + lastChunk,
      ending: 'reuse',
    },
  ],
  modelNotFound: [
    { fault: modelNotFound({}), bytes: json('404 Not Found', worded('openai', 'modelNotFound')), ending: 'reuse' },
  ],
  noHeaders: [{ fault: noHeaders({}), bytes: '', ending: 'silence' }],
  overloaded: [
    { fault: overloaded({}), bytes: json('503 Service Unavailable', worded('openai', 'overloaded')), ending: 'reuse' },
  ],
  providerAnswer: [
    {
      fault: providerAnswer({ answer: 'holysheep.rateLimitHeaders' }),
      bytes: json(
        '429 Too Many Requests',
        { error: { type: 'rate_limit_error', message: 'Rate limit exceeded.' } },
        'x-ratelimit-limit: 10000\r\nx-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1735689600\r\nretry-after: 45\r\n',
      ),
      ending: 'reuse',
    },
  ],
  quotaExhausted: [
    {
      fault: quotaExhausted({ provider: 'deepseek' }),
      bytes: json('402 Payment Required', worded('deepseek', 'quotaExhausted')),
      ending: 'reuse',
    },
  ],
  rateLimit: [
    { fault: rateLimit({}), bytes: tooMany(''), ending: 'reuse' },
    { fault: rateLimit({ retryAfterSeconds: 7 }), bytes: tooMany('retry-after: 7\r\n'), ending: 'reuse' },
    { fault: rateLimit({ raw: '-5' }), bytes: tooMany('retry-after: -5\r\n'), ending: 'reuse' },
    {
      fault: rateLimit({ waitMs: 7_000, rendering: 'imf-fixdate' }),
      bytes:
        /^HTTP\/1\.1 429 Too Many Requests\r\n(.+\r\n)*retry-after: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n\r\n\{/,
      ending: 'reuse',
    },
  ],
  resetPeer: [
    { fault: resetPeer({}), bytes: '', ending: 'rst' },
    { fault: resetPeer({ afterBytes: 20 }), bytes: answerHead + answer.slice(0, 20), ending: 'rst' },
    { fault: resetPeer({ afterBytes: 0 }), bytes: answerHead, ending: 'rst' },
    { fault: resetPeer({ afterBytes: 5 }), stream: true, bytes: streamHead + chunk(opener.slice(0, 5)), ending: 'rst' },
  ],
  serverError: [
    {
      fault: serverError({}),
      bytes: json('500 Internal Server Error', worded('openai', 'serverError')),
      ending: 'reuse',
    },
  ],
  stall: [
    { fault: stall({ bytes: 0 }), bytes: answerHead, ending: 'silence' },
    {
      fault: stall({ bytes: opener.length }),
      stream: true,
      bytes: streamHead + chunk(opener),
      ending: 'silence',
    },
  ],
  status: [
    {
      fault: status({ status: 503, retryAfterSeconds: 2 }),
      bytes: json(
        '503 Service Unavailable',
        { error: { message: 'HTTP 503', type: null, param: null, code: null } },
        'retry-after: 2\r\n',
      ),
      ending: 'reuse',
    },
  ],
}

const models = json('200 OK', { object: 'list', data: [{ id: 'm', object: 'model', owned_by: 'gateway' }] })

test('no response fault is left out', () => {
  const all = Object.entries(catalogue).filter(([, fault]) => fault.on === 'exchange')
  expect(Object.keys(expectedOf).toSorted()).toEqual(all.map(([name]) => name).toSorted())
})

describe('what a raw reader sees', () => {
  const cases = Object.entries(expectedOf).flatMap(([name, list]) =>
    list.map((expected) => ({ ...expected, name, title: `${JSON.stringify(expected.fault)} then ${expected.ending}` })),
  )

  test.each(cases)('$title', async ({ name, fault, stream = false, bytes, ending }) => {
    expect(fault.type).toBe(name)
    const { url, history } = await startWire({ models: { m: [always(fault)] } })
    const client = await rawConnect(url())
    const sentAtMs = performance.now()
    client.send(chatRequest(url(), { stream }))
    const firstByte = new Promise((resolve) => client.socket.once('data', () => resolve(performance.now())))

    if (ending === 'fin' || ending === 'rst') {
      expect(await client.ending).toBe(ending)
      expect(client.received()).toBe(bytes)
      client.socket.destroy()
    } else if (ending === 'silence') {
      await client.untilReceived(String(bytes).length)
      // A second request and a real 50 ms: whoever would send more has had the occasion.
      client.send(modelsRequest(url()))
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(client.received()).toBe(bytes)
      expect(client.endedWith()).toBeUndefined()
      client.socket.destroy()
    } else if (typeof bytes === 'string') {
      await client.untilReceived(bytes.length)
      client.send(modelsRequest(url()))
      await client.untilReceived(bytes.length + models.length)
      expect(client.received()).toBe(bytes + models)
    } else {
      await client.untilReceived(1)
      client.send(modelsRequest(url()))
      await vi.waitFor(() => expect(client.received().endsWith(models)).toBe(true), { interval: 2 })
      expect(client.received().slice(0, -models.length)).toMatch(bytes)
    }

    if (name === 'latency') expect(await firstByte).toBeGreaterThanOrEqual(sentAtMs + 30)
    const how = { fin: 'fin', rst: 'reset', silence: 'client-left', reuse: 'complete' }[ending]
    const ended = () => history.events.filter((seen) => seen.type === 'exchange-ended').map((seen) => seen.how)
    await vi.waitFor(() => expect(ended()[0]).toBe(how), { interval: 2 })
  })
})

function modelsRequest(urlOrigin: string): string {
  return `GET /v1/models HTTP/1.1\r\nhost: ${new URL(urlOrigin).host}\r\n\r\n`
}
