import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { describe, expect, test } from 'vitest'
import { operationEnded, telemetryStage } from '../../../test/support/telemetryStage.ts'
import type { ClientEvent } from '../../history/index.ts'
import { openTelemetrySink } from './openTelemetrySink.ts'

const started: ClientEvent = { type: 'operation-started', call: 1, stream: true }
const deepseek = { endpoint: 'deepseek', model: 'deepseek-chat', origin: 'https://api.deepseek.com' } as const
const gateway = { endpoint: 'kimi', model: 'moonshot-v1-8k', origin: 'http://gateway.test:8080' } as const
const first: ClientEvent = { type: 'attempt-started', call: 1, attempt: 0, kind: 'first', ...deepseek }
const good = { type: 'attempt-ended', call: 1, errorClass: null, reason: null, status: 200 } as const
const failed = { ...good, errorClass: 'overloaded', reason: 'http_503', status: 503 } as const
const firstGood: ClientEvent = { ...good, attempt: 0, endpoint: 'deepseek' }

/** A retry that waits, then a fallback that answers. */
const rough: readonly ClientEvent[] = [
  started,
  first,
  { ...failed, attempt: 0, endpoint: 'deepseek' },
  { type: 'wait-started', call: 1, delayMs: 512.5, reason: 'backoff' },
  { type: 'attempt-started', call: 1, attempt: 1, kind: 'retry', ...deepseek },
  { ...failed, attempt: 1, endpoint: 'deepseek' },
  { type: 'attempt-started', call: 1, attempt: 2, kind: 'fallback', ...gateway },
  { ...good, attempt: 2, endpoint: 'kimi' },
  operationEnded({ endpoint: 'kimi', model: 'moonshot-v1-8k', attempts: 3 }),
]

async function metricsOf(events: readonly ClientEvent[], provider?: string) {
  const stage = telemetryStage()
  const sink = openTelemetrySink({ meter: stage.meter, ...(provider === undefined ? {} : { provider }) })
  for (const event of events) sink(event)
  expect(stage.spans()).toEqual([])
  return stage.metrics()
}

function spansOf(events: readonly ClientEvent[]) {
  const stage = telemetryStage()
  const sink = openTelemetrySink({ tracer: stage.tracer })
  for (const event of events) sink(event)
  return stage.spans()
}

