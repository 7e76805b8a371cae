import { describe, expect, test } from 'vitest'
import { brokeRun } from '../../test/support/sampleReport.ts'
import type { EventBody, HistoryEvent } from '../history/index.ts'
import { shortened, timelineOf } from './timeline.ts'

const rows = timelineOf(brokeRun)

/** The words for one event. */
function told(body: EventBody): string {
  const event: HistoryEvent = { seq: 0, at: 0, ...body }
  const [row] = timelineOf({ excerpt: [event], judged: [] })
  return `${row!.lane} ${{ out: '->', in: '<-', none: '' }[row!.arrow ?? 'none']} ${row!.text}`.replace('  ', ' ')
}

describe('a broken run as a story', () => {
  test('each moment in its lane, in words', () => {
    expect(rows.slice(3, 9).map(({ atMs, lane, arrow, call, text }) => [atMs, lane, arrow, call, text])).toEqual([
      [1, 'client', 'out', 1, 'asks deepseek-chat, stream'],
      [1, 'client', 'out', 2, 'asks deepseek-chat'],
      [4, 'upstream', 'in', 2, '429 rate_limited, retry-after 2'],
      [4, 'client', null, 2, 'waits 212 ms (backoff)'],
      [216, 'client', 'out', 2, 'asks deepseek-chat'],
      [220, 'upstream', 'in', 1, '200'],
    ])
  })

  test('the wall clock is the machine’s', () => {
    expect(told({ type: 'wall-jumped', byMs: -3_600_000 })).toBe('client the wall clock is set back by 1 h')
    expect(told({ type: 'wall-jumped', byMs: 250 })).toBe('client the wall clock is set forward by 250 ms')
  })

  test('the pieces of an answer are one moment', () => {
    expect(rows.filter(({ text }) => text.startsWith('receives')).map(({ text }) => text)).toEqual([
      'receives "Hello, wo" in 3 pieces',
    ])
  })

  test('the moments that prove a breach name the rule', () => {
    const proofs = rows.filter(({ proves }) => proves.length > 0).map(({ atMs, proves }) => [atMs, ...proves])
    expect(proofs).toEqual([
      [4, 'retry-after-honoured'],
      [216, 'retry-after-honoured'],
      [231.25, 'success-means-complete'],
      [231.25, 'success-means-complete'],
      [1200, 'success-means-complete'],
    ])
  })

  test('the moment that breaks a rule is the last that proves its first breach', () => {
    const breaches = rows.filter(({ breaks }) => breaks.length > 0).map(({ atMs, breaks }) => [atMs, ...breaks])
    expect(breaches).toEqual([
      [216, 'retry-after-honoured'],
      [231.25, 'success-means-complete'],
    ])
  })

  test('an attempt, its new connection and its request are one moment, an answer and its end another', () => {
    const exchange = { exchange: 3, connection: 1, origin: 'main', model: 'm', credential: 'main', call: 4 } as const
    const request = { ...exchange, stream: false, bodyHash: '', idempotencyKey: null } as const
    const events: EventBody[] = [
      { type: 'attempt-started', call: 4, attempt: 2, endpoint: 'm', kind: 'retry' },
      { type: 'connection-opened', connection: 1, origin: 'main' },
      { type: 'exchange-started', ...request },
      { type: 'response-started', exchange: 3, status: 200, truth: { class: 'ok' }, asked: {} },
      { type: 'exchange-ended', exchange: 3, how: 'complete', text: 'Hello', finished: true },
    ]
    const excerpt = events.map((body, seq): HistoryEvent => ({ seq, at: 7, ...body }))
    expect(timelineOf({ excerpt, judged: [] }).map(({ lane, text, call }) => [lane, text, call])).toEqual([
      ['client', 'asks m (retry)', 4],
      ['upstream', '200; answer complete: "Hello"', 4],
    ])
    const apart = excerpt.map((event) => ({ ...event, at: event.seq }))
    expect(timelineOf({ excerpt: apart, judged: [] })).toHaveLength(5)
  })

  test('gaps in the excerpt are counted, not hidden', () => {
    expect(rows.flatMap(({ leftOutBefore }) => (leftOutBefore > 0 ? [leftOutBefore] : []))).toEqual([1, 11])
  })

  test('pieces of two calls that alternate stay apart', () => {
    const piece = (seq: number, call: number): HistoryEvent => ({ seq, at: seq, type: 'call-delta', call, text: 'x' })
    expect(
      timelineOf({ excerpt: [piece(0, 1), piece(1, 2), piece(2, 2)], judged: [] }).map(({ call }) => call),
    ).toEqual([1, 2])
  })

  test('a run without an excerpt has no story', () => expect(timelineOf({ excerpt: [], judged: [] })).toEqual([]))
})

