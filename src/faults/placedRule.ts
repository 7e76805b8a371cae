import type { FaultSpec } from './fault.ts'
import { faultOf, type AnyFault } from './faultOf.ts'
import type { Memory, Remembering } from './memory.ts'
import type { Rule, Script, When } from './script.ts'

/** A rule at its place in a script: all of it that is the same for every exchange, worked out once. */
export class PlacedRule {
  readonly rule: Rule
  /** By which what is counted and remembered is kept. */
  readonly place: string
  readonly counts: boolean
  #fault: AnyFault | undefined
  #remembering: Remembering | null | undefined

  constructor(rule: Rule, place: string) {
    this.rule = rule
    this.place = place
    this.counts = isCounted(rule.when)
  }

  /** Throws `UnknownFault`. */
  get fault(): AnyFault {
    return (this.#fault ??= faultOf(this.rule.fault))
  }

  /** Undefined for a fault without a memory. Throws `UnknownFault`. */
  get remembering(): Remembering | undefined {
    if (this.#remembering === undefined)
      this.#remembering = rememberingAt(this.place, this.rule.fault, this.fault) ?? null
    return this.#remembering ?? undefined
  }
}

function rememberingAt(place: string, spec: FaultSpec, fault: AnyFault): Remembering | undefined {
  const memory = fault.on === 'exchange' ? (fault.memory as Memory<unknown, unknown> | undefined) : undefined
  if (memory === undefined) return undefined
  const pool = memory.sharedAs(spec)
  return { key: pool === undefined ? place : JSON.stringify([spec.type, pool]), options: spec, memory }
}

/** Whether a rule depends on how often it was reached. */
function isCounted(when: When): boolean {
  return 'first' in when || 'after' in when
}

const rulesOf = new WeakMap<Script, Map<string, readonly PlacedRule[]>>()
const rulesOfOrigins = new WeakMap<Script, Map<string, readonly PlacedRule[]>>()

/** The rules of a model, in their order; none for a model that the script does not know. */
export function placedRules(script: Script, model: string): readonly PlacedRule[] {
  let models = rulesOf.get(script)
  if (models === undefined) rulesOf.set(script, (models = new Map()))
  let placed = models.get(model)
  if (placed === undefined) {
    const rules = Object.hasOwn(script.models, model) ? script.models[model]! : []
    models.set(model, (placed = placedAt(model, rules)))
  }
  return placed
}

const noRules: readonly PlacedRule[] = []

/** The rules of an origin, in their order; none for an origin that the script does not know. */
export function placedConnectionRules(script: Script, origin: string): readonly PlacedRule[] {
  const rules = script.origins?.[origin]?.rules ?? []
  // Most connections are fine.
  if (rules.length === 0) return noRules
  let origins = rulesOfOrigins.get(script)
  if (origins === undefined) rulesOfOrigins.set(script, (origins = new Map()))
  let placed = origins.get(origin)
  if (placed === undefined) origins.set(origin, (placed = placedAt(`@${origin}`, rules)))
  return placed
}

function placedAt(name: string, rules: readonly Rule[]): readonly PlacedRule[] {
  return rules.map((rule, index) => new PlacedRule(rule, `${name}#${index}`))
}
