import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const permanentTlsNotRetried = defineMutant({
  name: 'mutant-permanent-tls-not-retried',
  convictedBy: 'permanent-tls-not-retried',
  doc: 'Takes a bad certificate for a passing fault of the network.',
  source: 'requests over urllib3: three connections each were measured.',
  decisions: {
    classifyTransport: (error) => {
      const failure = decisions.classifyTransport(error)
      return failure.errorClass === 'tls_permanent' ? { ...failure, errorClass: 'tls_transient' } : failure
    },
  },
})
