import { describe, expect, test } from 'vitest'
import { catalogue, type Exchange, type Step } from '../faults/index.ts'
import { providerAnswer, providerAnswerNames, providers } from '../protocol/providerErrors.ts'
import { TransportError, type TransportKind, type TransportPhase } from '../runtime/index.ts'
import { classifyResponse, classifyTransport, isErrorDocument } from './classify.ts'

const nowMs = Date.UTC(2026, 0, 1)
const classOf = (status: number, body: unknown, headers = {}) =>
  classifyResponse(status, headers, typeof body === 'string' ? body : JSON.stringify(body), nowMs).errorClass

describe('the words of each provider', () => {
  const { rateLimit, invalidApiKey, quotaExhausted, modelNotFound, serverError, overloaded } = catalogue
  const faults = [rateLimit, invalidApiKey, quotaExhausted, modelNotFound, serverError, overloaded]
  const rows = providers.flatMap((provider) => faults.map((fault) => [provider, fault.type, fault] as const))

  test.each(rows)('%s, %s: read as what it is', (provider, _type, fault) => {
    const [head, data] = [...fault.apply({ provider }, {} as Exchange, () => [])] as [
      Extract<Step, { do: 'head' }>,
      Extract<Step, { do: 'data' }>,
    ]
    const body = Buffer.from(data.bytes).toString()
    const failure = classifyResponse(head.status, head.headers, body, nowMs)
    expect(failure.errorClass).toBe(head.truth.class)
    expect(failure.status).toBe(head.status)
    // An HTTP 200 is only ever classified because its body owns up.
    if (head.status === 200) expect(isErrorDocument(JSON.parse(body))).toBe(true)
  })
})

describe('whatever a provider was seen to say', () => {
  test.each(providerAnswerNames)('%s: read as what it is, with the wait that it asks for', (name) => {
    const { status, headers = {}, body, class: meaning, waitMs } = providerAnswer(name)
    const failure = classifyResponse(status, headers, JSON.stringify(body), nowMs)
    expect({ errorClass: failure.errorClass, askedWaitMs: failure.askedWaitMs }).toEqual({
      errorClass: meaning,
      askedWaitMs: waitMs,
    })
  })
})

describe('one meaning in many dresses', () => {
  test.each([200, 402, 429, 500])('an empty purse is an empty purse with status %i', (status) => {
    const baseResp = { base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }
    expect(classOf(status, baseResp)).toBe('quota_exhausted')
  })

  test.each([
    ['a numeric code says nothing beyond the status', 429, { error: { code: 429, message: 'slow' } }, 'rate_limited'],
    ['an error that is only a sentence', 402, { error: 'Insufficient Balance' }, 'quota_exhausted'],
    ['an error without its envelope', 404, { code: 'model_not_found', message: 'no' }, 'not_found'],
    [
      'the code goes before the type',
      400,
      { error: { code: 'insufficient_quota', type: 'api_error' } },
      'quota_exhausted',
    ],
    ['too much context, told by the code', 400, { error: { code: 'context_length_exceeded' } }, 'context_length'],
    [
      'too much context, told by the sentence',
      400,
      { error: { message: "This model's maximum context length is 8192 tokens." } },
      'context_length',
    ],
    ['a filter', 400, { error: { code: 'content_filter' } }, 'content_policy'],
    ['Anthropic’s overload', 529, { type: 'error', error: { type: 'overloaded_error' } }, 'overloaded'],
    ['MiniMax, all well in base_resp: the status decides', 503, { base_resp: { status_code: 0 } }, 'overloaded'],
    ['MiniMax, a code nobody knows', 200, { base_resp: { status_code: 4711 } }, 'server_error'],
  ] as const)('%s', (_story, status, body, errorClass) => {
    expect(classOf(status, body)).toBe(errorClass)
  })
})

