import type { FaultSpec } from './fault.ts'
import { faultOf } from './faultOf.ts'
import type { Memory, Remembering } from './memory.ts'
import type { Rule, Script, When } from './script.ts'

/** A rule at its place in a script: all of it that is the same for every exchange, worked out once. */
export class PlacedRule {
  readonly rule: Rule
  /** By which what is counted and remembered is kept. */
  readonly place: string
  readonly counts: boolean
  #remembering: Remembering | null | undefined

  constructor(rule: Rule, place: string) {
    this.rule = rule
    this.place = place
    this.counts = isCounted(rule.when)
  }

  /** Undefined for a fault without a memory. Throws `UnknownFault`. */
  get remembering(): Remembering | undefined {
    if (this.#remembering === undefined) this.#remembering = rememberingAt(this.place, this.rule.fault) ?? null
    return this.#remembering ?? undefined
  }
}

function rememberingAt(place: string, spec: FaultSpec): Remembering | undefined {
  const fault = faultOf(spec)
  const memory = fault.on === 'exchange' ? (fault.memory as Memory<unknown, unknown> | undefined) : undefined
  if (memory === undefined) return undefined
  const pool = memory.sharedAs(spec)
  return { key: pool === undefined ? place : JSON.stringify([spec.type, pool]), options: spec, memory }
}

/** Whether a rule depends on how often it was reached. */
export function isCounted(when: When): boolean {
  return 'first' in when || 'after' in when
}

const rulesOf = new WeakMap<Script, Map<string, readonly PlacedRule[]>>()

/** The rules of a model, in their order; none for a model that the script does not know. */
export function placedRules(script: Script, model: string): readonly PlacedRule[] {
  let models = rulesOf.get(script)
  if (models === undefined) rulesOf.set(script, (models = new Map()))
  let placed = models.get(model)
  if (placed === undefined) {
    const rules = Object.hasOwn(script.models, model) ? script.models[model]! : []
    models.set(model, (placed = rules.map((rule, index) => new PlacedRule(rule, `${model}#${index}`))))
  }
  return placed
}
