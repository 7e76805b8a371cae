import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { earlier, firstDue, firstTokenDue, wasLeftEarly, type Due } from './timeLimits.ts'

interface Story {
  readonly stream?: boolean
  readonly headAtMs?: number
  readonly status?: number
  readonly text?: string
  readonly finished?: boolean
  /** How long there had been no byte, and no content, when the client left at 1,000 ms. */
  readonly silence?: { readonly bytesMs: number; readonly contentMs: number }
}

/** An exchange that began at 100 ms and that its client left at 1,000 ms. */
function exchangeOf({ stream = true, headAtMs, status = 200, text = '', finished = false, silence }: Story) {
  const history = new HistoryBuilder()
  history.call(0, 1, { stream })
  const request = history.request(100, 1, { stream })
  if (headAtMs !== undefined) history.head(headAtMs, request, { status })
  history.record<'exchange-ended'>(1_000, {
    type: 'exchange-ended',
    exchange: request.exchange,
    how: 'client-left',
    text,
    finished,
    ...(silence === undefined ? {} : { silence }),
  })
  return history.view().exchanges[0]!
}

const limits = { headersMs: 300, firstTokenMs: 400, byteIdleMs: 200, attemptMs: 5_000 }

const told = (due: Due | undefined) => due && `${due.limit} ${due.limitMs} at ${due.atMs}`

describe('the first limit that an exchange met', () => {
  const dueOf = (story: Story, more = {}, isReaderSlow = false) =>
    told(firstDue(exchangeOf(story), { ...limits, ...more }, 1_000, isReaderSlow))
  const nothing = { bytesMs: 600, contentMs: 600 }

  test.each<[string, Story, object, string | undefined]>([
    ['no head: that of the headers', {}, {}, 'headersMs 300 at 400'],
    ['or of the attempt, if that is shorter', {}, { attemptMs: 299 }, 'attemptMs 299 at 399'],
    ['a head that came late', { headAtMs: 401, silence: nothing }, {}, 'headersMs 300 at 400'],
    ['no limit of that kind', {}, { headersMs: undefined, attemptMs: undefined }, undefined],
    [
      'a head that went out a moment after it was noted, and no byte',
      { headAtMs: 399.9, silence: nothing },
      {},
      'firstTokenMs 400 at 799.9',
    ],
    [
      'a head in time, and no byte: the longer of two that may be meant',
      { headAtMs: 400, silence: nothing },
      {},
      'firstTokenMs 400 at 800',
    ],
    [
      'what came right behind the head may have been a byte',
      { headAtMs: 399.5, silence: nothing },
      { byteIdleMs: 401 },
      'byteIdleMs 401 at 801',
    ],
    ['whichever that is', { headAtMs: 400, silence: nothing }, { byteIdleMs: 401 }, 'byteIdleMs 401 at 801'],
    [
      'where one of the two is not declared, nobody knows',
      { headAtMs: 400, silence: nothing },
      { byteIdleMs: undefined },
      'attemptMs 5000 at 5100',
    ],
    [
      'nor where the other one is not',
      { headAtMs: 400, silence: nothing },
      { firstTokenMs: undefined },
      'attemptMs 5000 at 5100',
    ],
    [
      'bytes that fell silent',
      { headAtMs: 400, text: 'Hel', silence: { bytesMs: 150, contentMs: 150 } },
      {},
      'byteIdleMs 200 at 1050',
    ],
    [
      'a comment is bytes too',
      { headAtMs: 400, silence: { bytesMs: 100, contentMs: 600 } },
      {},
      'byteIdleMs 200 at 1100',
    ],
    [
      'bytes at the instant of the head are the head',
      { headAtMs: 400, silence: { bytesMs: 599.999, contentMs: 600 } },
      {},
      'firstTokenMs 400 at 800',
    ],
    [
      'an error’s body has a time of its own',
      { headAtMs: 400, status: 503, silence: nothing },
      {},
      'attemptMs 5000 at 5100',
    ],
    ['so has what is below 200', { headAtMs: 400, status: 199, silence: nothing }, {}, 'attemptMs 5000 at 5100'],
    ['300 is no answer', { headAtMs: 400, status: 300, silence: nothing }, {}, 'attemptMs 5000 at 5100'],
    ['299 is one', { headAtMs: 400, status: 299, silence: nothing }, {}, 'firstTokenMs 400 at 800'],
    [
      'what is whole may close when it likes',
      { headAtMs: 400, text: 'Hello', finished: true, silence: nothing },
      {},
      'attemptMs 5000 at 5100',
    ],
    ['where nobody says when the last byte came', { headAtMs: 400 }, {}, 'attemptMs 5000 at 5100'],
    [
      'an attempt that is shorter than all',
      { headAtMs: 400, silence: nothing },
      { attemptMs: 600 },
      'attemptMs 600 at 700',
    ],
  ])('%s', (_story, story, more, expected) => {
    expect(dueOf(story, more)).toBe(expected)
  })

  test('a reader that is slow keeps the bytes waiting itself', () => {
    expect(dueOf({ headAtMs: 400, silence: nothing }, {}, true)).toBe('attemptMs 5000 at 5100')
  })
})

test('of two limits the earlier counts, the first of two at one instant, and one alone', () => {
  const [headers, attempt] = [
    { limit: 'headersMs', limitMs: 1, atMs: 5 },
    { limit: 'attemptMs', limitMs: 2, atMs: 5 },
  ] as const
  expect(earlier(headers, attempt)).toBe(headers)
  expect(earlier(headers, { ...attempt, atMs: 4 })).toMatchObject({ limit: 'attemptMs' })
  expect([earlier(headers, undefined), earlier(undefined, attempt), earlier(undefined, undefined)]).toEqual([
    headers,
    attempt,
    undefined,
  ])
})

