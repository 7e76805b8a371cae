import type { Declared } from '../../history/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { certainOutage } from './certainOutage.ts'
import { certainQuotaUse } from './certainQuotaUse.ts'
import { certainWaste } from './certainWaste.ts'

type Day = Pick<Scenario, 'upstream' | 'load' | 'caller' | 'instances' | 'expect'>

/** What is declared of a run as a whole. */
export type Overall = Pick<Declared, (typeof overall)[number]>
export const overall = ['amplificationAtMost', 'retryPeak', 'outage', 'quotaUse', 'wasteAtMost'] as const

/** The width of the window in which requests that were put off are counted, in ms. */
const perMs = 1_000

/**
 * What is certain of a run as a whole, whatever a correct client decides: no call makes more requests than it may make
 * attempts, and what all calls together may put off could at worst come at once. Of some days more is: how much of a quota is
 * used, by when an outage is over for callers too, that nothing billed is wasted.
 */
export function certainBounds(day: Day): Overall {
  const certain: { [Name in keyof Overall]: Overall[Name] | undefined } = {
    ...certainRetries(day),
    outage: certainOutage(day),
    quotaUse: certainQuotaUse(day),
    wasteAtMost: certainWaste(day),
  }
  return Object.fromEntries(Object.entries(certain).filter(([, bound]) => bound !== undefined))
}

function certainRetries({ load, expect }: Day): Pick<Declared, 'amplificationAtMost' | 'retryPeak'> {
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
