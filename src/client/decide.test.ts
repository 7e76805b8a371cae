import { describe, expect, test } from 'vitest'
import { broken, decideStage, limited, nowMs, refused } from '../../test/support/decideStage.ts'
import type { CallState } from './callState.ts'
import { failureOf, type Failure } from './failure.ts'
import { retry } from './policySpecs.ts'

const unresolved = failureOf('network', 'dns', '')

describe('after the first attempt of a chain failed', () => {
  test.each<[string, Failure, string, string]>([
    ['a server error: again here, after the backoff', broken, 'ab', 'e0 in 250 (backoff)'],
    ['an overload', failureOf('overloaded', 'http_503', ''), 'ab', 'e0 in 250 (backoff)'],
    ['a reset', failureOf('network', 'reset', ''), 'ab', 'e0 in 250 (backoff)'],
    ['a time-out', failureOf('timeout', 'headers', ''), 'ab', 'e0 in 250 (backoff)'],
    ['a cut answer', failureOf('protocol', 'truncated', ''), 'ab', 'e0 in 250 (backoff)'],
    ['a limit without a hint', failureOf('rate_limited', 'http_429', ''), 'ab', 'e0 in 250 (backoff)'],
    ['an asked wait of 0 ms is none', limited(0), 'ab', 'e0 in 250 (backoff)'],
    ['an asked wait shorter than the backoff', limited(100), 'ab', 'e0 in 250 (asked)'],
    ['an asked wait of a second is sat out here', limited(1_000), 'ab', 'e0 in 1000 (asked)'],
    ['a longer one sends the call on at once', limited(1_001), 'ab', 'e1'],
    ['with nowhere to go it is sat out', limited(30_000), 'a', 'e0 in 30000 (asked)'],
    ['up to the cap', limited(60_000), 'a', 'e0 in 60000 (asked)'],
    ['beyond it the call fails and says when to come back', limited(60_001), 'a', 'fail rate_limited, back in 60001'],
    ['thirty days too, and not a moment earlier', limited(2_592_000_000), 'a', 'fail rate_limited, back in 2592000000'],
    ['beyond the cap, with somewhere to go', limited(2_592_000_000), 'ab', 'e1'],
    ['refused: on at once', refused, 'ab', 'e1'],
    ['refused and alone: once more', refused, 'a', 'e0 in 250 (backoff)'],
    ['no such host: on at once', unresolved, 'ab', 'e1'],
    ['a model that does not exist: the next one', failureOf('not_found', 'http_404', ''), 'aa', 'e1'],
    ['a model that does not exist, and alone', failureOf('not_found', 'http_404', ''), 'a', 'fail not_found'],
    ['too much context: the next window', failureOf('context_length', 'http_400', ''), 'aa', 'e1'],
    [
      'a mistake in the request: nothing helps',
      failureOf('invalid_request', 'http_400', ''),
      'ab',
      'fail invalid_request',
    ],
    ['a filter: nothing helps', failureOf('content_policy', 'http_400', ''), 'ab', 'fail content_policy'],
    ['a dead key: the next endpoint with another key', failureOf('auth', 'http_401', ''), 'aab', 'e2'],
    ['a dead key, and all have it', failureOf('auth', 'http_401', ''), 'aaa', 'fail auth'],
    ['an empty purse', failureOf('quota_exhausted', 'http_402', ''), 'aab', 'e2'],
    ['a bad certificate: the next host', failureOf('tls_permanent', 'CERT_HAS_EXPIRED', ''), 'ab', 'e1'],
    [
      'a bad certificate, and alone: no second look',
      failureOf('tls_permanent', 'CERT_HAS_EXPIRED', ''),
      'a',
      'fail tls_permanent',
    ],
    ['a handshake that broke', failureOf('tls_transient', 'ERR_SSL_X', ''), 'ab', 'e0 in 250 (backoff)'],
    ['the server says do not retry', { ...broken, shouldRetry: false }, 'ab', 'e1'],
    ['the server says do not retry, and alone', { ...broken, shouldRetry: false }, 'a', 'fail server_error'],
    [
      'the server says retry what nobody would',
      failureOf('invalid_request', 'http_400', '', { shouldRetry: true }),
      'ab',
      'e0 in 250 (backoff)',
    ],
    [
      'but no word of its revives a dead key',
      failureOf('auth', 'http_401', '', { shouldRetry: true }),
      'a',
      'fail auth',
    ],
  ])('%s', (_story, failure, keys, expected) => {
    const { move, failed, fresh } = decideStage({ keys })
    expect(move(failed(fresh, 0, failure))).toBe(expected)
  })

  test('a backoff beyond the cap is sat out all the same: the server asked for less', () => {
    const { move, failed, fresh } = decideStage({ keys: 'a', policies: [retry({ longestAskedWaitMs: 200 })] })
    expect(move(failed(fresh, 0, limited(200)))).toBe('e0 in 250 (asked)')
    // A new call has not backed off: it is only the server that keeps it away.
    expect(move(failed(fresh, 0, limited(201)))).toBe('fail rate_limited, back in 201')
  })

  test('a wait of exactly the patience is sat out whatever the clock shows', () => {
    const { move, failed, fresh } = decideStage()
    const hinted = failed(fresh, 0, failureOf('rate_limited', 'http_429', '', { hintedWaitMs: 1_000 }))
    // In doubles, 32.572 and 1,000 are more than 1,000 apart from 32.572.
    expect(move({ ...hinted, notBeforeMs: 32.572 + 1_000 }, 32.572)).toMatch(/^e0 in 1000/)
  })

  test('a bad certificate at a host rules out everything at that host', () => {
    const { move, failed, fresh } = decideStage({ keys: 'abc', oneHost: true })
    expect(move(failed(fresh, 0, failureOf('tls_permanent', 'CERT_HAS_EXPIRED', '')))).toBe('fail tls_permanent')
  })
})

