import type { DeclaredQuotaUse } from '../../history/declaredOverall.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { limitsOrMixes } from './limitsOrMixes.ts'
import { loneModel } from './loneModel.ts'
import { onlyWaits } from './onlyWaits.ts'

type Day = Pick<Scenario, 'upstream' | 'caller' | 'expect'>

/** Of a quota that says when to come back: who comes back then, or after as long again, uses so much of it. */
const usedAtLeast = 0.5

/** A client that was told the quota need not be told to wait: it loses no more than what lies between two windows. */
const usedByWhoKnows = 0.75

/** A window of a minute may ask for as much. */
const longestAskedMs = 60_000

/** Calls that give up sooner wait for nothing any more. */
const fewestAttempts = 12

/**
 * How much of a quota every correct client uses while its calls wait: the only model is well, but for its requests a minute, and it
 * says in seconds how long to wait. Undefined where anything else keeps calls away from it.
 */
export function certainQuotaUse({ upstream, caller, expect }: Day): DeclaredQuotaUse | undefined {
  const model = loneModel(upstream)
  const [rule, ...others] = model?.rules ?? []
  if (model === undefined || rule === undefined || others.length > 0 || !('always' in rule.when)) return undefined
  const { type, rpm, window: _window, ...options } = rule.fault
  if (type !== 'quota' || typeof rpm !== 'number' || Object.keys(options).length > 0) return undefined
  if (!onlyWaits(caller) || expect.budgetUsd !== undefined || limitsOrMixes(expect, 'rpm')) return undefined
  const { maxAttemptsPerCall = 0, maxAttemptsPerEndpoint = 0, longestAskedWaitMs = 0, deadlineMs = 0 } = expect
  const { headersMs = Infinity, attemptMs = Infinity } = expect.timeouts ?? {}
  if (Math.min(maxAttemptsPerCall, maxAttemptsPerEndpoint) < fewestAttempts) return undefined
  if (longestAskedWaitMs < longestAskedMs || deadlineMs < 2 * longestAskedMs) return undefined
  if (Math.min(headersMs, attemptMs) <= 2 * model.delayMs || (expect.rpm !== undefined && expect.rpm !== rpm))
    return undefined
  return { rpm, usedAtLeast: expect.rpm === undefined ? usedAtLeast : usedByWhoKnows }
}
