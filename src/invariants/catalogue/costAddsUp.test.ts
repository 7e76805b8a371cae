import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { costAddsUp } from './costAddsUp.ts'

const kinds = { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 }
const gratis = { input: '0', output: '0' }
const prices = { a: { input: '1', cachedInput: '0.1', cacheWrite: '2', output: '3', reasoning: '4' } }

type Answer = Parameters<HistoryBuilder['answer']>[2]
const whole = { class: 'ok', tokens: { ...kinds, input: 10 }, finished: true } satisfies Answer
const cut = { ...whole, finished: false, how: 'fin' } satisfies Answer
const refused = { class: 'server_error', status: 500 } satisfies Answer

const callCost = {
  type: 'operation-ended',
  call: 1,
  endpoint: 'a',
  model: 'a',
  errorClass: null,
  reason: null,
  attempts: 1,
  durationMs: 9,
  firstContentMs: null,
  usage: null,
} as const

const attemptEnd = { type: 'attempt-ended', call: 1, attempt: 0, endpoint: 'a', reason: null, status: null } as const

/** One call with these answers, one after the other; `says` is what its client says that it cost, in pico-dollars. */
function told(
  answers: readonly Answer[],
  says: readonly [string | null, string | null],
  { fails = false, reads = 'at once', unseen = 0 } = {},
) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  for (const [attempt, answer] of answers.entries()) {
    history.attempt(attempt, 1, attempt)
    history.answer(attempt, history.request(attempt, 1), answer)
  }
  // Of these the client tells, and the upstream knows nothing.
  for (let nth = 0; nth < unseen; nth += 1) history.attempt(8, 1, answers.length + nth)
  if (reads === 'slowly') history.resume(8, 1)
  if (reads === 'in part') history.leave(8, 1)
  const usd = (pico: string | null) => (pico === null ? null : `0.${pico.padStart(12, '0')}`)
  history.record(9, { ...callCost, costUsd: usd(says[0]), atMostUsd: usd(says[1]) })
  if (fails) history.fail(9, 1)
  else history.succeed(9, 1)
  return history.verdict(costAddsUp, { declared: { prices, attemptAtMostUsd: '0.00005' } })
}

const ten = '10000000'