test.each<[string, string, number, string]>([
  ['leaves time for another one as long: again here', 'ab', 29_000, 'e0 in 250 (backoff)'],
  ['leaves none: the next endpoint has its turn', 'ab', 31_000, 'e1'],
  ['leaves none, and there is no other: again here', 'a', 31_000, 'e0 in 250 (backoff)'],
])('an attempt that took long and %s', (_story, keys, lastTookMs, expected) => {
  const { move, failed, fresh } = decideStage({ keys })
  const slow = { ...fresh, deadlineAtMs: nowMs + 30_000, lastTookMs }
  expect(move(failed(slow, 0, failureOf('timeout', 'headers', '')))).toBe(expected)
})

describe('attempts are counted', () => {
  test('three on an endpoint, where it is left for no other before; what was left is not entered again', () => {
    const { move, failed, fresh } = decideStage({ policies: [retry({ patienceMs: 1_500 })] })
    const moves: string[] = []
    let state = fresh
    for (const endpoint of [0, 0, 0, 1, 1, 1]) {
      state = failed(state, endpoint, broken)
      moves.push(move(state))
    }
    expect(moves).toEqual([
      'e0 in 250 (backoff)',
      'e0 in 500 (backoff)',
      'e1',
      'e1 in 250 (backoff)',
      'e1 in 500 (backoff)',
      'fail server_error',
    ])
  })

  test('six over all endpoints, however many there are', () => {
    const { move, failed, fresh } = decideStage({ keys: 'abcdefgh' })
    let state = fresh
    for (const endpoint of [0, 1, 2, 3, 4]) state = failed(state, endpoint, failureOf('not_found', 'http_404', ''))
    expect(move(state)).toBe('e5')
    expect(move(failed(state, 5, failureOf('not_found', 'http_404', '')))).toBe('fail not_found')
  })

  test('a refused endpoint that is alone gets its second attempt, not a third', () => {
    const { move, failed, fresh } = decideStage({ keys: 'a' })
    expect(move(failed(failed(fresh, 0, refused), 0, refused))).toBe('fail network')
  })

  test('a refused endpoint is tried again before nothing is', () => {
    const { move, failed, fresh } = decideStage({ keys: 'ab' })
    const both = failed(failed(fresh, 0, refused), 1, refused)
    expect(move(both)).toBe('e1 in 250 (backoff)')
  })

  test('the backoff of the next endpoint starts afresh, and doubles', () => {
    const { failed, fresh } = decideStage()
    const waits: number[] = []
    let state = fresh
    for (const endpoint of [0, 0, 0, 1, 1]) {
      state = failed(state, endpoint, broken)
      waits.push(state.notBeforeMs - nowMs)
    }
    expect(waits).toEqual([250, 500, 1_000, 250, 500])
  })
})

