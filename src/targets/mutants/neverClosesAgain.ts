import { CircuitBreaker } from '../../client/circuitBreaker.ts'
import { defineMutant } from './mutant.ts'

/** Forgets to listen to what its probe found. */
class DeafToProbes extends CircuitBreaker {
  override settle(...[nowMs, probe, health]: Parameters<CircuitBreaker['settle']>): void {
    if (!probe) super.settle(nowMs, probe, health)
  }
}

export const neverClosesAgain = defineMutant({
  name: 'mutant-never-closes-again',
  convictedBy: 'breaker-kept',
  doc: 'Loses what the probe of a half-open circuit found: it is never closed again, nor opened.',
  source: 'resilience4j before maxWaitDurationInHalfOpenState: a lost probe left a circuit half-open for ever.',
  decisions: { breakerFor: (policy, onChange) => new DeafToProbes(policy, onChange) },
})
