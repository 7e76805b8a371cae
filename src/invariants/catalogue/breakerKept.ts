import { Circuit } from '../circuit.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/**
 * Judges what the client tells of its circuits against the attempts it tells of; `breaker-honest` holds both against the
 * traffic. Put to the test by circuits that open, by attempts while one is not closed, and by as many failures that must
 * not count as would open one.
 */
export const breakerKept = defineInvariant({
  name: 'breaker-kept',
  number: 25,
  requirement:
    'A circuit opens only at the declared share of failures among enough outcomes, lets nothing through while it is open and then one probe, and counts neither aborts nor the caller’s own mistakes.',
  source: 'resilience4j CircuitBreaker; cockatiel SamplingBreaker; Nygard, Release It!: what a probe finds decides.',
  strength: 'must',
  vantage: 'client',
  check(view, { declared, toleranceMs }) {
    const findings = new Findings()
    const { breaker, slowCallMs } = declared
    if (breaker === undefined) return findings.verdict('no circuit breaker was declared')
    const circuits = new Map<string, Circuit>()
    const rule = { ...breaker, countsSlowness: slowCallMs !== undefined, toleranceMs }
    const circuitOf = (endpoint: string, instance = 0) => {
      const name = instance === 0 ? endpoint : `${endpoint}#${instance}`
      let circuit = circuits.get(name)
      if (circuit === undefined) circuits.set(name, (circuit = new Circuit(endpoint, rule, findings)))
      return circuit
    }
    const left = new Set<number>()
    const streams = new Set<number>()
    for (const event of view.events) {
      switch (event.type) {
        case 'call-started':
          if (event.stream) streams.add(event.call)
          break
        case 'call-left':
          left.add(event.call)
          break
        case 'attempt-started':
          if (event.kind !== 'probe') circuitOf(event.endpoint, event.instance).attemptStarted(event)
          break
        case 'attempt-ended':
          circuits.get(nameOf(event))?.attemptEnded(event, left.has(event.call), streams.has(event.call))
          break
        case 'breaker-changed':
          circuitOf(event.endpoint, event.instance).changed(event)
          break
      }
    }
    for (const circuit of circuits.values()) circuit.runEnded()
    return findings.verdict('no circuit opened, and nothing happened that must not open one')
  },
})

function nameOf({ endpoint, instance = 0 }: { readonly endpoint: string; readonly instance?: number }): string {
  return instance === 0 ? endpoint : `${endpoint}#${instance}`
}