test('attempts beside each other count together: where a hedge has been meanwhile, nothing may be left', () => {
  const { move, failed, fresh } = decideStage({ keys: 'a' })
  const state = failed(fresh, 0, broken)
  expect(move({ ...state, attemptsOn: [2] })).toBe('e0 in 250 (backoff)')
  expect(move({ ...state, attemptsOn: [3] })).toBe('fail server_error')
})

test('a wait that is spread leaves room for the attempt behind it, or others go first', () => {
  const { move, failed, fresh } = decideStage()
  const state = { ...failed(fresh, 0, limited(500)), lastTookMs: 1_000 }
  // 500 ms asked, up to 500 ms of spread, and an attempt as long as the last.
  expect(move({ ...state, deadlineAtMs: nowMs + 2_001 })).toBe('e0 in 500 (asked)')
  expect(move({ ...state, deadlineAtMs: nowMs + 2_000 })).toBe('e1')
})

test.each([
  ['a passing error', broken, true],
  ['a refusal of the connection', refused, true],
  ['a mistake', failureOf('invalid_request', 'http_400', ''), false],
  ['a dead key', failureOf('auth', 'http_401', ''), false],
  ['a bad certificate', failureOf('tls_permanent', 'CERT_HAS_EXPIRED', ''), false],
  ['no such model', failureOf('not_found', 'http_404', ''), false],
  ['a wait beyond the cap', limited(60_001), false],
] as const)(
  'whether the same endpoint may be tried again is settled with the failure: %s',
  (_what, failure, expected) => {
    const { failed, fresh } = decideStage()
    expect(failed(fresh, 0, failure).mayRetry).toBe(expected)
  },
)

test('after its last attempt an endpoint may not be tried again', () => {
  const { failed, fresh } = decideStage()
  const twice = failed(failed(fresh, 0, broken), 0, broken)
  expect([twice.mayRetry, failed(twice, 0, broken).mayRetry]).toEqual([true, false])
})

describe('the deadline comes before every wait', () => {
  const short = (state: CallState, leftMs: number) => ({ ...state, deadlineAtMs: nowMs + leftMs })

  test.each([
    ['a backoff that would end at the deadline is not begun', broken, 'a', 250, 'fail server_error'],
    [
      'nor one that leaves less than a millisecond, if only by a rounding error',
      broken,
      'a',
      250.999,
      'fail server_error',
    ],
    ['one that ends before it is', broken, 'a', 251, 'e0 in 250 (backoff)'],
    ['an attempt that has to wait for nothing may begin in the last of it', broken, 'ab', 0.5, 'e1'],
    ['an asked wait beyond it: fail now', limited(30_000), 'a', 20_000, 'fail rate_limited, back in 30000'],
    ['with somewhere to go: go', broken, 'ab', 250, 'e1'],
    ['past it nothing is sent any more', broken, 'ab', 0, 'fail server_error'],
  ] as const)('%s', (_story, failure, keys, leftMs, expected) => {
    const { move, failed, fresh } = decideStage({ keys })
    expect(move(short(failed(fresh, 0, failure), leftMs))).toBe(expected)
  })
})

test('a call whose deadline has come sends nothing, not even first', () => {
  const { move, fresh } = decideStage()
  expect(move({ ...fresh, deadlineAtMs: nowMs })).toMatch(/^fail/)
  expect(move({ ...fresh, deadlineAtMs: nowMs + 0.001 })).toBe('e0')
})

test('only a wait that is asked for is spread: a backoff needs no room for it', () => {
  const { move, failed, fresh } = decideStage()
  const state = { ...failed(fresh, 0, broken), lastTookMs: 1_000 }
  expect(move({ ...state, deadlineAtMs: nowMs + 1_251 })).toBe('e0 in 250 (backoff)')
  expect(move({ ...state, deadlineAtMs: nowMs + 1_250 })).toBe('e1')
})
