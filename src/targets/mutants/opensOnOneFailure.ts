import { CircuitBreaker } from '../../client/circuitBreaker.ts'
import { defineMutant } from './mutant.ts'

export const opensOnOneFailure = defineMutant({
  name: 'mutant-opens-on-one-failure',
  convictedBy: 'breaker-kept',
  doc: 'Opens a circuit at the first failure, whatever went well before.',
  source: 'LiteLLM’s allowed_fails at 0: one 500 takes a deployment out of service.',
  decisions: {
    breakerFor: (policy, onChange) => new CircuitBreaker({ ...policy, minSamples: 1, failureRatio: 1e-9 }, onChange),
  },
})
