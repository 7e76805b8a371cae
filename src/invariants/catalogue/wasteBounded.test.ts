import { expect, test } from 'vitest'
import { HistoryBuilder } from '../../../test/support/historyBuilder.ts'
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

test('unknown where no share was declared', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  expect(history.verdict(wasteBounded, { declared: {} })).toMatchObject({ why: 'no share of waste was declared' })
  expect(history.verdict(wasteBounded, { declared: declared })).toMatchObject({
    why: 'no upstream said what it billed',
  })
})
