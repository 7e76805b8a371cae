import { CircuitBreaker } from '../../client/circuitBreaker.ts'
import { defineMutant } from './mutant.ts'

export const opensForEver = defineMutant({
  name: 'mutant-opens-for-ever',
  convictedBy: 'breaker-honest',
  doc: 'Never lets a probe through a circuit that has opened.',
  source: 'AxonHub #1632: a channel that was disabled for its errors stayed so after it had recovered.',
  decisions: {
    breakerFor: (policy, onChange) => new CircuitBreaker({ ...policy, openMs: Infinity }, onChange),
  },
})