describe('what a call cost', () => {
  test('a slow reader may not have got to the counts before a time limit came', () => {
    expect(told([whole], [null, null])).toMatchObject({ verdict: 'fail' })
    expect(told([whole], [null, null], { reads: 'slowly' })).toMatchObject({ verdict: 'pass', checked: 1 })
  })

  test('nor one that left the stream', () => {
    expect(told([whole], [null, null], { reads: 'in part' })).toMatchObject({ verdict: 'pass', checked: 1 })
  })

  test('an attempt that never reached the upstream may have been billed, for all that its client knows', () => {
    expect(told([whole], [null, '60000000'])).toMatchObject({ verdict: 'fail' })
    expect(told([whole], [null, '60000000'], { unseen: 1 })).toMatchObject({ verdict: 'pass' })
  })

  test('each kind of token at its price', () => {
    const tokens = { input: 1, cachedInput: 10, cacheWrite: 100, output: 1_000, reasoning: 10_000 }
    const sum = String(1e6 + 10 * 1e5 + 100 * 2e6 + 1_000 * 3e6 + 10_000 * 4e6)
    expect(told([{ ...whole, tokens }], [sum, sum])).toMatchObject({ verdict: 'pass', checked: 1 })
    expect(told([{ ...whole, tokens }], [`${sum}1`, `${sum}1`])).toMatchObject({ verdict: 'fail' })
  })

  test.each<[string, Answer[], [string | null, string | null], { fails?: boolean }]>([
    ['a refusal is free', [refused, whole], [ten, ten], {}],
    ['what was cut may be billed beside', [cut, whole], [ten, '20000000'], {}],
    ['what was cut may be billed for more', [cut, whole], [ten, '60000000'], {}],
    ['nobody knows how much', [cut, whole], [ten, null], {}],
    ['nor what is known', [cut, whole], [null, null], {}],
    ['an answer that says nothing', [{ ...whole, untold: true }], [null, '40000000'], {}],
    ['a gateway that gave up', [{ class: 'timeout', status: 504 }, whole], [ten, '30000000'], {}],
    ['an answer that was refused by its caller', [whole], [ten, ten], { fails: true }],
    ['an answer that came too late', [whole], ['0', ten], { fails: true }],
    ['two whole answers', [whole, whole], [ten, '20000000'], {}],
    ['a cut behind the finish, the counts read', [{ ...cut, finished: true }], [ten, ten], {}],
    ['a cut behind the finish, the counts lost', [{ ...cut, finished: true }], [null, '50000000'], {}],
    ['half an answer in a 200 that is none', [{ class: 'protocol' }, whole], ['12000000', '12000000'], {}],
  ])('right: %s', (_name, answers, says, ending) => {
    expect(told(answers, says, ending)).toMatchObject({ verdict: 'pass' })
  })

  test.each<[string, Answer[], [string | null, string | null], string]>([
    [
      'what was cut is forgotten',
      [cut, whole],
      [ten, ten],
      'says that it cost at most 0.000010000000 USD; 0.00002 USD may have been billed',
    ],
    [
      'what was cut is counted twice',
      [cut, whole],
      [ten, '60000001'],
      'says that it cost at most 0.000060000001 USD; no more than 0.00006 USD can have been billed',
    ],
    [
      'what was cut is known',
      [cut, whole],
      ['20000000', '20000000'],
      'says that it cost 0.000020000000 USD; it was 0.00001 USD',
    ],
    [
      'an answer that says nothing is free',
      [{ ...whole, untold: true }],
      ['0', '40000000'],
      'says that it cost 0.000000000000 USD, which one of its answers did not tell',
    ],
    [
      'an answer that says nothing costs less than was billed',
      [{ ...whole, untold: true }],
      [null, '9000000'],
      'says that it cost at most 0.000009000000 USD; 0.00001 USD may have been billed',
    ],
    ['all is known, and said to be unknown', [whole], [null, ten], 'does not know that it cost 0.00001 USD'],
    [
      'a refusal costs something',
      [refused, whole],
      [ten, '10000001'],
      'says that it cost at most 0.000010000001 USD; no more than 0.00001 USD can have been billed',
    ],
    [
      'an attempt that was left costs nothing',
      [{ ...cut, how: 'client-left' }, whole],
      [ten, ten],
      'says that it cost at most 0.000010000000 USD; 0.00002 USD may have been billed',
    ],
    [
      'a gateway that gave up hides what the answer cost',
      [{ class: 'timeout', status: 504 }, whole],
      ['9000000', '30000000'],
      'says that it cost 0.000009000000 USD; it was 0.00001 USD',
    ],
  ])('wrong: %s', (_name, answers, says, words) => {
    const verdict = told(answers, says)
    expect(verdict).toMatchObject({ verdict: 'fail', checked: 1 })
    expect(messagesOf(verdict)).toEqual([`call 1 ${words}`])
  })

  test('the proof is the last that was seen of each exchange, and what the client said', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const asked = history.request(0, 1)
    const [begun, got] = [history.request(0, 1), history.request(0, 1)]
    history.head(1, got, whole)
    const ended = history.close(1, got, whole)
    const head = history.head(1, begun, whole)
    const said = history.record(2, { ...callCost, costUsd: '0.00001', atMostUsd: '0.00001' })
    history.succeed(2, 1)
    expect(evidenceOf(history.verdict(costAddsUp, { declared: { prices } }))).toEqual([
      [asked, ended, head, said].map(({ seq }) => seq),
    ])
  })

  test('an answer that ends behind its call may have been read or not', () => {
    const story = (costUsd: string) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      const [first, second] = [history.request(0, 1), history.request(0, 1)]
      history.answer(1, first, whole)
      history.record(1, { ...callCost, costUsd, atMostUsd: '0.00002' })
      history.succeed(1, 1)
      history.answer(1, second, whole)
      return history.verdict(costAddsUp, { declared: { prices } }).verdict
    }
    expect([story('0.00001'), story('0.00002')]).toEqual(['pass', 'pass'])
  })

  test('nothing is said of a call that has not ended', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(0, history.request(0, 1), whole)
    history.record(1, { ...callCost, costUsd: '0', atMostUsd: '0' })
    expect(history.verdict(costAddsUp, { declared: { prices } })).toMatchObject({ verdict: 'unknown' })
  })

  test('unknown where nobody says a price, or what was billed', () => {
    expect(told([{ class: 'ok', finished: true }], ['0', '0'])).toMatchObject({ verdict: 'unknown' })
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(1, history.request(0, 1), whole)
    history.succeed(1, 1)
    expect(history.verdict(costAddsUp, { declared: {} })).toMatchObject({ why: 'no prices were declared' })
    expect(history.verdict(costAddsUp, { declared: { prices } })).toMatchObject({ verdict: 'unknown' })
  })

  test('a refusal on its way when its attempt was given up may be billed, but not one that came long before', () => {
    const story = (refusedAt: number, errorClass: ErrorClass, toleranceMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.attempt(0, 1, 0)
      history.answer(refusedAt, history.request(0, 1), refused)
      history.record(60, { ...attemptEnd, errorClass })
      history.record(60, { ...callCost, costUsd: '0', atMostUsd: '0.00005' })
      history.fail(60, 1)
      return history.verdict(costAddsUp, { declared: { prices, attemptAtMostUsd: '0.00005' }, toleranceMs }).verdict
    }
    expect([story(30, 'aborted', 50), story(30, 'timeout', 50)]).toEqual(['pass', 'pass'])
    expect([story(5, 'aborted', 50), story(30, 'aborted', 0), story(30, 'server_error', 50)]).toEqual(
      Array.from({ length: 3 }, () => 'fail'),
    )
  })

  test('what was left before its answer began may be billed', () => {
    const story = (atMostUsd: string, model = 'a', how: 'client-left' | 'fin' | 'never' = 'client-left') => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      const first = history.request(0, 1, { model })
      if (how !== 'never') history.close(1, first, { how, finished: false })
      history.answer(2, history.request(1, 1), whole)
      history.record(3, { ...callCost, costUsd: '0.00001', atMostUsd })
      history.succeed(3, 1)
      return history.verdict(costAddsUp, { declared: { prices: { ...prices, gratis } } }).verdict
    }
    expect([story('0.00001'), story('0.00002')]).toEqual(['fail', 'pass'])
    // Where nothing is taken for it, nothing is what it costs.
    expect(story('0.00001', 'gratis')).toBe('pass')
    // Only who leaves cannot know whether an answer was on its way.
    expect([story('0.00001', 'a', 'fin'), story('0.00001', 'a', 'never')]).toEqual(['pass', 'pass'])
  })
})