describe('bodies that say nothing leave it to the status', () => {
  const statuses = [
    [400, 'invalid_request'],
    [401, 'auth'],
    [402, 'quota_exhausted'],
    [403, 'permission'],
    [404, 'not_found'],
    [405, 'invalid_request'],
    [408, 'timeout'],
    [409, 'conflict'],
    [413, 'invalid_request'],
    [422, 'invalid_request'],
    [425, 'conflict'],
    [498, 'overloaded'],
    [499, 'server_error'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [502, 'server_error'],
    [503, 'overloaded'],
    [504, 'server_error'],
    [520, 'server_error'],
    [522, 'server_error'],
    [524, 'server_error'],
    [529, 'overloaded'],
    [301, 'not_found'],
    [304, 'protocol'],
  ] as const
  test.each(statuses)('%i is %s', (status, errorClass) => {
    expect(classOf(status, '')).toBe(errorClass)
  })

  test.each([
    ['nothing', ''],
    ['a page of HTML', '<!doctype html><h1>502 Bad Gateway</h1>'],
    ['JSON cut short', '{"error":{"mess'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[{"code":"invalid_api_key"}]'],
    ['an error that is null', '{"error":null}'],
    ['an error that is a list', '{"error":["invalid_api_key"]}'],
    ['words that are objects', '{"error":{"code":{},"type":[],"message":{"a":1}}}'],
    ['base_resp that is null', '{"base_resp":null}'],
    ['base_resp that is a sentence', '{"base_resp":"1004"}'],
    ['a hundred thousand brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['an error a hundred thousand levels deep', '{"error":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ])('%s', (_story, body) => {
    const { errorClass, message } = classifyResponse(502, {}, body, nowMs)
    expect(errorClass).toBe('server_error')
    expect(message).toBe('HTTP 502')
  })
})

describe('what else an answer tells', () => {
  test('the server’s own word on retrying', () => {
    const should = (value: string | undefined) =>
      classifyResponse(500, { 'x-should-retry': value }, '', nowMs).shouldRetry
    expect(['true', 'false', 'yes', undefined].map(should)).toEqual([true, false, undefined, undefined])
  })

  test('the wait, and the request id to quote to support', () => {
    const headers = { 'retry-after': '3', 'x-request-id': ['req_1', 'req_2'] }
    expect(classifyResponse(429, headers, '', nowMs)).toMatchObject({ askedWaitMs: 3_000, requestId: 'req_1' })
    expect(classifyResponse(429, {}, '', nowMs)).not.toHaveProperty('askedWaitMs')
  })

  test('a wait that the body repeats counts where no header names one', () => {
    const body = JSON.stringify({ error: { availability: { retry_after: 40 } } })
    expect(classifyResponse(429, {}, body, nowMs).askedWaitMs).toBe(40_000)
    expect(classifyResponse(429, { 'retry-after': '3' }, body, nowMs).askedWaitMs).toBe(3_000)
  })

  const inBody = '{"error":{"message":"no","request_id":"b"}}'
  test.each([
    [{ 'x-request-id': 'a', 'request-id': 'z', 'cf-ray': 'c' }, inBody, 'a'],
    [{ 'request-id': 'a' }, inBody, 'a'],
    [{ 'x-ds-trace-id': 'a' }, inBody, 'a'],
    [{ 'trace-id': 'a' }, inBody, 'a'],
    [{ 'x-generation-id': 'a' }, inBody, 'a'],
    [{ 'cf-ray': 'c' }, inBody, 'b'],
    [{}, '{"type":"error","error":{"message":"no"},"request_id":"b"}', 'b'],
    [{}, '{"error":{"message":"no (request id: 2026-1)"}}', '2026-1'],
    [{ 'cf-ray': 'c' }, '<html>', 'c'],
    [{ 'x-request-id': 'two words', 'cf-ray': 'c' }, '', 'c'],
    [{ 'x-request-id': 'x'.repeat(201) }, '', null],
    [{ 'x-request-id': '' }, '', null],
  ])('the id to quote to support, of %j and %s', (headers, body, requestId) => {
    expect(classifyResponse(500, headers, body, nowMs).requestId).toBe(requestId)
  })
})

describe('an HTTP 200 that is an error', () => {
  test.each([
    ['an error object', { error: { message: 'no' } }, true],
    ['an error sentence', { error: 'no' }, true],
    ['MiniMax’s code', { base_resp: { status_code: 1002 } }, true],
    ['MiniMax, all well', { choices: [], base_resp: { status_code: 0 } }, false],
    ['an answer whose error is null', { choices: [], error: null }, false],
    ['an answer whose error is empty', { choices: [], error: {} }, false],
    ['an answer whose error is no word', { choices: [], error: '' }, false],
    ['an answer that denies an error', { choices: [], error: false }, false],
    ['an answer', { choices: [] }, false],
    ['a choice that ended in an error', { choices: [{ finish_reason: 'error' }] }, true],
    ['a choice with an error of its own', { choices: [{ error: { code: 502 } }] }, true],
    ['an object that is called error', { object: 'error', message: 'no' }, true],
    ['a choice that stopped', { choices: [{ finish_reason: 'stop', error: null }] }, false],
    ['base_resp without a number', { choices: [], base_resp: { status_code: 'none' } }, false],
    ['null', null, false],
    ['a word', 'error', false],
  ])('%s', (_story, document, isError) => {
    expect(isErrorDocument(document)).toBe(isError)
  })
})

describe('connections that broke', () => {
  const rows: [TransportPhase, TransportKind, string, string][] = [
    ['connect', 'refused', 'ECONNREFUSED', 'network/refused'],
    ['dns', 'dns', 'ENOTFOUND', 'network/dns'],
    ['connect', 'unreachable', 'EHOSTUNREACH', 'network/unreachable'],
    ['headers', 'reset', 'ECONNRESET', 'network/reset'],
    ['body', 'reset', 'ECONNRESET', 'network/reset'],
    ['headers', 'closed', 'UND_ERR_SOCKET', 'network/reset'],
    ['body', 'closed', 'UND_ERR_SOCKET', 'protocol/truncated'],
    ['connect', 'timeout', 'UND_ERR_CONNECT_TIMEOUT', 'timeout/connect'],
    ['headers', 'timeout', 'UND_ERR_HEADERS_TIMEOUT', 'timeout/headers'],
    ['body', 'timeout', 'UND_ERR_BODY_TIMEOUT', 'timeout/body'],
    ['headers', 'malformed', 'HTTPParserError', 'protocol/bad_http'],
    ['tls', 'tls', 'CERT_HAS_EXPIRED', 'tls_permanent/CERT_HAS_EXPIRED'],
    ['tls', 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls_permanent/ERR_TLS_CERT_ALTNAME_INVALID'],
    ['tls', 'tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls_transient/ERR_SSL_WRONG_VERSION_NUMBER'],
    ['headers', 'other', 'UNKNOWN', 'network/other'],
  ]
  test.each(rows)('%s: %s (%s) is %s', (phase, kind, code, expected) => {
    const broken = new TransportError(phase, kind, code, new Error('socket'))
    const { errorClass, reason, status, cause } = classifyTransport(broken)
    expect(`${errorClass}/${reason}`).toBe(expected)
    expect({ status, cause }).toEqual({ status: null, cause: broken })
  })

  test.each([
    [new Error('odd'), 'odd'],
    ['a string', 'a string'],
    [undefined, 'undefined'],
  ])('something else was thrown: %s', (thrown, message) => {
    expect(classifyTransport(thrown)).toMatchObject({ errorClass: 'network', reason: 'other', message })
  })
})

describe('a 403', () => {
  test.each([
    ['Country, region, or territory not supported', 'endpoint'],
    ['Your account may not use this model', 'endpoint'],
    ['Your balance is used up', undefined],
  ])('%s: spoils %s', (message, spoils) => {
    const failure = classifyResponse(403, {}, JSON.stringify({ error: { message, type: 'forbidden' } }), 0)
    expect(failure.errorClass).toBe('permission')
    expect(failure.spoils).toBe(spoils)
  })
})

describe('who a failure is about', () => {
  const quoting = (code: number, raw: string) =>
    JSON.stringify({ error: { code, message: 'Provider returned error', metadata: { raw } } })
  test.each([
    ['a firewall’s page: the host', 403, {}, '<!doctype html><title>Attention Required!</title>', 'origin'],
    ['a challenge: the host', 403, { 'cf-mitigated': 'challenge' }, '', 'origin'],
    ['a provider’s own key: the endpoint', 401, {}, quoting(401, '{"error":{"code":"invalid_api_key"}}'), 'endpoint'],
    ['a provider’s own money: the endpoint', 402, {}, quoting(402, 'Insufficient Balance'), 'endpoint'],
    ['a provider’s pace: the attempt', 429, {}, quoting(429, 'slow'), undefined],
    ['the own key: as the table says', 401, {}, '{"error":{"code":"invalid_api_key"}}', undefined],
    ['a page with 401: as the table says', 401, {}, '<html>', undefined],
  ])('%s', (_story, status, headers, body, spoils) => {
    expect(classifyResponse(status, headers, body, nowMs).spoils).toBe(spoils)
  })
})

describe('a 404', () => {
  test.each([
    ['{"error":{"message":"The model `x` does not exist","code":"model_not_found"}}', 'http_404'],
    ['{"error":{"message":"Not found the model x or Permission denied"}}', 'http_404'],
    ['', 'http_404'],
    ['{"detail":"Not Found"}', 'no_route'],
    ['{"error":{"message":"Invalid URL (POST /v1/chat/completion)"}}', 'no_route'],
    ['404 page not found', 'no_route'],
    ['Cannot POST /v1/chat', 'no_route'],
    ['<html><h1>404 Not Found</h1>', 'no_route'],
    ['{"error":{"type":"not_found_error","message":"Not Found"}}', 'http_404'],
  ])('%s is %s', (body, reason) => {
    expect(classifyResponse(404, {}, body, nowMs)).toMatchObject({ errorClass: 'not_found', reason })
  })
})

describe('a 402', () => {
  test('means that the money is gone, whatever wait it asks for, unless the body says what is to be waited for', () => {
    const asks = { 'retry-after': '5' }
    expect(classOf(402, '', asks)).toBe('quota_exhausted')
    expect(classOf(402, { error: { metadata: { limit_source: 'openrouter_in_flight_budget' } } }, asks)).toBe(
      'rate_limited',
    )
  })
})
