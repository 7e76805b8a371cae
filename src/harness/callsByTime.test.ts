import { expect, test } from 'vitest'
import type { EventBody } from '../history/index.ts'
import { CallsByTime } from './callsByTime.ts'

const exchange = (number: number, call: number | null = null): EventBody => ({
  type: 'exchange-started',
  exchange: number,
  connection: number,
  origin: 'gateway',
  model: 'm',
  credential: 'gateway',
  call,
  stream: false,
  bodyHash: '',
  idempotencyKey: null,
})
const starts = (call: number): EventBody => ({ type: 'call-started', call, stream: false, deadlineMs: null })
const ends = (call: number): EventBody => ({ type: 'call-ended', call, outcome: { ok: true, text: '', model: null } })

/** The calls to which exchanges are said to belong. */
function callsOf(...events: EventBody[]): (number | null)[] {
  const seen: (number | null)[] = []
  const calls = new CallsByTime({
    record: (event) => void (event.type === 'exchange-started' && seen.push(event.call)),
  })
  for (const event of events) calls.record(event)
  return seen
}

test('the only call that is open is who asks', () => {
  expect(callsOf(starts(0), exchange(0), exchange(1), ends(0), starts(1), exchange(2))).toEqual([0, 0, 1])
})

test('of two that are open neither is named, and none where none is', () => {
  expect(callsOf(exchange(0), starts(0), starts(1), exchange(1), ends(0), exchange(2))).toEqual([null, null, 1])
})

test('a marker knows better', () => {
  expect(callsOf(starts(0), exchange(0, 7))).toEqual([7])
})
