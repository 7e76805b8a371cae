import { expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { askOf, mayAsk } from './asks.ts'
import { isAnswered } from './exchanges.ts'

/** What an answer asked for that began at 100 ms and went out at 300 ms: until when, and whether it named an instant. */
function asked(asked: Record<string, string>, waitMs: number | null = 5_000) {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const wait = waitMs === null ? {} : { waitMs }
  history.answer(300, history.request(100, 1), { status: 429, class: 'rate_limited', asked, ...wait })
  const answer = history.view().exchanges[0]!
  const ask = isAnswered(answer) ? askOf(answer) : undefined
  return ask && [ask.dueMs, ask.isInstant]
}

test.each([
  ['retry-after', '5'],
  ['retry-after-ms', '5000'],
  ['x-ratelimit-reset', '5'],
  ['x-ratelimit-reset-requests', '5s'],
  ['x-ratelimit-reset-requests', '5000ms'],
  ['x-ratelimit-reset', '17672256'],
  ['x-ratelimit-reset-requests', '1767225605ms'],
  ['x-ratelimit-reset-requests', 't1767225605'],
  ['x-request-id', '1767225605'],
])('a span (%s: %s) counts from its answer', (name, value) => {
  expect(asked({ [name]: value })).toEqual([5_300, false])
})

test.each([
  ['retry-after', 'Thu, 01 Jan 2026 00:00:05 GMT'],
  ['x-ratelimit-reset', '1767225605'],
  ['x-ratelimit-reset-requests', '1767225605'],
  ['x-ratelimit-reset-tokens', '2026-01-01T00:00:05Z'],
])('an instant (%s: %s) counts from the request, and is a second off at most', (name, value) => {
  expect(asked({ [name]: value })).toEqual([4_100, true])
})

test('no wait, or one that is over when the answer has been read, asks for nothing', () => {
  expect(asked({}, null)).toBeUndefined()
  expect(asked({}, 0)).toBeUndefined()
  expect(asked({ date: 'Thu, 01 Jan 2026 00:00:05 GMT' }, 1_200)).toBeUndefined()
  expect(asked({ date: 'Thu, 01 Jan 2026 00:00:05 GMT' }, 1_201)).toEqual([301, true])
})

test.each([
  ['a refusal with a wait', 'rate_limited', 5_000, true],
  ['a refusal without one', 'rate_limited', undefined, false],
  ['a good answer with one', 'ok', 5_000, false],
] as const)('%s', (_what, meaning, waitMs, expected) => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const wait = waitMs === undefined ? {} : { waitMs }
  history.answer(300, history.request(100, 1), { class: meaning, status: meaning === 'ok' ? 200 : 429, ...wait })
  const answer = history.view().exchanges[0]!
  expect(isAnswered(answer) && mayAsk(answer)).toBe(expected)
})
