import { isSpoiled, type CallState } from './callState.ts'
import type { Gate, Gates } from './gates.ts'

/** How soon a call that waits looks again while another one's probe of a circuit is under way. */
const probeLookMs = 500

/** A probe under way is nothing to begin a call for; who has tried already sees what comes of it. */
export function seenBy(state: CallState, gate: Gate, nowMs: number): Gate {
  return waitsForProbe(state) && isProbed(gate) ? { ...gate, opensAtMs: nowMs + probeLookMs } : gate
}

export function waitsForProbe({ attempts, waitsForProbe: always }: CallState): boolean {
  return attempts > 0 || always
}

function isProbed({ reason, opensAtMs }: Gate): boolean {
  return reason === 'breaker' && opensAtMs === Infinity
}

/** When a circuit that keeps the call from an endpoint may let it through. Infinity: there is none. */
export function nextProbeAtMs(state: CallState, gates: Gates, nowMs: number): number {
  const instants = state.order.map((endpoint) => {
    if (state.attemptsOn[endpoint]! > 0 || isSpoiled(state, gates.endpoints, endpoint)) return Infinity
    const gate = gates.gate(endpoint, nowMs, state)
    if (gate.reason !== 'breaker') return Infinity
    return isProbed(gate) ? nowMs + probeLookMs : gate.opensAtMs
  })
  return Math.min(...instants)
}
