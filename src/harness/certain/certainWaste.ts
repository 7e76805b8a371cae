import type { Script } from '../../faults/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'

type Day = Pick<Scenario, 'upstream' | 'caller' | 'expect'>

/** They refuse a request before anything is made that could be billed, and take no time for it. */
const unbilled: ReadonlySet<string> = new Set([
  'overloaded',
  'serverError',
  'rateLimit',
  'quota',
  'quotaExhausted',
  'invalidApiKey',
  'keyRequired',
  'modelNotFound',
])

/**
 * Nothing is wasted where requests are refused or answered at once, and no hedge is to be sent at once: a billed answer is one that
 * its caller gets. Undefined where that is not sure.
 */
export function certainWaste({ upstream, caller = {}, expect }: Day): 0 | undefined {
  if (expect.prices === undefined || expect.hedge?.afterMs === 0 || expect.answerSchema !== undefined) return undefined
  // A stream takes its time: it may be given up in the middle.
  return caller.stream !== true && isUnbilledOrWhole(upstream) ? 0 : undefined
}

function isUnbilledOrWhole({ models, origins = {} }: Script): boolean {
  return (
    Object.values(models).every((rules) =>
      rules.every(({ fault: { type } }) => type === 'usage' || unbilled.has(type)),
    ) && Object.values(origins).every(({ rules = [] }) => rules.length === 0)
  )
}
