import { expect, test } from 'vitest'
import { decideStage, nowMs } from '../../test/support/decideStage.ts'
import { longestSpread } from './candidates.ts'
import { defaultPolicies } from './policy.ts'

test.each([
  ['as long as the first backoff', 100_000, 500],
  ['half of what is left of the call', 600, 300],
  ['not at all where nothing is left', -600, 0],
])('those who come back at one instant are spread over a time: %s', (_story, leftMs, expected) => {
  const { fresh } = decideStage()
  const state = { ...fresh, deadlineAtMs: nowMs + leftMs }
  expect(longestSpread(nowMs, state, { ...defaultPolicies.retry, initialDelayMs: 500 })).toBe(expected)
})
