import type { CallView, EventOf, HistoryEvent } from '../../history/index.ts'
import { isFailed } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { WitnessedCircuit } from '../witnessedCircuit.ts'

/**
 * What the client says of its circuits against what went over the wire. A circuit that must have opened is known by
 * failures that leave no doubt (whole answers that say so, and somebody read), a share of all attempts that ended.
 * Put to the test by circuits that open or must, and by calls that are refused for one.
 */
export const breakerHonest = defineInvariant({
  name: 'breaker-honest',
  number: 41,
  requirement:
    'A circuit is what the traffic shows: open when most answers were failures, nothing on the wire while it is said to be open, and no call refused for a circuit that should let one through.',
  source:
    'litellm #34836: a dead deployment kept its share; resilience4j: an open circuit that nothing ever tries again.',
  strength: 'should',
  vantage: 'client',
  check(view, { declared: { breaker }, toleranceMs }) {
    const findings = new Findings()
    if (breaker === undefined) return findings.verdict('no circuit breaker was declared')
    /** By endpoint as the client calls it, and by model: the upstream knows no other names. */
    const named = new Map<string, WitnessedCircuit>()
    const byModel = new Map<string, WitnessedCircuit>()
    const everChanges = view.breakerChanges.length > 0
    for (const event of view.events) {
      switch (event.type) {
        case 'attempt-started': {
          if (event.kind === 'probe') break
          const { endpoint, model = endpoint, instance = 0 } = event
          let circuit = named.get(laneOf(endpoint, instance))
          if (circuit === undefined) {
            circuit = new WitnessedCircuit(endpoint, instance, { ...breaker, everChanges, toleranceMs }, findings)
            named.set(laneOf(endpoint, instance), circuit)
            byModel.set(laneOf(model, instance), circuit)
          }
          circuit.attemptStarted(event)
          break
        }
        case 'attempt-ended':
          named.get(laneOf(event.endpoint, event.instance))?.attemptEnded(event)
          break
        case 'breaker-changed':
          named.get(laneOf(event.endpoint, event.instance))?.changed(event)
          break
        case 'exchange-started':
          // Nothing is kept out by circuits that stay closed.
          if (everChanges)
            byModel.get(laneOf(event.model, view.exchangeOf(event.exchange)!.instance))?.exchangeStarted(event)
          break
        case 'exchange-ended': {
          const exchange = view.exchangeOf(event.exchange)
          if (exchange === undefined || !isFailed(exchange)) break
          byModel.get(laneOf(exchange.started.model, exchange.instance))?.exchangeEnded(exchange)
          break
        }
        case 'call-ended':
          if (!event.outcome.ok && event.outcome.errorClass === 'circuit_open')
            judgeRefusal(event, view.callOf(event.call), named.values(), findings)
          break
      }
    }
    return findings.verdict('no circuit opened, none had to, and no call was refused for one')
  },
})

/** Who was refused for an open circuit before it had tried anything, was refused for one that keeps it out. */
function judgeRefusal(
  ended: EventOf<'call-ended'>,
  call: CallView | undefined,
  circuits: Iterable<WitnessedCircuit>,
  findings: Findings,
): void {
  if (call === undefined || call.attemptsStarted.length > 0) return
  findings.checked()
  const changes: HistoryEvent[] = []
  for (const circuit of circuits) {
    if (circuit.instance !== call.instance) continue
    if (circuit.keepsOut(ended.at)) return
    if (circuit.lastChange === undefined) continue
    // It may have closed in the very instant in which the call was refused.
    if (circuit.lastChange.at === ended.at) return
    changes.push(circuit.lastChange)
  }
  changes.sort((a, b) => a.seq - b.seq)
  findings.violated(`call ${call.call} was refused for an open circuit, and none was to keep it out`, ...changes, ended)
}

function laneOf(name: string, instance = 0): string {
  return instance === 0 ? name : `${name}#${instance}`
}
