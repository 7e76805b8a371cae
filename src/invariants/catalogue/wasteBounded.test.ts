import { expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { wasteBounded } from './wasteBounded.ts'

const tokens = { input: 10, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 }
const declared = { prices: { a: { input: '1', output: '1' }, b: { input: '3', output: '1' } }, wasteAtMost: 0.25 }

/** Calls, each with an answer of `a` that it gets; beside it one of `b`, three times as dear, in so many of them. */
function day(calls: number, hedged: number, { aborts = false } = {}) {
  const history = new HistoryBuilder()
  for (let call = 0; call < calls; call += 1) {
    history.call(call, call)
    const got = history.request(call, call)
    if (call < hedged) {
      const beside = history.request(call, call, { model: 'b' })
      history.head(call, beside, { class: 'ok', tokens })
      history.close(call, beside, { how: 'client-left', finished: false })
    }
    history.answer(call, got, { class: 'ok', tokens, text: 'hello', finished: true })
    if (aborts) history.abort(call, call)
    history.succeed(call, call, 'hello')
  }
  return history.verdict(wasteBounded, { declared: declared })
}

test('what nobody got an answer of is held against all that was billed', () => {
  // One of ten: 3 of 13, 23 %. Two: 6 of 16, 38 %.
  expect(day(10, 1)).toMatchObject({ verdict: 'pass', checked: 11 })
  expect(day(10, 2)).toMatchObject({ verdict: 'fail', violations: [{ evidence: expect.any(Array) }] })
})

test('who aborts wastes it himself', () => {
  expect(day(10, 9, { aborts: true })).toMatchObject({ verdict: 'unknown' })
})

test('the declared share itself may be wasted', () => {
  // 3 of 12.
  expect(day(9, 1)).toEqual({ verdict: 'pass', checked: 10 })
})

test('the breach says how much was lost of what, and names the first twenty attempts', () => {
  expect(messagesOf(day(10, 2))).toEqual([
    '0.00006 of 0.00016 USD (38 %) went into attempts that nobody got an answer of; at most 25 % may',
  ])
  // Each call: begun, asked twice, two heads, two ends, answered. The hedge is the third event of the first calls.
  expect(evidenceOf(day(10, 2))).toEqual([[2, 10]])
  expect(evidenceOf(day(30, 25))).toEqual([Array.from({ length: 20 }, (_, call) => 2 + 8 * call)])
})

type Answer = Parameters<HistoryBuilder['answer']>[2]
const whole = { class: 'ok', tokens, text: 'hello', finished: true } satisfies Answer

/** One call with these answers, which ends as the test says; a caller that leaves does so before that. */
function judged(answers: readonly Answer[], { text = 'hello', fails = false, leaves = false } = {}, policy = declared) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  for (const answer of answers) history.answer(1, history.request(1, 1), answer)
  if (leaves) history.leave(2, 1)
  if (fails) history.fail(2, 1)
  else history.succeed(2, 1, text)
  return history.verdict(wasteBounded, { declared: policy })
}

test.each<[string, Answer[], { text?: string; fails?: boolean }]>([
  ['a second answer that says the same', [whole, whole], {}],
  ['an answer that is not the one that the caller got', [{ ...whole, text: 'other' }], {}],
  ['an answer that never came to its end, whatever it said', [{ ...whole, finished: false }], {}],
  ['the answer of a call that failed', [whole], { fails: true }],
])('wasted is %s', (_what, answers, ending) => {
  expect(judged(answers, ending)).toMatchObject({ verdict: 'fail', checked: answers.length })
})

test('what was still under way when its call had its answer is wasted too', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.head(1, history.request(0, 1), { class: 'ok', tokens })
  history.answer(1, history.request(0, 1), whole)
  history.succeed(1, 1)
  expect(evidenceOf(history.verdict(wasteBounded, { declared }))).toEqual([[1]])
})

test('what nobody says a bill for counts on neither side', () => {
  expect(judged([{ class: 'server_error', status: 500 }, whole])).toEqual({ verdict: 'pass', checked: 1 })
})

test('who leaves wastes it himself', () => {
  expect(judged([whole, whole])).toMatchObject({ verdict: 'fail' })
  expect(judged([whole, whole], { leaves: true })).toMatchObject({ verdict: 'unknown' })
})

test.each(['prices', 'wasteAtMost'] as const)('unknown where %s were not declared', (missing) => {
  const { [missing]: _, ...rest } = declared
  expect(judged([whole, whole], {}, rest as typeof declared)).toMatchObject({ verdict: 'unknown' })
})

test('unknown where no share was declared', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  expect(history.verdict(wasteBounded, { declared: {} })).toMatchObject({ why: 'no share of waste was declared' })
  expect(history.verdict(wasteBounded, { declared: declared })).toMatchObject({
    why: 'no upstream said what it billed',
  })
})