describe('metrics', () => {
  const asked = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'deepseek',
    'gen_ai.request.model': 'deepseek-chat',
    'gen_ai.response.model': 'deepseek-chat',
    'server.address': 'api.deepseek.com',
    'server.port': 443,
  }

  test('of a stream: duration, first chunk and tokens, with the conventions’ units and buckets', async () => {
    const metrics = await metricsOf([started, first, firstGood, operationEnded()])
    const seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
    expect(metrics.get('gen_ai.client.operation.duration')).toEqual({
      unit: 's',
      boundaries: seconds,
      points: [{ sum: 1.5, count: 1, attributes: asked }],
    })
    expect(metrics.get('gen_ai.client.operation.time_to_first_chunk')).toEqual({
      unit: 's',
      boundaries: seconds,
      points: [{ sum: 0.25, count: 1, attributes: asked }],
    })
    expect(metrics.get('gen_ai.client.token.usage')).toEqual({
      unit: '{token}',
      boundaries: Array.from({ length: 14 }, (_, power) => 4 ** power),
      points: [
        { sum: 20, count: 1, attributes: { ...asked, 'gen_ai.token.type': 'input' } },
        { sum: 7, count: 1, attributes: { ...asked, 'gen_ai.token.type': 'output' } },
      ],
    })
    expect(metrics.size).toBe(3)
  })

  test('of a whole answer: no time to the first chunk', async () => {
    const metrics = await metricsOf([{ ...started, stream: false }, first, firstGood, operationEnded()])
    expect([...metrics.keys()].toSorted()).toEqual(['gen_ai.client.operation.duration', 'gen_ai.client.token.usage'])
  })

  test('of a fallback: the model asked for, the one that answered, and where', async () => {
    const metrics = await metricsOf(rough)
    expect(metrics.get('gen_ai.client.operation.duration')!.points).toMatchObject([
      {
        count: 1,
        attributes: {
          'gen_ai.provider.name': 'openai',
          'gen_ai.request.model': 'deepseek-chat',
          'gen_ai.response.model': 'moonshot-v1-8k',
          'server.address': 'gateway.test',
          'server.port': 8080,
        },
      },
    ])
  })

  test('of a failure: the error’s class, where it was last asked, and no tokens', async () => {
    const over = { endpoint: null, model: null, errorClass: 'overloaded', reason: 'http_503', usage: null } as const
    const metrics = await metricsOf([...rough.slice(0, -2), operationEnded({ ...over, firstContentMs: null })])
    const { 'gen_ai.response.model': _none, ...rest } = asked
    const where = { 'gen_ai.provider.name': 'openai', 'server.address': 'gateway.test', 'server.port': 8080 }
    expect([...metrics]).toEqual([
      [
        'gen_ai.client.operation.duration',
        expect.objectContaining({
          points: [{ sum: 1.5, count: 1, attributes: { ...rest, ...where, 'error.type': 'overloaded' } }],
        }),
      ],
    ])
  })

  test('of a stream that broke: the error stays with the duration', async () => {
    const metrics = await metricsOf([started, first, operationEnded({ errorClass: 'protocol', reason: 'truncated' })])
    const attributesOf = (name: string) => metrics.get(name)!.points.map(({ attributes }) => attributes['error.type'])
    expect(attributesOf('gen_ai.client.operation.duration')).toEqual(['protocol'])
    expect(attributesOf('gen_ai.client.operation.time_to_first_chunk')).toEqual([undefined])
    expect(attributesOf('gen_ai.client.token.usage')).toEqual([undefined, undefined])
  })

  test('of a call that asked nobody', async () => {
    const none = { endpoint: null, model: null, attempts: 0, usage: null, firstContentMs: null } as const
    const metrics = await metricsOf([started, operationEnded({ ...none, errorClass: 'budget' })], 'holysheep')
    expect(metrics.get('gen_ai.client.operation.duration')!.points[0]!.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'holysheep',
      'error.type': 'budget',
    })
  })

  test('of counts that are none: not recorded', async () => {
    const usage = { prompt_tokens: '20', completion_tokens: -1, total_tokens: 27 } as never
    const metrics = await metricsOf([started, first, operationEnded({ usage })])
    expect(metrics.has('gen_ai.client.token.usage')).toBe(false)
  })

  test('of a call whose start nobody told', async () => {
    const metrics = await metricsOf([operationEnded()])
    expect(metrics.get('gen_ai.client.operation.duration')!.points[0]!.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'deepseek-chat',
      'gen_ai.response.model': 'deepseek-chat',
    })
    expect(metrics.has('gen_ai.client.operation.time_to_first_chunk')).toBe(false)
  })
})

