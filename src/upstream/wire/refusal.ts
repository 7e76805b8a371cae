import {
  endpointsOf,
  faultOf,
  protocolRefusal,
  type ConnectionStep,
  type FaultSpec,
  type Rule,
  type Script,
} from '../../faults/index.ts'

/** When an origin refuses connections, in ms since the run began, each end excluded. */
export type RefusedWindow = readonly [fromMs: number, toMs: number]

/** Why the wire cannot play this script, or undefined. Throws `UnknownFault` for a fault that no origin can have. */
export function wireRefusal(script: Script): string | undefined {
  for (const [origin, tls] of tlsOfOrigins(script)) {
    const reason = originRefusal(origin, tls, rulesOf(script, origin))
    if (reason !== undefined) return reason
  }
  return protocolRefusal(script)
}

/** The origins of a script, each with whether it speaks TLS. */
export function tlsOfOrigins(script: Script): Map<string, boolean> {
  return new Map(endpointsOf(script).map(({ origin, tls }) => [origin, tls]))
}

export function refusedWindows(script: Script, origin: string): RefusedWindow[] {
  return rulesOf(script, origin)
    .filter((rule) => meets(rule.fault).do === 'refuse')
    .map(({ when }): RefusedWindow => ('during' in when ? when.during : [0, Infinity]))
}

/** The port of this origin never answers, from the first instant to the last. */
export function isSilent(script: Script, origin: string): boolean {
  return rulesOf(script, origin).some((rule) => meets(rule.fault).do === 'drop')
}

/** The name of this origin leads nowhere. */
export function isUnresolvable(script: Script, origin: string): boolean {
  return rulesOf(script, origin).some((rule) => meets(rule.fault).do === 'unresolvable')
}

function originRefusal(origin: string, tls: boolean, rules: readonly Rule[]): string | undefined {
  let refuses = false
  let others = false
  let counts = false
  for (const { when, fault } of rules) {
    const step = meets(fault)
    if ((step.do === 'tls' || step.do === 'handshake') && !tls)
      return `${fault.type} needs TLS, but origin ${origin} is plain: give it tls: true, or play it on the virtual world`
    const how = Object.keys(when)[0] ?? ''
    if (step.do === 'drop' || step.do === 'unresolvable') {
      const reason = wholeRunRefusal(fault.type, origin, step, how, others || refuses)
      if (reason !== undefined) return reason
      // Behind a port that never answers, or a name without an address, no other rule is ever reached.
      return undefined
    }
    if (step.do !== 'refuse') {
      others = true
      counts ||= how === 'first' || how === 'after'
      continue
    }
    if (how !== 'always' && how !== 'during')
      return unseen(fault.type, origin, `cannot be counted or drawn for: use always or during instead of ${how}`)
    if (others) return unseen(fault.type, origin, 'cannot wait for the rules before it: put its rule first')
    refuses = true
  }
  if (refuses && counts) return unseen('connectionRefused', origin, 'would be missing in the count of first or after')
  return undefined
}

/** On real sockets an origin has its port and its name for the whole run. */
function wholeRunRefusal(
  fault: string,
  origin: string,
  step: ConnectionStep,
  how: string,
  isNotFirst: boolean,
): string | undefined {
  const elsewhere = 'or play it on the virtual world'
  if (step.do === 'unresolvable' && step.code !== 'ENOTFOUND')
    return `${fault} on origin ${origin}: a resolver that fails cannot be played on real sockets: leave out the code, ${elsewhere}`
  if (how !== 'always' || isNotFirst)
    return `${fault} on origin ${origin}: on real sockets it lasts for the whole run: use always, as the first rule, ${elsewhere}`
  return undefined
}

function unseen(fault: string, origin: string, why: string): string {
  return `${fault} on origin ${origin}: on real sockets a refused connection is seen by nobody, so it ${why}, or play it on the virtual world`
}

function rulesOf(script: Script, origin: string): readonly Rule[] {
  return script.origins?.[origin]?.rules ?? []
}

function meets(spec: FaultSpec): ConnectionStep {
  const fault = faultOf(spec)
  // What bends exchanges has no place here; deciding the first connection says so, in the same words for every player.
  return fault.on === 'connection' ? fault.connect(spec as never) : { do: 'accept' }
}
