import type { DeclaredOutage } from '../../history/declaredOverall.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { limitsOrMixes } from './limitsOrMixes.ts'
import { loneModel } from './loneModel.ts'
import { onlyWaits } from './onlyWaits.ts'

type Day = Pick<Scenario, 'upstream' | 'load' | 'caller' | 'instances' | 'expect'>

/** What fails as long as it lasts, asks for no wait, and leaves nothing behind. */
export const outages: ReadonlySet<string> = new Set(['overloaded', 'serverError', 'noHeaders', 'resetPeer'])

/** A circuit asks again after fifteen seconds, as clients have it whom nobody told anything else. */
const leastRecoveryMs = 16_000

const slackMs = 1_000

/** Rarer calls come to a circuit too late to close it. */
const longestPauseMs = 1_000

/**
 * An outage from which every correct client recovers, and by when: the only model is down for a while and then well, calls come
 * at an even pace, and what keeps them away from it is a circuit, whose last probe began within the outage. Undefined where that is
 * not so.
 */
export function certainOutage({ upstream, load, caller, instances = 1, expect }: Day): DeclaredOutage | undefined {
  const model = loneModel(upstream)
  const [rule, ...others] = model?.rules ?? []
  if (model === undefined || rule === undefined || others.length > 0 || !('during' in rule.when)) return undefined
  if (!outages.has(rule.fault.type) || Object.keys(rule.fault).length > 1) return undefined
  if (!onlyWaits(caller) || expect.budgetUsd !== undefined || limitsOrMixes(expect, 'breaker')) return undefined
  const { breaker, timeouts: { headersMs = 0, attemptMs = 0 } = {}, deadlineMs = 0 } = expect
  const patienceMs = Math.min(headersMs, attemptMs, deadlineMs)
  if (breaker === undefined || patienceMs <= 2 * model.delayMs) return undefined
  const everyMs = load.type === 'constant' ? Number(load['everyMs']) * instances : Infinity
  if (everyMs > longestPauseMs) return undefined
  const [fromMs, toMs] = rule.when.during
  const recoversWithinMs = Math.max(
    leastRecoveryMs,
    patienceMs + breaker.openMs + 2 * everyMs + model.delayMs + slackMs,
  )
  return { fromMs, toMs, recoversWithinMs }
}
