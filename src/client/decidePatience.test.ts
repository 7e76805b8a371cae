import { describe, expect, test } from 'vitest'
import { broken, decideStage, limited, nowMs } from '../../test/support/decideStage.ts'
import { failureOf, type Failure } from './failure.ts'
import { retry, type PolicySpec } from './policySpecs.ts'

const unhinted = failureOf('rate_limited', 'http_429', '', { status: 429 })

/** The move after so many failures in a row on the first endpoint; half of each backoff is drawn. */
function moveAfter(failures: number, chain: Parameters<typeof decideStage>[0], failure: Failure = broken): string {
  const { move, failed, fresh } = decideStage(chain)
  let state = fresh
  for (let index = 0; index < failures; index += 1) state = failed(state, 0, failure)
  return move(state)
}

describe('backoffs on one endpoint may together take no longer than the patience, while another is open', () => {
  test.each<[story: string, failures: number, keys: string, expected: string]>([
    ['the first is at most 500 ms', 1, 'ab', 'e0 in 250 (backoff)'],
    ['with the second they could be 1,500 ms: on at once', 2, 'ab', 'e1'],
    ['with nowhere to go it is sat out', 2, 'a', 'e0 in 500 (backoff)'],
  ])('%s', (_story, failures, keys, expected) => {
    expect(moveAfter(failures, { keys })).toBe(expected)
  })

  test.each<[story: string, failures: number, policy: PolicySpec, expected: string]>([
    ['just within it', 2, retry({ patienceMs: 1_500 }), 'e0 in 500 (backoff)'],
    ['just beyond it', 2, retry({ patienceMs: 1_499 }), 'e1'],
    ['short backoffs are all sat out', 2, retry({ initialDelayMs: 40 }), 'e0 in 40 (backoff)'],
    ['the first alone is too long', 1, retry({ initialDelayMs: 1_001 }), 'e1'],
    ['the ceiling counts, not the doubling', 2, retry({ maxDelayMs: 500 }), 'e0 in 250 (backoff)'],
    ['no backoff takes no time', 2, retry({ initialDelayMs: 0, patienceMs: 0 }), 'e0'],
    ['patience without end', 2, retry({ patienceMs: Infinity }), 'e0 in 500 (backoff)'],
  ])('%s', (_story, failures, policy, expected) => {
    expect(moveAfter(failures, { policies: [policy] })).toBe(expected)
  })

  test('so may those after a limit without a hint; an asked wait is judged by itself', () => {
    expect(moveAfter(1, {}, unhinted)).toBe('e0 in 250 (backoff)')
    expect(moveAfter(2, {}, unhinted)).toBe('e1')
    expect(moveAfter(2, {}, limited(900))).toBe('e0 in 900 (asked)')
  })

  test('what is not open yet is not gone to', () => {
    const { gates, move, failed, fresh } = decideStage()
    gates.askForPeace(1, nowMs, 10)
    expect(move(failed(failed(fresh, 0, broken), 0, broken))).toBe('e0 in 500 (backoff)')
  })

  test('once it was sat out the retry is made, whatever has opened meanwhile', () => {
    const { gates, move, failed, fresh } = decideStage()
    gates.askForPeace(1, nowMs, 10)
    const state = failed(failed(fresh, 0, broken), 0, broken)
    expect(move(state, nowMs + 499)).toBe('e1')
    expect(move(state, nowMs + 500)).toBe('e0')
  })

  test('a sibling goes before the others', () => {
    const each = [{}, { baseURL: 'https://elsewhere.test/v1' }, {}]
    const { move, failed, fresh } = decideStage({ keys: 'abc', oneHost: true, each })
    const once = failed(failed(fresh, 0, broken), 0, unhinted)
    expect(move(once)).toBe('e2')
  })
})
