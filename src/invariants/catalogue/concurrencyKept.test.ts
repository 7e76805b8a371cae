import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { concurrencyKept } from './concurrencyKept.ts'

const declared = { maxConcurrent: 2 }

describe('concurrency-kept', () => {
  test('a place that one request gives back is the next one’s', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const first = history.request(0, 1)
    history.request(0, 1)
    history.answer(10, first)
    history.request(10, 1)
    expect(history.verdict(concurrencyKept, { declared })).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('one more than declared is found, with all that were under way', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const seqs = [0, 1, 2].map((at) => history.request(at, 1).seq)
    const verdict = history.verdict(concurrencyKept, { declared })
    expect(evidenceOf(verdict)).toEqual([seqs])
    expect(messagesOf(verdict)).toEqual(['a@gateway had 3 requests under way; 2 were declared'])
  })

  test('endpoints and keys have places of their own', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.request(0, 1)
    history.request(0, 1, { model: 'b' })
    history.request(0, 1, { credential: 'other' })
    expect(history.verdict(concurrencyKept, { declared }).verdict).toBe('unknown')
  })

  test('the upstream may hear of an end a little late', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const [left] = [history.request(0, 1), history.request(0, 1)]
    history.request(100, 1)
    history.close(130, left!, { how: 'client-left' })
    expect(history.verdict(concurrencyKept, { declared, toleranceMs: 50 }).verdict).toBe('pass')
    expect(history.verdict(concurrencyKept, { declared }).verdict).toBe('fail')
  })

  test('a short answer takes its place as well, however wide the tolerance', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const both = [history.request(0, 1), history.request(0, 1)]
    for (const request of both) history.answer(10, request)
    expect(history.verdict(concurrencyKept, { declared, toleranceMs: 50 })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a permit that was not given back is found when all is over', () => {
    const story = (permits: number | undefined, status = 500) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      history.answer(5, history.request(0, 1), { status })
      const left = { timers: 0, sockets: 0, listeners: 0 }
      history.record(9, { type: 'run-quiesced', ...left, ...(permits === undefined ? {} : { permits }) })
      return history.verdict(concurrencyKept, { declared })
    }
    expect(messagesOf(story(1))).toEqual(['1 permits were not given back when the client was closed'])
    expect(story(1, 200).verdict).toBe('fail')
    expect(story(0)).toEqual({ verdict: 'pass', checked: 1 })
    expect(story(0, 200).verdict).toBe('unknown')
    expect(story(undefined).verdict).toBe('unknown')
  })

  test('no limit declared: unknown', () => {
    expect(new HistoryBuilder().verdict(concurrencyKept).verdict).toBe('unknown')
  })
  test('one after another no two are under way at once', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    for (const at of [0, 10, 20]) history.answer(at + 10, history.request(at, 1))
    expect(history.verdict(concurrencyKept, { declared }).verdict).toBe('unknown')
    expect(history.verdict(concurrencyKept)).toEqual({
      verdict: 'unknown',
      why: 'no limit on requests under way was declared',
    })
  })

  test('one too many is found, be it over in less than the tolerance', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.request(0, 1)
    history.request(0, 1)
    history.answer(110, history.request(100, 1))
    expect(history.verdict(concurrencyKept, { declared, toleranceMs: 50 }).verdict).toBe('fail')
  })
})
