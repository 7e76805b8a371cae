import { describe, expect, test } from 'vitest'
import type { EventBody, HistoryEvent } from './events.ts'
import { History } from './history.ts'

const events: EventBody[] = [
  { type: 'call-started', call: 0, stream: true, deadlineMs: null },
  { type: 'call-delta', call: 0, text: 'độ "慢"\n👩‍🚀\u2028' },
  {
    type: 'response-started',
    exchange: 0,
    status: 429,
    truth: { class: 'rate_limited', waitMs: 3_000 },
    asked: { 'retry-after': '3' },
  },
  { type: 'run-quiesced', timers: 0, sockets: 0, listeners: 0 },
]

function historyOf(bodies: readonly EventBody[], everyMs = 1): History {
  let nowMs = 0
  const history = new History(() => nowMs)
  for (const body of bodies) {
    history.record(body)
    nowMs += everyMs
  }
  return history
}

describe('a history', () => {
  test('numbers its events without a gap, and dates them in whole microseconds', () => {
    let nowMs = 0.1 + 0.2
    const history = new History(() => nowMs)
    history.record(events[0]!)
    nowMs = 1.00049
    history.record(events[1]!)
    expect(history.events.map(({ seq, at }) => [seq, at])).toEqual([
      [0, 0.3],
      [1, 1],
    ])
  })

  test('comes back from its lines as it was', () => {
    const history = historyOf(events)
    expect(history.lines().map((line) => JSON.parse(line) as HistoryEvent)).toEqual(history.events)
    for (const line of history.lines()) expect(line).not.toMatch(/[\n\r]/)
  })

  test('has canonical lines: number, instant, then the event as it was named', () => {
    expect(historyOf(events).lines()[2]).toBe(
      '{"seq":2,"at":2,"type":"response-started","exchange":0,"status":429,' +
        '"truth":{"class":"rate_limited","waitMs":3000},"asked":{"retry-after":"3"}}',
    )
  })
})

describe('its hash', () => {
  const hash = historyOf(events).hash()

  test('is the same for the same run', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(historyOf(events).hash()).toBe(hash)
  })

  test.each([
    ['an event more', [...events, events[3]!], 1],
    ['an event less', events.slice(1), 1],
    ['two in another order', [events[1]!, events[0]!, ...events.slice(2)], 1],
    ['another word', events.with(1, { type: 'call-delta', call: 0, text: 'do' }), 1],
    ['another number', events.with(3, { type: 'run-quiesced', timers: 1, sockets: 0, listeners: 0 }), 1],
    ['another instant', events, 1.001],
  ] as const)('differs by %s', (_story, changed, everyMs) => {
    expect(historyOf(changed, everyMs).hash()).not.toBe(hash)
  })
})
