import { CircuitBreaker } from '../../client/circuitBreaker.ts'
import { defineMutant } from './mutant.ts'

/** Says that it is open, and is not. */
class OpenInName extends CircuitBreaker {
  override earliest(nowMs: number): number {
    return nowMs
  }
}

export const sendsWhileOpen = defineMutant({
  name: 'mutant-sends-while-open',
  convictedBy: 'breaker-honest',
  doc: 'Reports that a circuit has opened, and goes on sending.',
  source: 'Gateways whose cooldown is a metric only: litellm #34836, where the router picked cooled-down deployments.',
  decisions: { breakerFor: (policy, onChange) => new OpenInName(policy, onChange) },
})
