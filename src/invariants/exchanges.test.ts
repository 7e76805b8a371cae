import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { byCall, callerOf, credentialOf, endpointOf, isAnswered, isFailed, isSameEndpoint, walk } from './exchanges.ts'

/** The one exchange of a call, as the view has it. */
function exchangeOf(tell: (history: HistoryBuilder, request: ReturnType<HistoryBuilder['request']>) => void) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  tell(history, history.request(0, 1))
  return history.view().exchanges[0]!
}

const whole = exchangeOf((history, request) => void history.answer(1, request))
const silent = exchangeOf(() => {})
const open = exchangeOf((history, request) => void history.head(1, request))
const cut = exchangeOf((history, request) => void history.answer(1, request, { how: 'reset', finished: false }))
const headless = exchangeOf((history, request) => void history.close(1, request, { how: 'complete' }))
const late = exchangeOf((history, request) => {
  history.fail(1, 1)
  history.answer(2, request)
})
const refusal = exchangeOf((history, request) => void history.answer(1, request, { status: 503 }))
/** Whole, and yet no answer: a filter may speak in a 200. */
const filtered = exchangeOf(
  (history, request) => void history.answer(1, request, { class: 'content_policy', finished: true }),
)

test('only an answer that went out to its last byte, and that somebody read, is one', () => {
  expect([whole, refusal, filtered].map(isAnswered)).toEqual([true, true, true])
  expect([silent, open, cut, headless, late].map(isAnswered)).toEqual([false, false, false, false, false])
})

test('what has no answer in it failed: an error, half an answer, or nothing at all', () => {
  expect([whole, late].map(isFailed)).toEqual([false, false])
  expect([silent, open, cut, headless, refusal, filtered].map(isFailed)).toEqual([true, true, true, true, true, true])
})

describe('names', () => {
  const of = (instance: number) => {
    const history = new HistoryBuilder()
    history.call(0, 1, { instance: 0 })
    history.call(0, 2, { instance })
    history.request(0, 2)
    return history.view().exchanges[0]!
  }

  test('a key, and so an endpoint, is one instance’s of the client', () => {
    expect([0, 1, 2].map((instance) => credentialOf(of(instance)))).toEqual(['key', 'key#1', 'key#2'])
    expect([0, 1].map((instance) => endpointOf(of(instance)))).toEqual(['a@gateway/key', 'a@gateway/key#1'])
    expect([0, 1].map((instance) => isSameEndpoint(of(0), of(instance)))).toEqual([true, false])
  })

  test('a request may belong to no call', () => {
    const history = new HistoryBuilder()
    history.request(0, null)
    expect(callerOf(history.view().exchanges[0]!)).toBe('a request without a call')
  })
})

test('answers come in the order of their last bytes, each before the first exchange that knows it', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const [slow, quick] = [history.request(0, 1, { model: 'slow' }), history.request(0, 1, { model: 'quick' })]
  history.answer(10, quick, { status: 503 })
  history.answer(20, slow, { status: 503 })
  history.request(30, 1, { model: 'next' })
  history.answer(40, history.request(35, 1, { model: 'last' }), { status: 503 })
  const seen: string[] = []
  const { exchanges, refusals } = history.view()
  walk(exchanges, refusals, ({ started }, { ended }) => started.seq > ended.seq, {
    answer: ({ started }) => seen.push(`answer of ${started.model}`),
    start: ({ started }) => seen.push(started.model),
  })
  expect(seen).toEqual(['slow', 'quick', 'answer of quick', 'answer of slow', 'next', 'last', 'answer of last'])
})

test('answers by call: the calls as they began, without requests of none', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.call(1, 2)
  const [ofFirst, ofSecond, ofNone] = [history.request(2, 1), history.request(3, 2), history.request(4, null)]
  history.answer(5, ofNone, { status: 503 })
  history.answer(10, ofSecond, { status: 503 })
  history.answer(20, ofFirst, { status: 503 })
  const view = history.view()
  const found = byCall(view, view.refusals).map(({ call, answers }) => [
    call.call,
    answers.map(({ ended }) => ended.at),
  ])
  expect(found).toEqual([
    [1, [20]],
    [2, [10]],
  ])
})
