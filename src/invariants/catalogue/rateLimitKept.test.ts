import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { rateLimitKept } from './rateLimitKept.ts'

const declared = { rpm: 3 }

function requestsAt(...instants: number[]) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  return { history, seqs: instants.map((at) => history.request(at, 1).seq) }
}

describe('rate-limit-kept', () => {
  test('requests exactly a minute apart lie in different windows', () => {
    const { history } = requestsAt(0, 1, 2, 60_000, 60_001)
    expect(history.verdict(rateLimitKept, { declared })).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('a window that straddles two calendar minutes counts', () => {
    const { history, seqs } = requestsAt(0, 59_000, 59_001, 59_002, 61_000)
    const verdict = history.verdict(rateLimitKept, { declared })
    expect(evidenceOf(verdict)).toEqual([seqs.slice(0, 4)])
    expect(messagesOf(verdict)).toEqual(['a@gateway got 4 requests within 59002 ms; 3 a minute were declared'])
  })

  test('one burst is one breach', () => {
    expect(evidenceOf(requestsAt(0, 0, 0, 0, 0, 0).history.verdict(rateLimitKept, { declared }))).toHaveLength(1)
    const two = requestsAt(0, 0, 0, 0, 0, 0, 0, 0).history
    expect(evidenceOf(two.verdict(rateLimitKept, { declared }))).toHaveLength(2)
  })

  test('endpoints and keys are counted apart', () => {
    const { history } = requestsAt(0, 1, 2)
    for (const at of [3, 4, 5]) history.request(at, 1, { model: 'b' })
    for (const at of [6, 7, 8]) history.request(at, 1, { credential: 'other' })
    expect(history.verdict(rateLimitKept, { declared }).verdict).toBe('unknown')
  })

  test('two witnesses may differ by the tolerance', () => {
    const { history } = requestsAt(0, 1, 2, 59_960)
    expect(history.verdict(rateLimitKept, { declared, toleranceMs: 50 }).verdict).toBe('pass')
    expect(history.verdict(rateLimitKept, { declared }).verdict).toBe('fail')
  })

  test('no rate declared: unknown', () => {
    expect(requestsAt(0, 0, 0, 0).history.verdict(rateLimitKept).verdict).toBe('unknown')
  })
  test('it is the span that counts, not when the day began', () => {
    const { history } = requestsAt(100_000, 100_001, 100_002, 100_003)
    expect(history.verdict(rateLimitKept, { declared }).verdict).toBe('fail')
    const apart = requestsAt(100_000, 100_001, 100_002, 160_000)
    expect(apart.history.verdict(rateLimitKept, { declared }).verdict).toBe('pass')
  })
})
