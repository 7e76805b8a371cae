import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../../test/support/historyBuilder.ts'
import { budgetKept } from './budgetKept.ts'

const tokens = { input: 10, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 }
const answer = { class: 'ok', tokens, finished: true } as const
/** Each answer costs ten micro-dollars, and none more than twenty. */
const declared = {
  prices: { a: { input: '1', output: '1' } },
  budgetUsd: '0.00005',
  attemptAtMostUsd: '0.00002',
}

interface Answered {
  readonly instance?: number
  readonly how?: 'fin'
  readonly finished?: boolean
  readonly untold?: true
  /** Its caller had read enough before the stream said what it cost. */
  readonly left?: true
}

class Day extends HistoryBuilder {
  #nowMs = 0

  answered(call: number, { instance, left, ...more }: Answered = {}) {
    const at = (this.#nowMs += 1)
    this.call(at, call, instance === undefined ? {} : { instance })
    this.attempt(at, call, 0)
    this.answer(at, this.request(at, call), { ...answer, ...more })
    if (left === true) this.leave(at, call)
    if (more.finished === false) this.fail(at, call)
    else this.succeed(at, call)
    return this
  }

  /** Its attempt never reached the upstream. */
  unseen(call: number) {
    const at = (this.#nowMs += 1)
    this.call(at, call)
    this.attempt(at, call, 0)
    this.fail(at, call)
    return this
  }

  /** By its upstream, which bills nothing for it. */
  turnedAway(call: number) {
    const at = (this.#nowMs += 1)
    this.call(at, call)
    this.attempt(at, call, 0)
    this.answer(at, this.request(at, call), { status: 503 })
    this.fail(at, call)
    return this
  }

  /** For the budget. */
  refused(call: number, { instance }: { instance?: number } = {}) {
    const at = (this.#nowMs += 1)
    this.call(at, call, instance === undefined ? {} : { instance })
    this.fail(at, call, { errorClass: 'budget' })
    return this
  }
}

const verdict = (day: HistoryBuilder, changes: Partial<typeof declared> = {}) =>
  day.verdict(budgetKept, { declared: { ...declared, ...changes } })
const spent = (calls: number) => {
  const day = new Day()
  for (let call = 0; call < calls; call += 1) day.answered(call)
  return day
}

describe('a budget', () => {
  test('may be spent to the last, and no further', () => {
    expect(verdict(spent(5))).toMatchObject({ verdict: 'pass', checked: 5 })
    expect(verdict(spent(6))).toMatchObject({ verdict: 'fail', violations: [expect.anything()] })
    // Said once, however much is spent after that.
    expect(verdict(spent(9))).toMatchObject({ violations: [expect.anything()] })
  })

  test('counts what is under way', () => {
    const day = new HistoryBuilder()
    for (let call = 0; call < 6; call += 1) {
      day.call(0, call)
      day.head(0, day.request(0, call), { class: 'ok', tokens })
    }
    expect(verdict(day)).toMatchObject({ verdict: 'fail' })
  })

  test('is each instance’s own', () => {
    const day = new Day()
    for (let call = 0; call < 10; call += 1) day.answered(call, { instance: call % 2 })
    expect(verdict(day)).toMatchObject({ verdict: 'pass' })
    day.answered(10, { instance: 0 })
    expect(verdict(day)).toMatchObject({ verdict: 'fail' })
  })

  test('gives back what was put aside: while the worst case fits, nobody is refused', () => {
    expect(verdict(spent(3).refused(9))).toMatchObject({ verdict: 'fail' })
    expect(verdict(spent(4).refused(9))).toMatchObject({ verdict: 'pass', checked: 5 })
  })

  test('keeps the worst case of a stream whose caller left before it said what it cost', () => {
    expect(verdict(new Day().answered(0).answered(1, { left: true }).refused(9))).toMatchObject({ verdict: 'fail' })
    const twice = new Day().answered(0, { left: true }).answered(1, { left: true })
    expect(verdict(twice.refused(9))).toMatchObject({ verdict: 'pass' })
  })

  test('keeps the worst case of what was cut, of what said nothing, and of what nobody saw', () => {
    const cut = { how: 'fin', finished: false } as const
    expect(verdict(new Day().answered(0, cut).refused(9))).toMatchObject({ verdict: 'fail' })
    expect(verdict(new Day().answered(0, cut).answered(1, cut).refused(9))).toMatchObject({ verdict: 'pass' })
    expect(verdict(new Day().answered(0, { untold: true }).answered(1, cut).refused(9))).toMatchObject({
      verdict: 'pass',
    })
    expect(verdict(new Day().answered(0).unseen(1).refused(9))).toMatchObject({ verdict: 'fail' })
    expect(verdict(new Day().answered(0, cut).unseen(1).refused(9))).toMatchObject({ verdict: 'pass' })
  })

  test('keeps the worst case of an answer on its way when its attempt was given up', () => {
    const attemptEnd = { type: 'attempt-ended', attempt: 0, endpoint: 'a', reason: null, status: null } as const
    const day = new Day()
    for (const call of [0, 1]) {
      const at = 100 * call
      day.call(at, call)
      day.attempt(at, call, 0)
      day.answer(at, day.request(at, call), answer)
      day.record(at + 30, { ...attemptEnd, call, errorClass: 'aborted' })
      day.fail(at + 30, call)
    }
    day.call(300, 9)
    day.fail(300, 9, { errorClass: 'budget' })
    const within = (toleranceMs: number) => day.verdict(budgetKept, { declared, toleranceMs }).verdict
    expect([within(50), within(0)]).toEqual(['pass', 'fail'])
  })

  test('of calls side by side nobody knows who holds what', () => {
    const day = new Day().answered(0)
    day.call(2, 7)
    day.refused(8)
    day.succeed(9, 7)
    expect(verdict(day)).toMatchObject({ verdict: 'pass', checked: 1 })
  })

  test('nor where another call begins before the refused one has ended', () => {
    const day = new Day().answered(0)
    day.call(2, 8)
    day.call(2, 9)
    day.fail(3, 8, { errorClass: 'budget' })
    day.succeed(4, 9)
    expect(verdict(day)).toMatchObject({ verdict: 'pass', checked: 1 })
  })

  test('nor beside a long one, whatever else has ended since it began', () => {
    const day = new Day()
    day.call(0, 7)
    day.answered(0).refused(9)
    day.succeed(9, 7)
    expect(verdict(day)).toMatchObject({ verdict: 'pass', checked: 1 })
  })

  test('what never ends after a refusal does not matter to it', () => {
    const day = spent(3).refused(9)
    day.call(10, 10)
    expect(verdict(day)).toMatchObject({ verdict: 'fail', checked: 4 })
  })

  test('an attempt that was turned away cost nothing', () => {
    expect(verdict(spent(2).turnedAway(5).refused(9))).toMatchObject({ verdict: 'fail' })
  })

  test('of a client that tells of no attempt nobody can reckon what it holds', () => {
    const day = new Day()
    day.call(0, 0)
    day.answer(0, day.request(0, 0), answer)
    day.succeed(0, 0)
    expect(verdict(day.refused(9))).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('without the most that an attempt may cost no refusal is judged', () => {
    const { attemptAtMostUsd: _, ...known } = declared
    expect(spent(3).refused(9).verdict(budgetKept, { declared: known })).toEqual({ verdict: 'pass', checked: 3 })
  })

  test.each(['prices', 'budgetUsd'] as const)('unknown without %s', (missing) => {
    const { [missing]: _, ...known } = declared
    expect(spent(6).verdict(budgetKept, { declared: known })).toMatchObject({ why: 'no budget was declared' })
  })

  test('unknown where none was declared, or nobody says what was billed', () => {
    const day = new HistoryBuilder()
    day.call(0, 1)
    day.answer(0, day.request(0, 1), { class: 'ok' })
    expect(day.verdict(budgetKept, { declared: {} })).toMatchObject({ why: 'no budget was declared' })
    expect(verdict(day)).toMatchObject({ why: 'no upstream said what it billed' })
  })
})
