import { describe, expect, test } from 'vitest'
import { broken, decideStage, limited, nowMs, overloaded, refused } from '../../test/support/decideStage.ts'
import { failureOf } from './failure.ts'

const unhinted = failureOf('rate_limited', 'http_429', '', { status: 429 })

describe('a limit is the key’s: the same model at the same place with another key goes first', () => {
  const chain = { keys: 'abc', oneHost: true }

  test.each([
    ['without a hint', unhinted],
    ['with a short wait, which it spares', limited(100)],
    ['with a long one', limited(30_000)],
  ])('%s', (_story, failure) => {
    const { move, failed, fresh } = decideStage(chain)
    expect(move(failed(fresh, 0, failure))).toBe('e1')
  })

  test('before others that are nearer in the chain', () => {
    const each = [{}, { baseURL: 'https://elsewhere.test/v1' }, {}]
    const { move, failed, fresh } = decideStage({ ...chain, each })
    expect(move(failed(fresh, 0, unhinted))).toBe('e2')
  })

  test('but only while it is open', () => {
    const { gates, move, failed, fresh } = decideStage({ keys: 'ab', oneHost: true })
    gates.askForPeace(1, nowMs, 10)
    expect(move(failed(fresh, 0, unhinted))).toBe('e0 in 250 (backoff)')
  })

  test('and only once in a call', () => {
    const { move, failed, fresh } = decideStage({ keys: 'ab', oneHost: true })
    expect(move(failed(failed(fresh, 0, unhinted), 1, unhinted))).toBe('e1 in 250 (backoff)')
  })

  test.each([
    ['the same key', { keys: 'aa', oneHost: true }],
    ['another place', { keys: 'ab' }],
    ['another model', { keys: 'ab', oneHost: true, each: [{}, { model: 'other' }] }],
  ])('%s is no sibling', (_story, other) => {
    const { move, failed, fresh } = decideStage(other)
    expect(move(failed(fresh, 0, unhinted))).toBe('e0 in 250 (backoff)')
  })

  test('other failures are not the key’s: the endpoint keeps its tries', () => {
    const { move, failed, fresh } = decideStage(chain)
    expect(move(failed(fresh, 0, overloaded))).toBe('e0 in 250 (backoff)')
  })
})

describe('messages that outgrew a window', () => {
  const tooLong = failureOf('context_length', 'http_400', '', { status: 400 })
  const windows = (...sizes: (number | undefined)[]) => ({
    keys: 'a'.repeat(sizes.length),
    each: sizes.map((contextWindow) => (contextWindow === undefined ? {} : { contextWindow })),
  })

  test('go to the next larger one, past those that are as small', () => {
    const { move, failed, fresh } = decideStage(windows(8_000, 8_000, 4_000, 16_000))
    expect(move(failed(fresh, 0, tooLong))).toBe('e3')
  })

  test('go to one that nobody measured', () => {
    const { move, failed, fresh } = decideStage(windows(8_000, 4_000, undefined))
    expect(move(failed(fresh, 0, tooLong))).toBe('e2')
  })

  test('and from there to all others, as nothing was learnt', () => {
    const { move, failed, fresh } = decideStage(windows(undefined, 4_000))
    expect(move(failed(fresh, 0, tooLong))).toBe('e1')
  })

  test('what was too small stays too small after a larger one broke for other reasons', () => {
    const { move, failed, fresh } = decideStage(windows(8_000, 16_000, 8_000))
    const state = failed(failed(fresh, 0, tooLong), 1, failureOf('not_found', 'http_404', ''))
    expect(move(state)).toBe('fail not_found')
  })

  test('the largest that was too small counts, not the last', () => {
    const { move, failed, fresh } = decideStage(windows(16_000, undefined, 12_000))
    expect(move(failed(failed(fresh, 0, tooLong), 1, tooLong))).toBe('fail context_length')
  })

  test('no other failure says anything about a window', () => {
    const { move, failed, fresh } = decideStage(windows(8_000, 4_000))
    expect(move(failed(fresh, 0, failureOf('not_found', 'http_404', '')))).toBe('e1')
  })

  test('fail where no window is larger', () => {
    const { move, failed, fresh } = decideStage(windows(8_000, 8_000))
    expect(move(failed(fresh, 0, tooLong))).toBe('fail context_length')
  })
})

