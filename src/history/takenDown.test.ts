import { expect, test } from 'vitest'
import type { EventBody } from './events.ts'
import { takenDown } from './takenDown.ts'

const attempt = { call: 0, attempt: 1, endpoint: 'm' } as const

/** Of each type, with what may be absent and without it. */
const told: readonly EventBody[] = [
  { type: 'call-started', call: 0, stream: true, deadlineMs: null },
  { type: 'call-started', call: 0, stream: true, deadlineMs: 5, instance: 3 },
  { type: 'call-delta', call: 0, text: 'a' },
  { type: 'call-ended', call: 0, outcome: { ok: true, text: 'a', model: 'm' } },
  { type: 'attempt-started', ...attempt, kind: 'first' },
  { type: 'attempt-started', ...attempt, kind: 'first', model: 'm' },
  { type: 'attempt-started', ...attempt, kind: 'hedge', model: 'm', origin: 'http://o' },
  { type: 'attempt-started', ...attempt, kind: 'retry', model: 'm', origin: 'http://o', instance: 1 },
  { type: 'attempt-ended', ...attempt, errorClass: 'timeout', reason: 'headers', status: null },
  { type: 'attempt-ended', ...attempt, errorClass: null, reason: null, status: 200, instance: 0 },
  { type: 'wait-started', call: 0, delayMs: 1.5, reason: 'backoff' },
  { type: 'wait-started', call: 0, delayMs: 1.5, reason: 'backoff', instance: 2 },
  { type: 'connection-opened', connection: 0, origin: 'gateway' },
  {
    type: 'exchange-started',
    exchange: 0,
    connection: 0,
    origin: 'gateway',
    model: 'm',
    credential: 'gateway',
    call: null,
    stream: false,
    bodyHash: 'abc',
    idempotencyKey: null,
  },
  { type: 'response-started', exchange: 0, status: 200, truth: { class: 'ok' }, asked: { 'retry-after': '1' } },
  { type: 'exchange-ended', exchange: 0, how: 'complete', text: 'a', finished: true },
  { type: 'exchange-ended', exchange: 0, how: 'client-left', text: 'a', finished: false, silence: { bytesMs: 4 } },
  { type: 'run-quiesced', timers: 0, sockets: 0, listeners: 0, permits: 1 },
]

test.each(told)(
  '$type is kept whole, its fields in the order in which they were told, and no field beside them',
  (event) => {
    const kept = takenDown(7, 1.25, event)
    expect(JSON.stringify(kept)).toBe(JSON.stringify({ seq: 7, at: 1.25, ...event }))
    expect(Object.keys(kept)).toEqual(['seq', 'at', ...Object.keys(event)])
  },
)
