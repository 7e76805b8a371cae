import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const retriesUnauthorizedOnce = defineMutant({
  name: 'mutant-retries-unauthorized-once',
  convictedBy: 'no-retry-after-terminal',
  doc: 'Gives a refused key a second chance on the same endpoint.',
  source: 'RFC 9110 section 15.5.2: a 401 may be tried again with new credentials, not with the old ones.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy, random) => {
      const next = decisions.afterFailure(state, failure, credential, nowMs, policy, random)
      const isFirst = failure.errorClass === 'auth' && state.attemptsOn[state.current] === 1
      return isFirst ? { ...next, mayRetry: true, deadCredentials: state.deadCredentials } : next
    },
  },
})