test.each<[string, Story, object, string | undefined]>([
  [
    'no word since the head',
    { headAtMs: 400, silence: { bytesMs: 10, contentMs: 600 } },
    {},
    'firstTokenMs 400 at 800',
  ],
  ['a first word', { headAtMs: 400, silence: { bytesMs: 10, contentMs: 500 } }, {}, undefined],
  ['text', { headAtMs: 400, text: 'H', silence: { bytesMs: 10, contentMs: 600 } }, {}, undefined],
  [
    'a whole answer without a word',
    { headAtMs: 400, finished: true, silence: { bytesMs: 10, contentMs: 600 } },
    {},
    undefined,
  ],
  ['no stream', { stream: false, headAtMs: 400, silence: { bytesMs: 10, contentMs: 600 } }, {}, undefined],
  ['no head', { silence: { bytesMs: 10, contentMs: 600 } }, {}, undefined],
  ['an error', { headAtMs: 400, status: 503, silence: { bytesMs: 10, contentMs: 600 } }, {}, undefined],
  ['nobody looked', { headAtMs: 400 }, {}, undefined],
  [
    'no such limit',
    { headAtMs: 400, silence: { bytesMs: 10, contentMs: 600 } },
    { firstTokenMs: undefined },
    undefined,
  ],
])('the first word of a stream: %s', (_story, story, more, expected) => {
  expect(told(firstTokenDue(exchangeOf(story), { ...limits, ...more }, 1_000))).toBe(expected)
})

describe('an exchange that was left before any limit had passed', () => {
  interface Leaving {
    readonly leftAtMs?: number
    readonly how?: 'client-left' | 'reset'
    readonly head?: boolean
    readonly looked?: boolean
    readonly end?: 'abort' | 'leave' | 'none'
    readonly own?: number
  }

  /** A call from 1,000 ms on; its first attempt fails at 1,100 ms, its second begins at 1,200 ms and is left. */
  function leftEarly(
    { leftAtMs = 1_300, how = 'client-left', head, looked, end, own }: Leaving,
    more = {},
    deadlineMs?: number,
    toleranceMs = 0,
  ) {
    const history = new HistoryBuilder()
    history.call(1_000, 1, { deadlineMs: own ?? null })
    history.answer(1_100, history.request(1_000, 1), { status: 503 })
    const request = history.request(1_200, 1)
    if (head === true) history.head(1_250, request)
    if (end === 'abort') history.abort(leftAtMs, 1)
    if (end === 'leave') history.leave(leftAtMs, 1)
    history.record<'exchange-ended'>(leftAtMs, {
      type: 'exchange-ended',
      exchange: request.exchange,
      how,
      text: '',
      finished: false,
      ...(looked === true ? { silence: { bytesMs: 1, contentMs: 1 } } : {}),
    })
    if (end !== 'none') history.fail(2_000, 1)
    const timeouts = { headersMs: 500, attemptMs: 5_000, ...more }
    return wasLeftEarly(history.view().calls[0]!, 1, timeouts, deadlineMs, toleranceMs)
  }

  test.each<[string, boolean, Leaving, object, number | undefined, number]>([
    ['before its headers were due', true, { leftAtMs: 1_699 }, {}, undefined, 0],
    ['when they were due', false, { leftAtMs: 1_700 }, {}, undefined, 0],
    ['shortly before, on sockets', false, { leftAtMs: 1_660 }, {}, undefined, 50],
    [
      'before its attempt was over, which began when the one before ended',
      true,
      { leftAtMs: 1_399 },
      { attemptMs: 300 },
      undefined,
      0,
    ],
    ['when it was', false, { leftAtMs: 1_400 }, { attemptMs: 300 }, undefined, 0],
    ['before the deadline', true, {}, {}, 301, 0],
    ['at the deadline', false, {}, {}, 300, 0],
    ['at the call’s own, which goes before', false, { own: 300 }, {}, 9_000, 0],
    ['by the other side', false, { how: 'reset' }, {}, undefined, 0],
    ['after its head', false, { head: true }, {}, undefined, 0],
    ['while bytes came', false, { looked: true }, {}, undefined, 0],
    ['by an abort', false, { end: 'abort' }, {}, undefined, 0],
    ['by a caller that left', false, { end: 'leave' }, {}, undefined, 0],
    ['with its client', false, { end: 'none' }, {}, undefined, 0],
    ['where no limit for the headers is declared', false, {}, { headersMs: undefined }, undefined, 0],
    ['where none for the attempt is', false, {}, { attemptMs: undefined }, undefined, 0],
  ])('%s: %s', (_story, expected, leaving, more, deadlineMs, toleranceMs) => {
    expect(leftEarly(leaving, more, deadlineMs, toleranceMs)).toBe(expected)
  })

  test('the first attempt began with its call', () => {
    const story = (leftAtMs: number) => {
      const history = new HistoryBuilder()
      history.call(1_000, 1)
      history.close(leftAtMs, history.request(1_100, 1), { how: 'client-left' })
      history.fail(2_000, 1)
      return wasLeftEarly(history.view().calls[0]!, 0, { headersMs: 500, attemptMs: 300 }, undefined, 0)
    }
    expect([story(1_299), story(1_300)]).toEqual([true, false])
  })
})
