import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { nothingLeftBehind } from './nothingLeftBehind.ts'

const clean = { timers: 0, sockets: 0, listeners: 0 }

describe('nothing-left-behind', () => {
  test('a clean end passes', () => {
    const history = new HistoryBuilder()
    history.record(9, { type: 'run-quiesced', ...clean })
    expect(history.verdict(nothingLeftBehind)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test.each([{ timers: 1 }, { sockets: 2 }, { listeners: 3 }])('what was left is a breach: %o', (left) => {
    const history = new HistoryBuilder()
    const quiesced = history.record(9, { type: 'run-quiesced', ...clean, ...left })
    expect(evidenceOf(history.verdict(nothingLeftBehind))).toEqual([[quiesced.seq]])
    expect(messagesOf(history.verdict(nothingLeftBehind))[0]).toContain(String(Object.values(left)[0]))
  })

  test('a run without an end is unknown', () => {
    expect(new HistoryBuilder().verdict(nothingLeftBehind).verdict).toBe('unknown')
  })
})
