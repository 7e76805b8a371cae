import { defineMutant } from './mutant.ts'

export const noDeadline = defineMutant({
  name: 'mutant-no-deadline',
  convictedBy: 'deadline-kept',
  doc: 'Bounds every attempt and never the call.',
  source: 'The tutorial’s client.',
  open: (setup, open) => open({ ...setup, declared: { ...setup.declared, deadlineMs: 3_600_000 } }),
})
