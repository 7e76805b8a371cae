import { endpointsOf, faultNamed, type FaultSpec, type Rule, type Script, type When } from '../faults/index.ts'
import type { Declared } from '../history/index.ts'

/**
 * What a script alone makes certain, whatever the client does: with a good first endpoint every call is answered, and
 * where every endpoint always answers something else no call is. Nothing is said about the days between.
 */
export function certainAnswers(script: Script): Pick<Declared, 'answeredAtLeast' | 'answeredAtMost'> {
  const endpoints = endpointsOf(script).map(({ model, origin }) => ({
    exchanges: script.models[model] ?? [],
    connections: script.origins?.[origin]?.rules ?? [],
  }))
  const [first] = endpoints
  if (first?.exchanges.length === 0 && first.connections.length === 0) return { answeredAtLeast: 1 }
  const isHopeless = endpoints.every(
    ({ exchanges, connections }) => neverAnswers(exchanges) || neverAnswers(connections),
  )
  return isHopeless ? { answeredAtMost: 0 } : {}
}

/** Rules around one that always replaces the answer can only bend what replaced it. */
function neverAnswers(rules: readonly Rule[]): boolean {
  return rules.some(({ when, fault }) => isAlways(when) && replacesAnswer(fault))
}

function isAlways(when: When): boolean {
  return 'always' in when || ('after' in when && when.after === 0)
}

/** True for a fault that does not even look at the answer which it stands before. */
function replacesAnswer(spec: FaultSpec): boolean {
  const fault = faultNamed(spec.type)
  if (fault.on === 'connection') return true
  let asked = false
  const next = () => {
    asked = true
    return []
  }
  const exchange = { model: '', stream: true, nth: 0, attempt: 0, call: 0, atMs: 0, epochMs: 0, random: () => 0 }
  Array.from(fault.apply(spec as never, exchange, next))
  return !asked
}
