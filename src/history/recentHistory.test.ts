import { expect, test } from 'vitest'
import { RecentHistory } from './recentHistory.ts'

const opened = (connection: number) => ({ type: 'connection-opened', connection, origin: 'o' }) as const

test('keeps the latest, and counts all', () => {
  const history = new RecentHistory(() => 1.23456, 3)
  expect([history.firstSeq, history.nextSeq, history.from(0, 9)]).toEqual([0, 0, []])
  for (let connection = 0; connection < 8; connection += 1) history.record(opened(connection))
  expect([history.firstSeq, history.nextSeq]).toEqual([5, 8])
  expect(history.from(0, 9).map(({ seq }) => seq)).toEqual([5, 6, 7])
  expect(history.from(6, 1)).toEqual([{ seq: 6, at: 1.235, ...opened(6) }])
  expect(history.from(8, 9)).toEqual([])
  expect(history.from(99, 9)).toEqual([])
})

test('tells of each event as it is recorded', () => {
  const told: unknown[] = []
  const history = new RecentHistory(
    () => 1.5,
    1,
    (...event) => told.push(event),
  )
  history.record(opened(1))
  history.record(opened(2))
  expect(told).toEqual([
    [opened(1), 1.5, 0],
    [opened(2), 1.5, 1],
  ])
})

test('what came over the wire may have any length, and is not kept whole', () => {
  const long = 'x'.repeat(1_000_000)
  const history = new RecentHistory(() => 0, 9)
  history.record({
    type: 'exchange-started',
    exchange: 0,
    connection: 0,
    origin: 'o',
    model: long,
    credential: 'none',
    call: null,
    stream: false,
    bodyHash: '',
    idempotencyKey: long,
  })
  history.record({ type: 'exchange-ended', exchange: 0, how: 'complete', text: long, finished: true })
  expect(JSON.stringify(history.from(0, 9)).length).toBeLessThan(2_000)
  expect(history.from(0, 9)[1]).toMatchObject({ text: expect.stringMatching(/^x{500}…$/) })
})
