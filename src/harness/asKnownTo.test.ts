import { expect, test } from 'vitest'
import type { EventOf, HistoryEvent } from '../history/index.ts'
import { asKnownTo, withKeyPerModel } from './asKnownTo.ts'

type Response = Omit<EventOf<'response-started'>, 'seq' | 'at' | 'type' | 'exchange'>

const known = (reads: 'status-and-headers' | undefined, response: Response) =>
  asKnownTo(reads === undefined ? {} : { reads }, [
    { seq: 0, at: 0, type: 'response-started', exchange: 0, ...response } satisfies HistoryEvent,
  ])[0]

const spent = { status: 429, truth: { class: 'quota_exhausted', waitMs: 900 }, asked: {} } as const

test('who reads bodies knows all that they say', () => {
  expect(known(undefined, spent)).toMatchObject(spent)
})

test.each<[string, Response, Response['truth']]>([
  ['a quota that only the body names is a rate limit, without a wait', spent, { class: 'rate_limited' }],
  [
    'a header says how long to wait',
    { ...spent, asked: { 'retry-after': '1' } },
    { class: 'rate_limited', waitMs: 900 },
  ],
  [
    '402 says it in its status',
    { status: 402, truth: { class: 'quota_exhausted' }, asked: {} },
    { class: 'quota_exhausted' },
  ],
  [
    'an error within a success is no good answer, whatever it says',
    { status: 200, truth: { class: 'quota_exhausted' }, asked: {} },
    { class: 'server_error' },
  ],
])('who reads statuses and headers: %s', (_name, response, truth) => {
  expect(known('status-and-headers', response)).toMatchObject({ truth })
  expect((known('status-and-headers', response) as EventOf<'response-started'>).truth).toEqual(truth)
})

test('who is given each model with its own key does not know that two are the same', () => {
  const started = { type: 'exchange-started', exchange: 0, connection: 0, origin: 'one', model: 'a', credential: 'key' }
  const rest = { call: 0, stream: false, bodyHash: 'x', idempotencyKey: null }
  const event = { seq: 0, at: 0, ...started, ...rest } as HistoryEvent
  expect(withKeyPerModel([event])[0]).toMatchObject({ model: 'a', credential: 'key of a' })
})