describe('spans', () => {
  const spans = spansOf(rough)
  const call = spans.at(-1)!

  test('one of the call, and a child of each attempt, all of clients', () => {
    expect(spans.map(({ name }) => name)).toEqual([
      'attempt deepseek',
      'attempt deepseek',
      'attempt kimi',
      'chat deepseek-chat',
    ])
    expect(new Set(spans.map(({ kind }) => kind))).toEqual(new Set([SpanKind.CLIENT]))
    const { spanId, traceId } = call.spanContext()
    expect(call.parentSpanContext).toBeUndefined()
    for (const { parentSpanContext } of spans.slice(0, 3)) expect(parentSpanContext).toMatchObject({ spanId, traceId })
  })

  test('the call’s says what was asked, what answered, and what it took', () => {
    expect(call.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'deepseek-chat',
      'gen_ai.request.stream': true,
      'gen_ai.response.model': 'moonshot-v1-8k',
      'gen_ai.response.time_to_first_chunk': 0.25,
      'gen_ai.usage.input_tokens': 20,
      'gen_ai.usage.output_tokens': 7,
      'server.address': 'gateway.test',
      'server.port': 8080,
      'brownout.endpoint': 'kimi',
      'brownout.attempts': 3,
      'brownout.cost.usd': 0.0000147,
      'brownout.cost.at_most_usd': 0.00002,
    })
    expect(call.status).toEqual({ code: SpanStatusCode.UNSET })
  })

  test('waits are its events', () => {
    expect(call.events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['wait', { 'brownout.wait.reason': 'backoff', 'brownout.wait.delay_ms': 512.5 }],
    ])
  })

  test('attempts say which try they are, of what, and how they went', () => {
    expect(spans[0]!.attributes).toEqual({
      'gen_ai.provider.name': 'deepseek',
      'gen_ai.request.model': 'deepseek-chat',
      'server.address': 'api.deepseek.com',
      'server.port': 443,
      'brownout.endpoint': 'deepseek',
      'brownout.attempt.kind': 'first',
      'http.response.status_code': 503,
      'error.type': 'overloaded',
    })
    expect(spans.map(({ attributes }) => attributes['http.request.resend_count'])).toEqual([undefined, 1, 2, undefined])
    expect(spans[0]!.status).toEqual({ code: SpanStatusCode.ERROR, message: 'http_503' })
    expect(spans[2]!.attributes).toMatchObject({
      'brownout.attempt.kind': 'fallback',
      'http.response.status_code': 200,
    })
    expect(spans[2]!.status).toEqual({ code: SpanStatusCode.UNSET })
  })

  test('a call that failed is an error', () => {
    const over = { endpoint: null, model: null, errorClass: 'timeout', reason: 'deadline', usage: null } as const
    const failure = spansOf([started, first, operationEnded({ ...over, costUsd: null, atMostUsd: null })]).at(-1)!
    expect(failure.status).toEqual({ code: SpanStatusCode.ERROR, message: 'deadline' })
    expect(failure.attributes).toMatchObject({ 'error.type': 'timeout', 'server.address': 'api.deepseek.com' })
    for (const unknown of ['brownout.cost.usd', 'brownout.endpoint', 'gen_ai.usage.input_tokens'])
      expect(failure.attributes).not.toHaveProperty([unknown])
  })

  test('what is not known is not said', () => {
    const usage = { prompt_tokens: -1, completion_tokens: NaN, total_tokens: 0 }
    const whole = spansOf([{ ...started, stream: false }, first, operationEnded({ usage })]).at(-1)!
    for (const unknown of ['gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens'])
      expect(whole.attributes).not.toHaveProperty([unknown])
    expect(whole.attributes).not.toHaveProperty(['gen_ai.response.time_to_first_chunk'])
    expect(whole.attributes).not.toHaveProperty(['gen_ai.request.stream'])
  })

  test('hedged attempts are open side by side, and end each by itself', () => {
    const hedge = { type: 'attempt-started', call: 1, attempt: 1, kind: 'hedge', ...gateway } as const
    const lost = { errorClass: 'aborted', reason: 'hedge_lost', status: null } as const
    const hedged = spansOf([
      started,
      first,
      hedge,
      { ...good, attempt: 1, endpoint: 'kimi' },
      { ...good, ...lost, attempt: 0, endpoint: 'deepseek' },
      operationEnded({ endpoint: 'kimi', attempts: 2 }),
    ])
    const shown = hedged.map(({ name, attributes }) => [
      name,
      attributes['brownout.attempt.kind'],
      attributes['error.type'],
    ])
    expect(shown).toEqual([
      ['attempt kimi', 'hedge', undefined],
      ['attempt deepseek', 'first', 'aborted'],
      ['chat deepseek-chat', undefined, undefined],
    ])
    const [winner, loser] = hedged as [(typeof hedged)[0], (typeof hedged)[0]]
    expect(winner.parentSpanContext).toEqual(loser.parentSpanContext)
    expect(winner.spanContext().spanId).not.toBe(loser.spanContext().spanId)
  })
})

test.each([undefined, null, {}, { provider: 'deepseek' }])('a sink of %j would tell nobody anything', (options) => {
  expect(() => openTelemetrySink(options as never)).toThrow(/^openTelemetrySink has neither a tracer nor a meter/)
})

test.each<[object, RegExp]>([
  [{ tracer: 1 }, /^tracer of openTelemetrySink is a number without startSpan: give trace\.getTracer\('app'\)$/],
  [{ tracer: { getTracer: () => 0 } }, /^tracer of openTelemetrySink is an object without startSpan/],
  [{ meter: { getMeter: () => 0 } }, /^meter of openTelemetrySink is an object without createHistogram/],
  [{ tracer: { startSpan: () => 0 }, metre: 1 }, /"metre", which is no option here\. Did you mean "meter"\?/],
  [{}, /neither a tracer nor a meter/],
])('%o is refused at once', (options, message) => {
  expect(() => openTelemetrySink(options as never)).toThrow(message)
})
