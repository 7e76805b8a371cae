import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { retrying } from '../../../test/support/retryStory.ts'
import { backoffInEnvelope } from './backoffInEnvelope.ts'

const declared = { backoff: { initialMs: 1000, capMs: 3000 } }

/** So many first retries, whose waits are the ceiling times `draw`. */
function firstRetries(count: number, draw: (index: number) => number) {
  return retrying(...Array.from({ length: count }, (_, index) => [1000 * draw(index)]))
}

describe('backoff-in-envelope: many gaps together', () => {
  test('an even spread passes', () => {
    const history = firstRetries(20, (index) => (index + 0.5) / 20)
    expect(history.verdict(backoffInEnvelope, { declared })).toEqual({ verdict: 'pass', checked: 20 })
  })

  test.each([
    ['no wait', 0],
    ['the whole ceiling, without jitter', 1],
  ])('%s is convicted with 20 gaps, and not with 19', (_name, draw) => {
    expect(firstRetries(19, () => draw).verdict(backoffInEnvelope, { declared }).verdict).toBe('pass')
    const verdict = firstRetries(20, () => draw).verdict(backoffInEnvelope, { declared })
    expect(messagesOf(verdict)).toEqual([
      `20 waits before retry 1 average ${draw}.00 of their ceiling of 1000 ms; full jitter gives 0.50 ± 0.39`,
    ])
    expect(evidenceOf(verdict)[0]).toEqual(evidenceOf(verdict)[0]!.toSorted((a, b) => a - b))
  })

  test('equal jitter (half the ceiling and more) is convicted with 60', () => {
    const history = firstRetries(60, (index) => 0.5 + (index + 0.5) / 120)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('fail')
  })

  test('full jitter is never convicted: 100 runs of 20 to 200 draws', () => {
    let state = 42
    const draw = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
    let alarms = 0
    for (let run = 0; run < 100; run += 1) {
      const history = firstRetries(20 + (run % 10) * 20, draw)
      if (history.verdict(backoffInEnvelope, { declared }).verdict === 'fail') alarms += 1
    }
    expect(alarms).toBe(0)
  })

  test('a deadline shows only short draws near it: they are no fair sample', () => {
    const history = firstRetries(40, () => 0.05)
    const verdict = history.verdict(backoffInEnvelope, { declared: { ...declared, deadlineMs: 900 } })
    expect(verdict).toEqual({ verdict: 'pass', checked: 40 })
  })

  test('so does an abort, even for the calls that were faster than it', () => {
    const history = firstRetries(40, () => 0.05)
    history.call(9000, 99)
    history.abort(9600, 99)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('pass')
  })

  test('a refused key would have hidden the longer draws: short ones are no fair sample', () => {
    const history = firstRetries(40, () => 0)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('fail')
    history.call(40, 99)
    history.answer(40, history.request(40, 99), { status: 401, class: 'auth' })
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('unknown')
  })

  test('on sockets each gap may look longer by the tolerance', () => {
    const history = firstRetries(20, () => 0.93)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('fail')
    expect(history.verdict(backoffInEnvelope, { declared, toleranceMs: 50 }).verdict).toBe('pass')
  })
  test('a backoff of nothing is kept by waiting for nothing', () => {
    const none = { declared: { backoff: { initialMs: 0, capMs: 0 } } }
    expect(firstRetries(20, () => 0).verdict(backoffInEnvelope, none)).toEqual({ verdict: 'pass', checked: 20 })
  })

  test('five gaps are the proof, in the order of their events even where calls overlap', () => {
    const history = new HistoryBuilder()
    const calls = Array.from({ length: 20 }, (_, call) => call)
    for (const call of calls) history.call(0, call)
    const failed = calls.map((call) => {
      history.answer(0, history.request(0, call), { status: 503 })
      return history.events.at(-1)!.seq
    })
    const back = calls.map((call) => history.request(0, call).seq)
    const verdict = history.verdict(backoffInEnvelope, { declared })
    expect(evidenceOf(verdict)).toEqual([[...failed.slice(0, 5), ...back.slice(0, 5)]])
  })

  test('whole milliseconds, to which a client may round, are allowed for', () => {
    const short = { declared: { backoff: { initialMs: 4, capMs: 4 } } }
    const history = new HistoryBuilder()
    for (let call = 0; call < 20; call += 1) {
      history.call(100 * call, call)
      history.answer(100 * call, history.request(100 * call, call), { status: 503 })
      history.request(100 * call + 4, call)
    }
    // 1.00 is no further from 0.50 than the 0.39 of chance and the 0.25 of a millisecond.
    expect(history.verdict(backoffInEnvelope, short)).toEqual({ verdict: 'pass', checked: 20 })
  })
  test.each([
    ['cut', { how: 'reset', finished: false }],
    ['that said it was done, and was not', { status: 200, class: 'ok', finished: false }],
  ] as const)('waits after answers %s are no fair sample: the client knew of them earlier', (_story, answer) => {
    const history = new HistoryBuilder()
    for (let call = 0; call < 40; call += 1) {
      history.call(call, call)
      history.answer(call, history.request(call, call), { status: 503, ...answer })
      history.request(call, call)
      history.fail(call, call)
    }
    expect(history.verdict(backoffInEnvelope, { declared })).toEqual({ verdict: 'pass', checked: 40 })
  })

  test('the client’s own word that every attempt has reached the upstream makes no difference', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.attempt(0, 1, 0)
    history.answer(0, history.request(0, 1), { status: 503 })
    history.attempt(2500, 1, 1)
    history.request(2500, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('fail')
  })

  test('no answer at all is followed by a backoff like an error', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.close(400, history.request(0, 1), { how: 'client-left' })
    history.request(2500, 1)
    expect(history.verdict(backoffInEnvelope, { declared }).verdict).toBe('fail')
  })
})
