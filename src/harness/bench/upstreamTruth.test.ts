import { expect, test } from 'vitest'
import type { EventBody } from '../../history/index.ts'
import { TruthRecorder } from './upstreamTruth.ts'

test('counts all, and keeps the first ones', () => {
  let nowMs = 0
  const recorder = new TruthRecorder(() => nowMs, 2)
  const began = (exchange: number) =>
    recorder.record({ type: 'exchange-started', exchange, model: 'a', call: exchange * 10 } as EventBody)
  const ended = (exchange: number, how: 'complete' | 'reset') =>
    recorder.record({ type: 'exchange-ended', exchange, how, text: '', finished: true })
  for (const exchange of [0, 1, 2]) {
    nowMs += 1.00049
    began(exchange)
    recorder.record({ type: 'response-started', exchange, status: 200, truth: { class: 'ok' }, asked: {} })
  }
  nowMs = 5
  ended(1, 'complete')
  ended(0, 'reset')
  ended(2, 'complete')
  ended(9, 'complete')
  expect(recorder.truth()).toEqual({
    requests: 3,
    byModel: { a: { requests: 3, complete: 2, statuses: { 200: 3 } } },
    exchanges: [
      { call: 10, model: 'a', startedMs: 2.001, endedMs: 5 },
      { call: 0, model: 'a', startedMs: 1, endedMs: 5 },
    ],
  })
})
