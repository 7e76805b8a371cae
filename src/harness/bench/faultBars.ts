import type { Rule, Script } from '../../faults/index.ts'
import type { BenchPlan } from './benchPlan.ts'
import { bentScript } from './mockScript.ts'

/** When a fault was in force, as the scenario says: what is drawn above a run's figures. */
export interface FaultBar {
  /** The model that it bends, as the plan names it; of a fault of a whole place, the first model there. */
  readonly model: string
  readonly fault: string
  /** Ms since the run began. */
  readonly fromMs: number
  /** Null: to its end. */
  readonly toMs: number | null
}

/** The faults of a scenario that have their time. Those that are counted or drawn have none, and are not told here. */
export function faultBars(plan: Pick<BenchPlan, 'models'>, scenario: Script | null): FaultBar[] {
  const { models, origins = {} } = bentScript(plan, scenario)
  return [
    ...Object.entries(models).flatMap(([model, rules]) => barsOf(model, rules)),
    ...Object.entries(origins).flatMap(([name, { serves, rules = [] }]) => barsOf(serves[0] ?? name, rules)),
  ].toSorted((one, other) => one.fromMs - other.fromMs)
}

function barsOf(model: string, rules: readonly Rule[]): FaultBar[] {
  return rules.flatMap(({ when, fault }): FaultBar[] => {
    if ('always' in when) return [{ model, fault: fault.type, fromMs: 0, toMs: null }]
    if (!('during' in when)) return []
    const [fromMs, toMs] = when.during
    return [{ model, fault: fault.type, fromMs, toMs }]
  })
}
