import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { fallbackAsDeclared } from './fallbackAsDeclared.ts'

const declared = { fallback: false } as const

function tried(second: string) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const first = history.request(0, 1)
  history.answer(10, first, { status: 500 })
  const next = history.request(20, 1, { model: second })
  return { history, seqs: [first.seq, next.seq] }
}

describe('fallback-as-declared', () => {
  test('the same endpoint may be tried again', () => {
    expect(tried('a').history.verdict(fallbackAsDeclared, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('another one is found', () => {
    const { history, seqs } = tried('b')
    const verdict = history.verdict(fallbackAsDeclared, { declared })
    expect(evidenceOf(verdict)).toEqual([seqs])
    expect(messagesOf(verdict)).toEqual(['call 1 went from a@gateway to b@gateway although fallback was switched off'])
  })

  test('not switched off, or hedges beside it: unknown', () => {
    const { history } = tried('b')
    expect(history.verdict(fallbackAsDeclared).verdict).toBe('unknown')
    const hedged = { ...declared, hedge: { afterMs: 100, maxHedges: 1 } }
    expect(history.verdict(fallbackAsDeclared, { declared: hedged }).verdict).toBe('unknown')
  })
  test('calls that nothing sent elsewhere prove nothing; one failed attempt among good ones does', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.call(0, 2)
    history.answer(10, history.request(0, 2))
    expect(history.verdict(fallbackAsDeclared, { declared }).verdict).toBe('unknown')
    const again = tried('a').history
    again.answer(30, again.request(20, 1))
    expect(again.verdict(fallbackAsDeclared, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })
})
