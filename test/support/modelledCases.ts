import { always, catalogue, defineFault, first, type Rule } from '../../src/faults/index.ts'
import { data, end, head } from '../../src/faults/steps.ts'
import { textBytes } from '../../src/protocol/serverSentEvents.ts'
import type { ModelledPlay } from './modelledStage.ts'

const { noHeaders, redirect, stall } = catalogue

/** Any answer, as it stands. */
const answer = defineFault<{ status: number; headers?: Record<string, string>; body?: string }>({
  type: 'answer',
  doc: 'Answers with any status, headers and body.',
  source: 'this test',
  arbitrary: (fc) => fc.record({ status: fc.constant(200) }),
  *apply({ status, headers = {}, body = '' }) {
    yield head(status, headers, { class: status < 300 ? 'ok' : 'invalid_request' })
    if (body !== '') yield data(textBytes(body))
    yield end
  },
})

const json = 'application/json'
const events = 'text/event-stream'

type Row = readonly [name: string, play: ModelledPlay]

const row = (name: string, rule: Rule, more: Partial<ModelledPlay> = {}): Row => [
  name,
  {
    script: { models: { 'model-a': [rule] }, origins: { one: { serves: ['model-a'] } } },
    stream: false,
    calls: 1,
    timeoutMs: 1_500,
    ...more,
  },
]

const asked = (headers: Record<string, string>): Row =>
  row(`429 with ${JSON.stringify(headers)}`, first(2, answer({ status: 429, headers })))

const ofStatus = (status: number): Row => row(`${status}`, always(answer({ status })))

const told = (status: number, should: string): Row =>
  row(
    `${status} with x-should-retry: ${should}`,
    always(answer({ status, headers: { 'x-should-retry': should, 'content-type': json }, body: '{}' })),
  )

const refused = (body: string): Row =>
  row(`422 with ${JSON.stringify(body)}`, always(answer({ status: 422, headers: { 'content-type': json }, body })))

const given = (body: string, type = json, headers: Record<string, string> = {}): Row =>
  row(
    `200 ${type} ${JSON.stringify(body)} ${JSON.stringify(headers)}`,
    always(answer({ status: 200, headers: { 'content-type': type, ...headers }, body })),
  )

const streamed = (body: string): Row =>
  row(`stream ${JSON.stringify(body)}`, always(answer({ status: 200, headers: { 'content-type': events }, body })), {
    stream: true,
  })

const good = '{"model":"m","choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}'
const chunk = (content: string) => `data: {"choices":[{"delta":{"content":${JSON.stringify(content)}}}]}`
const finish = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}'

