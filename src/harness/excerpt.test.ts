import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { excerptOf } from './excerpt.ts'
import type { JudgedInvariant } from './report.ts'

/** A rule that was broken, each violation proved by these events. */
function broken(...violations: number[][]): JudgedInvariant {
  const result = {
    verdict: 'fail',
    checked: violations.length,
    violations: violations.map((evidence) => ({ message: 'no', evidence })),
  } as const
  return { invariant: 'x', number: 1, requirement: '', source: '', strength: 'must', exercised: true, result }
}
const held: JudgedInvariant = { ...broken(), result: { verdict: 'pass', checked: 1 } }

/** Calls that each start, ask once, get an answer, and end: five events a call. */
function callsOf(count: number): HistoryBuilder {
  const history = new HistoryBuilder()
  for (let call = 0; call < count; call += 1) {
    history.call(call, call)
    history.answer(call, history.request(call, call))
    history.succeed(call, call)
  }
  return history
}
const seqs = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq)

describe('the part of a history that tells a failure’s story', () => {
  const { events } = callsOf(30)

  test('nothing broke: there is none', () => {
    expect(excerptOf(events, [held])).toEqual([])
  })

  test('the whole of the call to which the evidence belongs, and nothing of the others', () => {
    expect(seqs(excerptOf(events, [broken([5])]))).toEqual([5, 6, 7, 8, 9])
    // An answer names its exchange, not its call.
    expect(seqs(excerptOf(events, [broken([7])]))).toEqual([5, 6, 7, 8, 9])
  })

  test('of each rule the first violation, in the order of events', () => {
    expect(seqs(excerptOf(events, [broken([11], [100]), held, broken([3])]))).toEqual([
      0, 1, 2, 3, 4, 10, 11, 12, 13, 14,
    ])
  })

  test('evidence that belongs to no call stands for itself', () => {
    const history = callsOf(1)
    history.record(9, { type: 'run-quiesced', timers: 1, sockets: 0, listeners: 0 })
    expect(seqs(excerptOf(history.events, [broken([5])]))).toEqual([5])
  })

  test('never more than forty, and the evidence comes before the rest', () => {
    const evidence = [149, 140, 135]
    const excerpt = seqs(
      excerptOf(events, [broken(events.map(({ seq }) => seq).filter((seq) => seq % 5 === 0)), broken(evidence)]),
    )
    expect(excerpt).toHaveLength(40)
    expect(excerpt).toEqual(excerpt.toSorted((a, b) => a - b))
    expect(excerpt).toEqual(expect.arrayContaining(evidence))
  })

  test('more evidence than that is cut', () => {
    expect(excerptOf(events, [broken(seqs(events))])).toHaveLength(40)
  })
})