describe('words', () => {
  const operation = {
    type: 'operation-ended',
    call: 1,
    endpoint: 'm',
    model: 'm',
    errorClass: null,
    reason: null,
    attempts: 1,
    durationMs: 212,
    firstContentMs: null,
    usage: null,
    costUsd: null,
    atMostUsd: null,
  } as const
  const ended = { type: 'exchange-ended', exchange: 0, text: 'Hello', finished: false } as const
  test.each<[EventBody, string]>([
    [{ type: 'call-aborted', call: 1 }, 'client caller aborts'],
    [{ type: 'call-left', call: 1 }, 'client caller leaves the stream'],
    [
      { type: 'connection-failed', connection: 0, origin: 'main', code: 'CERT_HAS_EXPIRED' },
      'upstream TLS to main fails: CERT_HAS_EXPIRED',
    ],
    [{ ...ended, how: 'reset' }, 'upstream <- connection reset, after "Hello"'],
    [{ ...ended, how: 'fin', text: '' }, 'upstream <- connection closed, after no content'],
    [{ ...ended, how: 'client-left' }, 'client -> hangs up, after "Hello"'],
    [{ ...ended, how: 'complete' }, 'upstream <- ends without a finish, after "Hello"'],
    [{ ...ended, how: 'complete', finished: true }, 'upstream <- answer complete: "Hello"'],
    [
      { type: 'attempt-started', call: 1, attempt: 2, endpoint: 'm', kind: 'fallback' },
      'client attempt 2, fallback, on m',
    ],
    [
      {
        type: 'attempt-ended',
        call: 1,
        attempt: 2,
        endpoint: 'm',
        errorClass: 'timeout',
        reason: 'headers',
        status: null,
      },
      'client attempt 2 failed: timeout headers',
    ],
    [
      { type: 'attempt-ended', call: 1, attempt: 2, endpoint: 'm', errorClass: null, reason: null, status: 200 },
      'client attempt 2 ok',
    ],
    [{ type: 'run-quiesced', timers: 0, sockets: 0, listeners: 0 }, 'client closed, nothing left behind'],
    [
      {
        type: 'call-ended',
        call: 1,
        outcome: { ok: false, errorClass: 'auth', message: 'bad key', status: 401, retryAtMs: null },
      },
      'client failed (auth): bad key',
    ],
    [{ type: 'operation-started', call: 1, stream: true }, 'client call begins, stream'],
    [operation, 'client call ok after 1 attempt, 212 ms'],
    [{ ...operation, errorClass: 'auth', attempts: 2 }, 'client call failed (auth) after 2 attempts, 212 ms'],
    [
      { type: 'health-changed', endpoint: 'm', healthy: false, reason: 'probe' },
      'client m counts as unhealthy (probe)',
    ],
    [{ type: 'limit-changed', endpoint: 'm', from: 8, to: 4 }, 'client concurrency of m: 8 to 4'],
    [{ type: 'key-buried', endpoint: 'm', untilMs: 9, errorClass: 'auth' }, 'client key of m counts as dead (auth)'],
  ])('%j', (body, words) => expect(told(body)).toBe(words))

  test('a long answer keeps its beginning and its end', () => {
    const text = told({ ...ended, how: 'reset', text: `Once${'.'.repeat(500)}the end` })
    expect(text).toMatch(/"Once\.+ \.\.\. \.+the end"$/)
    expect(text.length).toBeLessThan(140)
  })
})

describe('shortened', () => {
  test('keeps every proof, the moments next to them, and counts what it drops', () => {
    const few = shortened(rows, 8)
    expect(few).toHaveLength(8)
    expect(few.filter(({ proves }) => proves.length > 0)).toHaveLength(5)
    expect(few.map(({ atMs }) => atMs)).toEqual(few.map(({ atMs }) => atMs).sort((a, b) => a - b))
    const events = (some: typeof rows) => some.length + some.reduce((sum, { leftOutBefore }) => sum + leftOutBefore, 0)
    expect(events(few)).toBe(
      events(rows.slice(0, rows.indexOf(rows.find((row) => row.text === few.at(-1)!.text)!) + 1)),
    )
  })

  test('leaves a short story alone', () => expect(shortened(rows, 40)).toEqual(rows))

  test('shows the beginning where nothing is proved', () => {
    const unproved = timelineOf({ ...brokeRun, judged: [] })
    expect(shortened(unproved, 3)).toEqual(unproved.slice(0, 3))
  })
})
