import type { Declared } from '../../history/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'

/** The width of the window in which requests that were put off are counted, in ms. */
const perMs = 1_000

/**
 * What is certain of a run as a whole, whatever a correct client decides: no call makes more requests than it may make
 * attempts, and what all calls together may put off could at worst come at once.
 */
export function certainBounds({ load, expect }: Pick<Scenario, 'load' | 'expect'>): Partial<Declared> {
  const { maxAttemptsPerCall } = expect
  if (maxAttemptsPerCall === undefined) return {}
  const calls = load.type === 'burst' ? 1 : typeof load['calls'] === 'number' ? load['calls'] : undefined
  const each = typeof load['callers'] === 'number' ? load['callers'] : 1
  return {
    amplificationAtMost: maxAttemptsPerCall,
    // The calls of a burst are begun in one window; of other loads at least one call is.
    ...(calls === undefined ? {} : { retryPeak: { perMs, ofOffered: calls * each * maxAttemptsPerCall } }),
  }
}
