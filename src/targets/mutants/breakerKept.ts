import { CircuitBreaker } from '../../client/circuitBreaker.ts'
import { defineMutant } from './mutant.ts'

/** Half-open is as good as closed. */
class ManyProbes extends CircuitBreaker {
  override earliest(nowMs: number): number {
    const atMs = super.earliest(nowMs)
    return atMs === Infinity ? nowMs : atMs
  }
}

export const breakerKept = defineMutant({
  name: 'mutant-breaker-kept',
  convictedBy: 'breaker-kept',
  doc: 'Lets a second attempt through a half-open circuit while the probe is under way, and a third.',
  source: 'Polly #656; resilience4j limits the calls in half-open state for this reason.',
  decisions: { breakerFor: (policy, onChange) => new ManyProbes(policy, onChange) },
})
