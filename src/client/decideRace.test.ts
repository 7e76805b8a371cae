import { describe, expect, test } from 'vitest'
import { broken, decideStage, limited, nowMs } from '../../test/support/decideStage.ts'
import type { CallState } from './callState.ts'
import { afterRace } from './decide.ts'
import { failureOf, type Failure } from './failure.ts'

const missing = failureOf('not_found', 'http_404', '', { status: 404 })

/** A call whose attempt on e0 failed, and then the hedge on e1 beside it. */
function raced(first: Failure, hedge: Failure, keys = 'abc') {
  const stage = decideStage({ keys })
  const before: CallState = { ...stage.failed(stage.fresh, 0, first), lastTookMs: 70 }
  const later: CallState = { ...stage.failed(before, 1, hedge), lastTookMs: 30 }
  return { ...stage, before, later, merged: afterRace(before, later) }
}

describe('after both attempts of a race failed', () => {
  test('the call goes on with the first where only that may be tried again: its wait, its failure, its time', () => {
    const { merged, later, move } = raced(limited(900), missing)
    expect(merged).toEqual({
      ...later,
      current: 0,
      mayRetry: true,
      notBeforeMs: nowMs + 900,
      lastFailure: limited(900),
      lastTookMs: 70,
    })
    expect(move(merged)).toBe('e0 in 900 (asked)')
  })

  test.each([
    ['where both may be', limited(900), broken, 'e1 in 250 (backoff)'],
    ['where only that may be', missing, broken, 'e1 in 250 (backoff)'],
    ['where neither may be: on to what is left', missing, missing, 'e2'],
  ] as const)('with the second %s', (_story, first, hedge, expected) => {
    const { merged, move } = raced(first, hedge)
    expect(move(merged)).toBe(expected)
  })

  test('what both have learnt stays: a dead key, a bad certificate, an endpoint that is of no use', () => {
    const { merged, move } = raced(failureOf('auth', 'http_401', ''), missing, 'abac')
    expect(merged).toMatchObject({ lastFailure: missing, mayRetry: false, attempts: 2 })
    expect(move(merged)).toBe('e3')
  })
})

describe('the fallback policy after a race', () => {
  const kept: Failure = { ...broken, mayFallBack: false }
  const keptMissing: Failure = { ...missing, mayFallBack: false }

  test.each([
    ['keeps the call where both failures do', keptMissing, keptMissing, 'fail not_found'],
    ['lets it go on where only the second failure does', missing, keptMissing, 'e2'],
    ['lets it go on where only the first failure does', keptMissing, missing, 'e2'],
    ['keeps the call on the first endpoint where both do', kept, keptMissing, 'e0 in 250 (backoff)'],
  ] as const)('%s', (_story, first, hedge, expected) => {
    const { merged, move } = raced(first, hedge)
    expect(move(merged)).toBe(expected)
  })

  test('takes nothing else from the failure that may go on', () => {
    const { merged } = raced(missing, keptMissing)
    expect(merged.lastFailure).toEqual(missing)
  })

  test('of a first endpoint that may be tried again, while the hedge may go on', () => {
    const { merged } = raced(kept, missing)
    expect(merged).toMatchObject({ current: 0, mayRetry: true, lastFailure: broken })
    expect(merged.lastFailure).not.toHaveProperty('mayFallBack')
  })
})
