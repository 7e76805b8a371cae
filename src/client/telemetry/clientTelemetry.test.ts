import { context, diag, trace } from '@opentelemetry/api'
import { StackContextManager } from '@opentelemetry/sdk-trace'
import { describe, expect, test } from 'vitest'
import { operationEnded, telemetryStage } from '../../../test/support/telemetryStage.ts'
import type { ClientEvent } from '../../history/index.ts'
import { ClientTelemetry } from './clientTelemetry.ts'

const started = (call: number): ClientEvent => ({ type: 'operation-started', call, stream: false })
const attempt = (call: number, number: number): ClientEvent => {
  return { type: 'attempt-started', call, attempt: number, endpoint: 'a', kind: 'first', model: 'm' }
}
const attemptEnded = (call: number, number: number): ClientEvent => {
  return { type: 'attempt-ended', call, attempt: number, endpoint: 'a', errorClass: null, reason: null, status: 200 }
}

/** Tells the events, and gives the names of the spans that ended, and how many calls are still kept. */
function told(...events: ClientEvent[]): { ended: string[]; kept: number } {
  const { tracer, spans } = telemetryStage()
  const telemetry = new ClientTelemetry({ tracer })
  for (const event of events) telemetry.take(event)
  return { ended: spans().map(({ name }) => name), kept: telemetry.size }
}

describe('nothing is left of a call that has ended', () => {
  test('its own spans', () => {
    const whole = [started(1), attempt(1, 0), attemptEnded(1, 0)]
    expect(told(...whole)).toEqual({ ended: ['attempt a'], kept: 1 })
    expect(told(...whole, operationEnded())).toEqual({ ended: ['attempt a', 'chat m'], kept: 0 })
  })

  test('an attempt that nobody ended', () => {
    const unended = [started(1), attempt(1, 0), attempt(1, 1), operationEnded()]
    expect(told(...unended)).toEqual({ ended: ['attempt a', 'attempt a', 'chat m'], kept: 0 })
    expect(told(...unended, attemptEnded(1, 0))).toEqual(told(...unended))
  })

  test('a call whose number is used again while it is under way', () => {
    expect(told(started(1), attempt(1, 0), started(1), attempt(1, 0), operationEnded(), operationEnded())).toEqual({
      ended: ['attempt a', 'chat m', 'attempt a', 'chat m'],
      kept: 0,
    })
  })

  test('an attempt number used twice', () => {
    expect(told(started(1), attempt(1, 0), attempt(1, 0)).ended).toEqual(['attempt a'])
  })

  test('a thousand calls at once', () => {
    const calls = Array.from({ length: 1_000 }, (_, call) => call)
    const open = calls.flatMap((call) => [started(call), attempt(call, 0)])
    const over = calls.map((call) => operationEnded({ call }))
    const { ended, kept } = told(...open, ...over)
    expect([ended.length, kept]).toEqual([2_000, 0])
  })
})

describe('events of no call that is known', () => {
  test.each<ClientEvent>([
    attempt(9, 0),
    attemptEnded(9, 0),
    { type: 'wait-started', call: 9, delayMs: 1, reason: 'backoff' },
    operationEnded({ call: 9 }),
    { type: 'breaker-changed', endpoint: 'a', from: 'closed', to: 'open' },
    { type: 'health-changed', endpoint: 'a', healthy: false, reason: 'probe' },
    { type: 'limit-changed', endpoint: 'a', from: 2, to: 1 },
    { type: 'key-buried', endpoint: 'a', untilMs: 1, errorClass: 'auth' },
  ])('$type leaves no span and keeps nothing', (event) => {
    expect(told(event)).toEqual({ ended: [], kept: 0 })
  })
})

test('no span is touched after its end: the SDK would complain', () => {
  const complaints: string[] = []
  const silent = { error() {}, info() {}, debug() {}, verbose() {}, warn: (text: string) => void complaints.push(text) }
  diag.setLogger(silent, { suppressOverrideMessage: true })
  try {
    told(started(1), attempt(1, 0), attemptEnded(1, 0), attemptEnded(1, 0), attempt(1, 1), operationEnded())
    expect(complaints).toEqual([])
  } finally {
    diag.disable()
  }
})

test('an attempt that does not tell its model leaves the call without one', () => {
  const { model: _none, ...unnamed } = attempt(1, 0) as Extract<ClientEvent, { type: 'attempt-started' }>
  expect(told(started(1), unnamed, operationEnded({ model: null })).ended).toEqual(['attempt a', 'chat'])
})

test('the call’s span begins in the application’s own', () => {
  context.setGlobalContextManager(new StackContextManager().enable())
  try {
    const { tracer, spans } = telemetryStage()
    const telemetry = new ClientTelemetry({ tracer })
    const application = tracer.startSpan('application')
    context.with(trace.setSpan(context.active(), application), () => telemetry.take(started(1)))
    telemetry.take(operationEnded())
    expect(spans()[0]!.parentSpanContext?.spanId).toBe(application.spanContext().spanId)
  } finally {
    context.disable()
  }
})

test('without tracer and meter it is silent', () => {
  const telemetry = new ClientTelemetry({})
  for (const event of [started(1), attempt(1, 0), attemptEnded(1, 0), operationEnded()]) telemetry.take(event)
  expect(telemetry.size).toBe(0)
})
