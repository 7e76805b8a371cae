import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { readTraffic } from './readTraffic.ts'

const lines = (...requests: readonly object[]) => requests.map((one) => JSON.stringify(one)).join('\n')

describe('traffic', () => {
  test('is read from JSON Lines, in ISO 8601 or ms, and from CSV, to the same', () => {
    const json = lines(
      { time: '2026-11-27T09:00:00Z', tokens_in: 100, tokens_out: 10 },
      { time: '2026-11-27T09:00:30Z', tokens_in: 200, tokens_out: 20 },
      { time: '2026-11-27T09:02:00Z', tokens_in: 300, tokens_out: 30 },
    )
    const csv =
      'time,tokens_in,tokens_out\r\n2026-11-27T09:00:00,100,10\r\n2026-11-27T09:00:30,200,20\r\n2026-11-27T09:02:00,300,30\r\n'
    const read = readTraffic(json, 'log.jsonl')
    expect(read).toEqual({
      demand: { peakPerSecond: 0.03333, meanPerSecond: 0.025, users: null, byHour: null },
      inputTokens: [100, 200, 300],
      outputTokens: [10, 20, 30],
    })
    expect(readTraffic(csv, 'log.csv')).toEqual(read)
  })

  test('of months is read as one of minutes is', () => {
    const minutes = Array.from({ length: 130_000 }, (_, minute) => `${minute * 60_000},1,1`)
    const { demand } = readTraffic(['time,tokens_in,tokens_out', ...minutes, '120000,1,1'].join('\n'), 'log.csv')
    expect(demand.peakPerSecond).toBe(0.03333)
  })

  test('of hours has a profile of the day', () => {
    const hour = 3_600_000
    const { demand } = readTraffic(
      lines(...[9, 9, 9, 14].map((of, index) => ({ timestamp: of * hour + index * 1_000 }))),
      'log.jsonl',
    )
    expect(demand.byHour?.[9]).toBe(0.0008333)
    expect(demand.byHour?.[14]).toBe(0.0002778)
    expect(demand.byHour?.[3]).toBe(0)
  })

  test.each([
    ['{"time":"soon"}\n{"time":5}', 'log:1'],
    ['{"time":1}\n{"time":', 'log:2'],
    ['time,tokens_in\n5,many\n6,7', 'log:2'],
    ['{"time":1}', 'log'],
    ['', 'log'],
  ])('that cannot be read is refused with its line: %j', (text, where) => {
    let problem: unknown
    try {
      readTraffic(text, 'log')
    } catch (error) {
      problem = error
    }
    expect(problem).toBeInstanceOf(Problem)
    expect((problem as Problem).text.where).toBe(where)
  })
})
