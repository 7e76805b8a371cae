import { defineMutant } from './mutant.ts'

export const keepsPermits = defineMutant({
  name: 'mutant-keeps-permits',
  convictedBy: 'concurrency-kept',
  doc: 'Forgets to give a place back when the caller aborts: the limit shrinks with every caller who gives up.',
  source: 'LiteLLM’s max_parallel_requests: counters that a cancelled request never lowered.',
  decisions: { givesPermitBack: (how) => how === null || how === 'left' || how.errorClass !== 'aborted' },
})
