import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const quotaUsedWell = defineMutant({
  name: 'mutant-quota-used-well',
  convictedBy: 'quota-used-well',
  doc: 'Counts every request twice, when it is reserved and when it is sent, and leaves half of its quota unused.',
  source: 'Portkey gateway: its limiter was not work-conserving, and a request that it refused had taken its place.',
  decisions: {
    limiterFor: (policy) =>
      decisions.limiterFor(policy.rpm === undefined ? policy : { ...policy, rpm: Math.ceil(policy.rpm / 2) }),
  },
})
