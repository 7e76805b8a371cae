import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../../test/support/historyBuilder.ts'
import { noWaitAfterLastAttempt } from './noWaitAfterLastAttempt.ts'

interface Neighbour {
  readonly beginsMs: number
  /** Undefined: it never ends. */
  readonly endsMs?: number
  readonly instance?: number
}

/** Call 1 fails for the budget at 500 ms, long after its last attempt (10 ms); beside it runs what the test says. */
function verdictBeside(...neighbours: readonly Neighbour[]) {
  const history = new HistoryBuilder()
  const steps = [
    { at: 0, act: () => void history.call(0, 1, { instance: 0 }) },
    { at: 10, act: () => void history.answer(10, history.request(10, 1), { status: 503 }) },
    { at: 500, act: () => void history.fail(500, 1, { errorClass: 'budget' }) },
    ...neighbours.flatMap(({ beginsMs, endsMs, instance = 0 }, index) => [
      { at: beginsMs, act: () => void history.call(beginsMs, 2 + index, { instance }) },
      ...(endsMs === undefined ? [] : [{ at: endsMs, act: () => void history.succeed(endsMs, 2 + index) }]),
    ]),
  ]
  for (const { act } of steps.toSorted((a, b) => a.at - b.at)) act()
  return history.verdict(noWaitAfterLastAttempt).verdict
}

describe('a call that waits and is then refused for the budget', () => {
  test('has slept in vain where no other call could have spent what was left', () => {
    expect(verdictBeside()).toBe('fail')
  })

  test.each<[string, 'unknown' | 'fail', Neighbour]>([
    ['ran all the while', 'unknown', { beginsMs: 5, endsMs: 900 }],
    ['began before it and ended meanwhile', 'unknown', { beginsMs: 5, endsMs: 100 }],
    ['began meanwhile and never ends', 'unknown', { beginsMs: 100 }],
    ['was over before its last attempt', 'fail', { beginsMs: 1, endsMs: 5 }],
    ['began after its end', 'fail', { beginsMs: 600, endsMs: 700 }],
    ['was another instance’s', 'fail', { beginsMs: 5, endsMs: 900, instance: 1 }],
  ])('beside one that %s: %s', (_which, verdict, neighbour) => {
    expect(verdictBeside(neighbour)).toBe(verdict)
  })

  test('one of many neighbours is enough', () => {
    expect(verdictBeside({ beginsMs: 1, endsMs: 5 }, { beginsMs: 100, endsMs: 200 })).toBe('unknown')
  })
})
