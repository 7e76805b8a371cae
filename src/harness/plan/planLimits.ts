import { readGates } from '../../bench/gates/readGates.ts'
import { messages } from '../../messages/index.ts'
import { Problem } from '../problem.ts'
import type { PlannedLimit } from './planInput.ts'

/** What holds where nobody says anything; printed as that. */
const usual: Readonly<Record<string, string>> = { 'ttft.p99': '<= 2s', success: '>= 99.5%' }

export interface PlanSlo {
  readonly slo: readonly PlannedLimit[]
  readonly isDefaultSlo: boolean
}

/**
 * The limits that a load has to keep: from the flag (`ttft.p99 <= 800ms`), or else from the config, or else the usual ones.
 * Throws a `Problem` for what is no limit, or none that a simulation can keep.
 */
export function planLimits(
  typed: readonly string[] | undefined,
  configured: object | undefined,
  file: string,
): PlanSlo {
  if (typed !== undefined) return { slo: limitsOf(typed.map(split), '--slo'), isDefaultSlo: false }
  const given = configured as Readonly<Record<string, string>> | undefined
  return { slo: limitsOf(Object.entries(given ?? usual), file), isDefaultSlo: given === undefined }
}

function split(text: string): [metric: string, limit: string] {
  const [, metric, limit] = /^\s*([\w.]+)\s*((?:<|>)=?.*)$/.exec(text) ?? []
  if (metric === undefined || limit === undefined) throw new Problem('usage', messages.errors.plan.noLimit(text))
  return [metric, limit]
}

function limitsOf(texts: readonly (readonly [metric: string, limit: string])[], where: string): PlannedLimit[] {
  return texts.map(([metric, text]) => {
    const found = readGates({ [metric]: text }, where)
    if ('problem' in found) throw new Problem('usage', found.problem)
    const { comparison, limit } = found.read[0]!
    const isCeiling = comparison === '<' || comparison === '<='
    const isOfTime = /^(ttft|total)\.p/.test(metric)
    if (!(isOfTime && isCeiling) && !(metric === 'success' && !isCeiling))
      throw new Problem('usage', messages.errors.plan.noPlanMetric(metric, where))
    return { metric, comparison, limit, text: `${metric} ${text.trim()}` }
  })
}
