import { defineMutant } from './mutant.ts'

export const asksOnce = defineMutant({
  name: 'mutant-asks-once',
  convictedBy: 'answers-as-expected',
  doc: 'Asks once and leaves what comes to its caller: no retry, no fallback.',
  source: 'urllib, fetch and most HTTP clients as they come.',
  open: (setup, open) => open({ ...setup, declared: { ...setup.declared, maxAttemptsPerCall: 1 } }),
})
