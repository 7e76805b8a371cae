import type { Rule, Script } from '../../faults/index.ts'

/** What the rules of a day's only model do, where nothing bends its connections. */
export interface LoneModel {
  readonly rules: readonly Rule[]
  /** How much later every good answer comes. */
  readonly delayMs: number
}

/**
 * Of a script with one model: its rules without those that only bill a good answer or put it off, always. Undefined for any other
 * script.
 */
export function loneModel({ models, origins = {} }: Script): LoneModel | undefined {
  const [rules, ...others] = Object.values(models)
  if (rules === undefined || others.length > 0) return undefined
  if (Object.values(origins).some(({ rules: bent = [] }) => bent.length > 0)) return undefined
  const bending = rules.filter((rule) => !isHarmless(rule))
  const delayMs = rules.reduce((sum, { fault }) => sum + (fault.type === 'latency' ? Number(fault['delayMs']) : 0), 0)
  return { rules: bending, delayMs }
}

function isHarmless({ when, fault: { type } }: Rule): boolean {
  return 'always' in when && (type === 'usage' || type === 'latency')
}
