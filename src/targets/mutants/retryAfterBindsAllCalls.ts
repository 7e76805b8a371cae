import { defineMutant } from './mutant.ts'

export const retryAfterBindsAllCalls = defineMutant({
  name: 'mutant-retry-after-binds-all-calls',
  convictedBy: 'retry-after-binds-all-calls',
  doc: 'Keeps what a server asked for to the one call that was told.',
  source: 'litellm #7669 and PR #5358: the cooldown ignored Retry-After.',
  decisions: { sharesAskedWaits: false },
})
