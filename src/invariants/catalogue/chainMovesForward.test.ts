import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { chainMovesForward } from './chainMovesForward.ts'

const declared = { maxAttemptsPerEndpoint: 3 }
const overloaded = { status: 503, class: 'overloaded' } as const

/** One call whose attempts go to these models, one every 10 ms, each answered so. */
function way(models: string, answer: Parameters<HistoryBuilder['answer']>[2] = overloaded) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const requests = models.split('').map((model, index) => {
    const request = history.request(index * 10, 1, { model })
    history.answer(index * 10 + 5, request, answer)
    return request
  })
  return { history, requests }
}

describe('chain-moves-forward', () => {
  test.each(['aab', 'abc', 'aabbcc'])('%s goes on and on', (models) => {
    expect(way(models).history.verdict(chainMovesForward, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('coming back to an endpoint from another one is a breach, with what had been seen of it', () => {
    const { history, requests } = way('aaba')
    const verdict = history.verdict(chainMovesForward, { declared })
    expect(messagesOf(verdict)).toEqual([
      'call 1 came back to a@gateway from b@gateway; it had left it after 503 (overloaded)',
    ])
    expect(evidenceOf(verdict)[0]!.at(-1)).toBe(requests[3]!.seq)
  })

  test('each return is a breach of its own', () => {
    expect(evidenceOf(way('ababa').history.verdict(chainMovesForward, { declared }))).toHaveLength(3)
  })

  test('who was asked to wait may come back when others have failed meanwhile', () => {
    const limited = { status: 429, class: 'rate_limited' } as const
    expect(way('aba', { ...limited, waitMs: 5 }).history.verdict(chainMovesForward, { declared }).verdict).toBe('pass')
    expect(way('aba', limited).history.verdict(chainMovesForward, { declared }).verdict).toBe('pass')
  })

  test('without a declared chain only what was refused for good keeps a call away', () => {
    expect(way('aba').history.verdict(chainMovesForward).verdict).toBe('pass')
    const shared = { ...declared, balance: 'round-robin' } as const
    expect(way('aba').history.verdict(chainMovesForward, { declared: shared }).verdict).toBe('pass')
    const notFound = { status: 404, class: 'not_found' } as const
    expect(way('aba', notFound).history.verdict(chainMovesForward).verdict).toBe('fail')
    const asked = { 'x-should-retry': 'true' }
    expect(way('aba', { ...notFound, asked }).history.verdict(chainMovesForward).verdict).toBe('pass')
  })

  test('the same model with another key is another endpoint', () => {
    const { history } = way('ab')
    history.answer(35, history.request(30, 1, { model: 'a', credential: 'other' }), overloaded)
    expect(history.verdict(chainMovesForward, { declared }).verdict).toBe('pass')
  })

  test('where a redirect leads is no choice of the client', () => {
    const { history } = way('a', { status: 307, class: 'not_found' })
    history.answer(15, history.request(10, 1, { origin: 'elsewhere' }), overloaded)
    history.answer(25, history.request(20, 1), overloaded)
    expect(history.verdict(chainMovesForward, { declared }).verdict).toBe('unknown')
  })

  test('who was answered behind the first endpoint had no reason to come back', () => {
    const { history } = way('a')
    history.answer(15, history.request(10, 1, { model: 'b' }))
    expect(history.verdict(chainMovesForward, { declared }).verdict).toBe('unknown')
  })

  test('hedges go beside the way', () => {
    const hedge = { afterMs: 1, maxHedges: 1 }
    expect(way('aba').history.verdict(chainMovesForward, { declared: { ...declared, hedge } }).verdict).toBe('unknown')
  })
  test.each(['invalid_request', 'auth', 'quota_exhausted', 'not_found', 'context_length', 'content_policy'] as const)(
    '%s is for good',
    (meaning) => {
      const { history } = way('aba', { status: 400, class: meaning })
      expect(history.verdict(chainMovesForward).verdict).toBe('fail')
    },
  )

  test.each([
    [299, 'fail'],
    [300, 'unknown'],
    [399, 'unknown'],
    [400, 'fail'],
  ] as const)('whether %i leads elsewhere: a return from it is %s', (status, expected) => {
    const { history } = way('ab', { status, class: 'not_found' })
    history.answer(25, history.request(20, 1, { model: 'a' }), { status: 404, class: 'not_found' })
    expect(history.verdict(chainMovesForward, { declared }).verdict).toBe(expected)
  })

  test('a wait that is asked for in a number is one, whatever the class', () => {
    expect(way('aba', { ...overloaded, waitMs: 5 }).history.verdict(chainMovesForward, { declared }).verdict).toBe(
      'pass',
    )
  })

  test('an endpoint that gave no answer was left as well; its events are told in order', () => {
    const story = (how?: 'client-left') => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      const first = history.request(0, 1, { model: 'a' })
      const second = history.request(10, 1, { model: 'b' })
      if (how !== undefined) history.close(15, first, { how })
      const closed = how === undefined ? first.seq : history.events.at(-1)!.seq
      const back = history.request(20, 1, { model: 'a' })
      const verdict = history.verdict(chainMovesForward, { declared })
      return [messagesOf(verdict), evidenceOf(verdict), [[first, second, back].map(({ seq }) => seq), closed]] as const
    }
    const [open, openProof, [openSeqs]] = story()
    expect(open).toEqual(['call 1 came back to a@gateway from b@gateway; it had left it after no answer'])
    expect(openProof).toEqual([openSeqs])
    const [left, leftProof, [[, second, back], closed]] = story('client-left')
    expect(left).toEqual(['call 1 came back to a@gateway from b@gateway; it had left it after no answer (client-left)'])
    expect(leftProof).toEqual([[second, closed, back]])
  })
})