/** Corners of the SDK's rules that no fault of the catalogue shows. */
export const modelledCases: readonly Row[] = [
  ...['0', '2', '59.5', '60', '60.001', '61', '3600', '-1', 'soon', '', '1, 2', '1e1', '5abc', 'Infinity'].map(
    (value) => asked({ 'retry-after': value }),
  ),
  asked({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
  asked({ 'retry-after-ms': '150' }),
  asked({ 'retry-after-ms': '0.2' }),
  asked({ 'retry-after-ms': '-5', 'retry-after': '2' }),
  asked({ 'retry-after-ms': 'soon', 'retry-after': '2' }),
  asked({ 'retry-after-ms': '70000', 'retry-after': '2' }),
  asked({ 'x-ratelimit-reset-requests': '2s' }),
  ...[300, 304, 400, 401, 402, 403, 404, 405, 408, 409, 413, 418, 422, 425, 499, 500, 501, 504, 529, 599].map(ofStatus),
  ...[400, 401, 403, 422].map((status) => told(status, 'true')),
  ...[408, 429, 500, 503].map((status) => told(status, 'false')),
  told(429, 'maybe'),
  ...[
    '',
    'null',
    '0',
    '[]',
    '"gone"',
    'gone',
    '<h1>gone</h1>',
    '{"error":"gone"}',
    '{"error":null,"message":"gone"}',
  ].map(refused),
  ...['{"error":{"message":{"deep":1}}}', '{"error":{"message":""}}', '{"error":{"code":"x"}}', '{"error":0}'].map(
    refused,
  ),
  ...[good, `\ufeff${good}`, '', 'null', '[]', '"hi"', '{}', '{"choices":[]}', '{"choices":[null]}', '{"choices":'].map(
    (body) => given(body),
  ),
  given('{"choices":[{"message":{"content":null}}]}'),
  given('{"choices":[{"message":{"content":["hi"]}}]}'),
  given('{"error":{"message":"overloaded"}}'),
  given(good, 'text/plain'),
  given(good, 'application/vnd.api+json; charset=utf-8'),
  given(good, 'Application/JSON'),
  given('', json, { 'content-length': '0' }),
  row('204', always(answer({ status: 204 }))),
  row('204 to a stream', always(answer({ status: 204 })), { stream: true }),
  row('201', always(answer({ status: 201, headers: { 'content-type': json }, body: good }))),
  streamed(`${chunk('a')}\n\n${chunk('b')}\n\n${finish}\n\ndata: [DONE]\n\n`),
  streamed(`${chunk('a')}\n\n${chunk('b')}\n\n`),
  streamed(`${chunk('a')}\n\n${chunk('b')}`),
  streamed(`${chunk('a')}\n\ndata: [DONE]`),
  streamed(`${chunk('a')}\r\n\r\n${chunk('b')}\r\r${chunk('c')}\n\r\n`),
  streamed(`\ufeff${chunk('a')}\n\n\ufeff${chunk('b')}\n\n`),
  streamed(`: ping\n\n:\n\n\n\n${chunk('a')}\n\n`),
  streamed(`data: {"choices":\ndata: [{"delta":{"content":"a"}}]}\n\n`),
  streamed(`data:${chunk('a').slice(6)}\n\nid: 1\nretry: 5\n${chunk('b')}\n\nnonsense\n\n`),
  streamed(`${chunk('a')}\n\ndata: {"choices":\n\n`),
  streamed(`${chunk('a')}\n\ndata: [DONE]\n\n${chunk('late')}\n\n`),
  streamed(`${chunk('a')}\n\nevent: error\ndata: {"message":"gone"}\n\n`),
  streamed(`${chunk('a')}\n\nevent: error\ndata: {"error":{"message":"gone","code":"x"}}\n\n`),
  streamed(`${chunk('a')}\n\nevent: error\ndata: null\n\n`),
  streamed(`${chunk('a')}\n\ndata: {"error":{"message":"gone"}}\n\n`),
  streamed(`${chunk('a')}\n\ndata: {"error":"gone"}\n\n`),
  streamed(`${chunk('a')}\n\ndata: {"error":null}\n\n${finish}\n\n`),
  streamed(`data: null\n\n${chunk('a')}\n\ndata: []\n\ndata: {"choices":null}\n\ndata: {"choices":[null]}\n\n`),
  streamed(`event: thread.run\n${chunk('a')}\n\n${chunk('b')}\n\n`),
  streamed('data: {"choices":[{"delta":{"content":""}}]}\n\ndata: {"choices":[{"delta":{"content":null}}]}\n\n'),
  streamed('data:\n\n'),
  streamed(''),
  row('an abort before the head', always(noHeaders({})), { abortAtMs: 50 }),
  row('an abort in the body', always(stall({ bytes: 20 })), { abortAtMs: 50 }),
  row('an abort in a stream', always(stall({ bytes: 900 })), { abortAtMs: 100, stream: true }),
  row('a client that sends without end', always(redirect({ to: 'one' }))),
  ...([301, 302, 303, 307, 308] as const).map((status) =>
    row(`redirect ${status}`, first(1, redirect({ status, to: 'one' }))),
  ),
  row('undici waits no longer for the head', always(noHeaders({})), { timeoutMs: 400_000, undiciLimitMs: 300 }),
  row('undici waits no longer for the body', always(stall({ bytes: 20 })), { timeoutMs: 400_000, undiciLimitMs: 300 }),
  row('undici waits no longer for the stream', always(stall({ bytes: 900 })), {
    timeoutMs: 400_000,
    undiciLimitMs: 300,
    stream: true,
  }),
]
