import { expect, test } from 'vitest'
import { HistoryBuilder } from '../../../test/support/historyBuilder.ts'
import type { HistoryEvent } from '../../history/index.ts'
import { JudgedEvents, mostJudgedEvents } from './judgedEvents.ts'

test('only so many events are judged; what comes after them is counted, and convicts nobody', () => {
  const judged = new JudgedEvents()
  judged.scriptBegins({ expect: {} })
  const opened = (seq: number): HistoryEvent => ({
    seq,
    at: seq,
    type: 'connection-opened',
    connection: seq,
    origin: 'o',
  })
  for (let seq = 0; seq < mostJudgedEvents; seq += 1) judged.record(opened(seq))
  expect([judged.leftOut, judged.events.length]).toEqual([0, mostJudgedEvents])
  const late = new HistoryBuilder()
  for (const at of [0, 1]) late.answer(at, late.request(at, 3), { status: 404, class: 'not_found' })
  for (const event of late.events) judged.record(event)
  expect([judged.leftOut, judged.events.length]).toEqual([late.events.length, mostJudgedEvents])
  expect(judged.judge(0).filter(({ verdict }) => verdict.verdict === 'fail')).toEqual([])
})

test('scripts are judged one by one: what a call did under another is not held against it', () => {
  const judged = new JudgedEvents()
  const history = new HistoryBuilder()
  for (const at of [0, 1]) {
    judged.scriptBegins({ expect: {} })
    const from = history.events.length
    history.answer(at, history.request(at, 3), { status: 404, class: 'not_found' })
    for (const event of history.events.slice(from)) judged.record(event)
  }
  const verdicts = judged.judge(0).filter(({ invariant }) => invariant.name === 'no-retry-after-terminal')
  expect(verdicts.map(({ verdict }) => verdict)).toEqual([{ verdict: 'pass', checked: 2 }])
})
