import { describe, expect, test } from 'vitest'
import { decideStage, nowMs } from '../../test/support/decideStage.ts'
import { longestSpread } from './candidates.ts'
import { defaultPolicies } from './policy.ts'

interface Story {
  /** What the server had asked for, and how long ago. */
  readonly askedMs?: number
  readonly agoMs?: number
  readonly waitedMs?: number
  readonly leftMs?: number
  readonly policy?: Partial<typeof defaultPolicies.retry>
}

describe('those who come back at one instant are spread over a time', () => {
  test.each<[string, Story, number]>([
    ['half as long as was asked for', { askedMs: 5_000 }, 2_500],
    ['also who joined them when it was nearly over', { askedMs: 5_000, agoMs: 4_900 }, 2_500],
    ['half as long as the call has waited, wait after wait', { askedMs: 5_000, waitedMs: 6_000 }, 5_500],
    ['as long as the first backoff at least', { askedMs: 600 }, 500],
    ['as long as the longest backoff at most', { askedMs: 40_000 }, 8_000],
    ['half of what is left of the call at most', { askedMs: 5_000, leftMs: 600 }, 300],
    ['not at all where nothing is left', { askedMs: 5_000, leftMs: -600 }, 0],
    ['not at all where nobody wants jitter', { askedMs: 5_000, policy: { initialDelayMs: 0 } }, 0],
    ['what was asked for long ago is over', { askedMs: 40_000, agoMs: 40_000 }, 500],
  ])('%s', (_story, { askedMs = 0, agoMs = 0, waitedMs = 0, leftMs = 100_000, policy }, expected) => {
    const { gates, fresh } = decideStage()
    gates.askForPeace(0, nowMs - agoMs, askedMs)
    const startAtMs = nowMs + Math.max(0, askedMs - agoMs)
    const state = { ...fresh, waitedMs, deadlineAtMs: startAtMs + leftMs }
    const retry = { ...defaultPolicies.retry, initialDelayMs: 500, ...policy }
    expect(longestSpread({ endpoint: 0, startAtMs }, state, gates, nowMs, retry)).toBe(expected)
  })
})
