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

/** The rules of one script at their places, by model and by origin. */
class PlacedRules {
  readonly script: Script
  readonly #models = new Map<string, readonly PlacedRule[]>()
  #origins: Map<string, readonly PlacedRule[]> | undefined

  constructor(script: Script) {
    this.script = script
  }

  ofModel(model: string): readonly PlacedRule[] {
    let placed = this.#models.get(model)
    if (placed === undefined) {
      const { models } = this.script
      this.#models.set(model, (placed = placedAt(model, Object.hasOwn(models, model) ? models[model]! : [])))
    }
    return placed
  }

  ofOrigin(origin: string, rules: readonly Rule[]): readonly PlacedRule[] {
    this.#origins ??= new Map()
    let placed = this.#origins.get(origin)
    if (placed === undefined) this.#origins.set(origin, (placed = placedAt(`@${origin}`, rules)))
    return placed
  }
}

function placedAt(name: string, rules: readonly Rule[]): readonly PlacedRule[] {
  return rules.map((rule, index) => new PlacedRule(rule, placeAt(name, index)))
}

/** One string for all scripts that have such a place: as a key it is looked up by what it is, not by its letters. */
const places = new Map<string, string[]>()
const mostNames = 1_000

function placeAt(name: string, index: number): string {
  let named = places.get(name)
  if (named === undefined) {
    if (places.size >= mostNames) places.clear()
    places.set(name, (named = []))
  }
  return (named[index] ??= `${name}#${index}`)
}

/**
 * Of the scripts that were asked for last. A run asks for one and the same, and some runs take turns; a weak map of all
 * scripts that there are would cost each run more than its rules do.
 */
const recent: PlacedRules[] = []
const mostRecent = 8
let latest: PlacedRules | undefined

function rulesOf(script: Script): PlacedRules {
  if (latest?.script === script) return latest
  latest = recent.find((rules) => rules.script === script)
  if (latest === undefined) {
    latest = new PlacedRules(script)
    if (recent.unshift(latest) > mostRecent) recent.pop()
  }
  return latest
}

/** The rules of a model, in their order; none for a model that the script does not know. */
export function placedRules(script: Script, model: string): readonly PlacedRule[] {
  return rulesOf(script).ofModel(model)
}

const noRules: readonly PlacedRule[] = []

/** The rules of an origin, in their order; none for an origin that the script does not know. */
export function placedConnectionRules(script: Script, origin: string): readonly PlacedRule[] {
  const rules = script.origins?.[origin]?.rules
  // Most connections are fine.
  return rules === undefined || rules.length === 0 ? noRules : rulesOf(script).ofOrigin(origin, rules)
}
