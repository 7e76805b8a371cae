import { CircuitBreaker } from '../../client/circuitBreaker.ts'
import { defineMutant } from './mutant.ts'

export const breakerHonest = defineMutant({
  name: 'mutant-breaker-honest',
  convictedBy: 'breaker-honest',
  doc: 'Has a circuit breaker that never opens.',
  source: 'litellm PR #34836: a deployment that only failed kept its share of the traffic.',
  decisions: {
    breakerFor: (policy, onChange) => new CircuitBreaker({ ...policy, minSamples: Infinity }, onChange),
  },
})
