import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { retryAmplificationBounded } from './retryAmplificationBounded.ts'

/** Calls that make so many requests each, all but the last of which fail; `fine` ones before and after them. */
function story(requests: readonly number[], { fine = 0 } = {}) {
  const history = new HistoryBuilder()
  let call = 0
  const good = (at: number) => {
    history.call(at, call)
    history.answer(at, history.request(at, call))
    history.succeed(at, call++)
  }
  for (let index = 0; index < fine; index += 1) good(0)
  for (const count of requests) history.call(1, call + requests.indexOf(count))
  requests.forEach((count, index) => {
    for (let nth = 1; nth <= count; nth += 1) {
      history.answer(2, history.request(2, call + index), { status: nth === count ? 200 : 503 })
    }
  })
  call += requests.length
  for (let index = 0; index < fine; index += 1) good(10)
  return history
}

const declared = { amplificationAtMost: 2 }

describe('retry-amplification-bounded', () => {
  test('says nothing where nothing was declared, or nothing failed', () => {
    expect(story([2]).verdict(retryAmplificationBounded).verdict).toBe('unknown')
    expect(story([1], { fine: 3 }).verdict(retryAmplificationBounded, { declared }).verdict).toBe('unknown')
  })

  test('up to the bound is kept, above it is not', () => {
    expect(story([2, 3, 1]).verdict(retryAmplificationBounded, { declared })).toEqual({ verdict: 'pass', checked: 2 })
    const verdict = story([2, 3, 4]).verdict(retryAmplificationBounded, { declared })
    expect(messagesOf(verdict)).toEqual([
      'over the run 3 calls made 9 requests, 3 each; 2 were declared',
      'while requests failed 3 calls made 9 requests, 3 each; 2 were declared',
    ])
  })

  test('peace before and after an outage is no excuse for it', () => {
    const verdict = story([4, 3], { fine: 50 }).verdict(retryAmplificationBounded, { declared })
    expect(messagesOf(verdict)).toEqual(['while requests failed 2 calls made 7 requests, 3.5 each; 2 were declared'])
  })

  test('a request without an end counts as failed until the end', () => {
    const history = new HistoryBuilder()
    for (const call of [0, 1]) {
      history.call(call, call)
      for (let nth = 0; nth < 3; nth += 1) history.request(call, call)
    }
    expect(history.verdict(retryAmplificationBounded, { declared }).verdict).toBe('fail')
  })

  test('the requests of the five calls that made most are the proof, in their order', () => {
    const history = new HistoryBuilder()
    const counts = [1, 3, 3, 1, 4, 3, 3]
    counts.forEach((_, call) => history.call(call, call))
    const seqs: number[] = []
    for (let nth = 0; nth < 4; nth += 1) {
      counts.forEach((count, call) => {
        if (nth >= count) return
        const request = history.request(10 + nth, call)
        if (count > 1) seqs.push(request.seq)
        history.answer(10 + nth, request, { status: 503 })
      })
    }
    expect(evidenceOf(history.verdict(retryAmplificationBounded, { declared }))[0]).toEqual(seqs)
  })

  test('a call that asked nobody made no request, and is one of the calls', () => {
    const history = story([2, 3])
    history.call(20, 99)
    expect(history.verdict(retryAmplificationBounded, { declared: { amplificationAtMost: 1.7 } })).toMatchObject({
      violations: [{ message: expect.stringContaining('while requests failed') }],
    })
  })

  test('says nothing where only requests without a call failed', () => {
    const history = new HistoryBuilder()
    history.answer(0, history.request(0, null), { status: 503 })
    expect(history.verdict(retryAmplificationBounded, { declared })).toMatchObject({ why: 'no call was made' })
  })
})