describe('endpoints that the cost budget does not bear any more', () => {
  test('are passed by', () => {
    const { move, fresh } = decideStage()
    expect(move({ ...fresh, unaffordable: [0] })).toBe('e1')
  })

  test('are not gone back to', () => {
    const { move, failed, fresh } = decideStage()
    expect(move({ ...failed(fresh, 0, broken), unaffordable: [0] })).toBe('e1')
  })

  test('when nothing is left, the budget is what ended the call; the last status stays to see', () => {
    const { next, failed, fresh } = decideStage()
    const failure = { errorClass: 'budget', reason: 'spent' }
    expect(next({ ...fresh, unaffordable: [0, 1] })).toMatchObject({
      do: 'fail',
      failure: { ...failure, status: null },
    })
    expect(next({ ...failed(fresh, 0, broken), unaffordable: [0, 1] })).toMatchObject({
      do: 'fail',
      failure: { ...failure, status: 500 },
      retryAtMs: null,
    })
  })
})

describe('a failure that the fallback policy keeps where it is', () => {
  const here = { mayFallBack: false }

  test('has its tries on the same endpoint, and no other', () => {
    const { move, failed, fresh } = decideStage()
    const moves: string[] = []
    let state = fresh
    for (let attempt = 0; attempt < 3; attempt += 1) {
      state = failed(state, 0, { ...broken, ...here })
      moves.push(move(state))
    }
    expect(moves).toEqual(['e0 in 250 (backoff)', 'e0 in 500 (backoff)', 'fail server_error'])
  })

  test('a long wait is sat out, where others would go on', () => {
    const { move, failed, fresh } = decideStage()
    expect(move(failed(fresh, 0, { ...limited(30_000), ...here }))).toBe('e0 in 30000 (asked)')
  })

  test('not even a sibling is asked', () => {
    const { move, failed, fresh } = decideStage({ oneHost: true })
    expect(move(failed(fresh, 0, { ...unhinted, ...here }))).toBe('e0 in 250 (backoff)')
  })

  test.each([
    ['nothing is retried that could not be anyway', failureOf('not_found', 'http_404', '', here), 'fail not_found'],
    ['refused: as if it were alone', { ...refused, ...here }, 'e0 in 250 (backoff)'],
  ])('%s', (_story, failure, expected) => {
    const { move, failed, fresh } = decideStage()
    expect(move(failed(fresh, 0, failure))).toBe(expected)
  })

  test('the next failure is judged by itself', () => {
    const { move, failed, fresh } = decideStage()
    const state = failed(failed(fresh, 0, { ...broken, ...here }), 0, failureOf('not_found', 'http_404', ''))
    expect(move(state)).toBe('e1')
  })
})

describe('a wait that only the message’s words name is a floor', () => {
  const hinted = (hintedWaitMs: number) => failureOf('rate_limited', 'http_429', '', { status: 429, hintedWaitMs })

  test.each([
    ['shorter than the backoff: the backoff', 200, 'ab', 'e0 in 250 (asked)'],
    ['longer: never earlier', 700, 'ab', 'e0 in 700 (asked)'],
    ['longer than the patience: on at once', 1_001, 'ab', 'e1'],
    ['with nowhere to go it is sat out', 30_000, 'a', 'e0 in 30000 (asked)'],
    ['beyond the cap the call fails, and says when to come back', 60_001, 'a', 'fail rate_limited, back in 60001'],
    ['beyond the cap, with somewhere to go', 60_001, 'ab', 'e1'],
  ])('%s', (_story, ms, keys, expected) => {
    const { move, failed, fresh } = decideStage({ keys })
    expect(move(failed(fresh, 0, hinted(ms)))).toBe(expected)
  })

  test('it binds nobody else: another call goes there at once', () => {
    const { move, failed, fresh } = decideStage({ keys: 'a' })
    failed(fresh, 0, hinted(30_000))
    expect(move(fresh)).toBe('e0')
  })
})

test('an endpoint that has no such model is not asked again, even if an attempt beside it ends with a passing error', () => {
  const { move, failed, fresh } = decideStage({ keys: 'a' })
  const missing = failureOf('not_found', 'http_404', '', { status: 404 })
  expect(move(failed(failed(fresh, 0, missing), 0, overloaded))).toBe('fail overloaded')
  expect(move(failed(failed(fresh, 0, { ...missing, shouldRetry: true }), 0, overloaded))).not.toMatch(/^fail/)
})

test('a call that a hedge was refused for stays where it is, and ends with the refusal', () => {
  const { move, next, failed, fresh } = decideStage()
  const refusal = failureOf('invalid_request', 'http_400', 'no', { status: 400 })
  const state = { ...failed(fresh, 0, broken), refused: refusal }
  expect(move(state)).toBe('e0 in 250 (backoff)')
  expect(next({ ...state, mayRetry: false })).toEqual({ do: 'fail', failure: refusal, retryAtMs: null })
})
