import { defineMutant } from './mutant.ts'

const yearMs = 365 * 24 * 3_600_000

export const sleepsAsTold = defineMutant({
  name: 'mutant-sleeps-as-told',
  convictedBy: 'deadline-kept',
  doc: 'Sits out whatever wait the server asks for: three days, if need be.',
  source: 'earendil-works/pi #6911: the SDK slept for three days; oh-my-pi PR #7028.',
  open: (setup, open) =>
    open({ ...setup, declared: { ...setup.declared, longestAskedWaitMs: yearMs, deadlineMs: yearMs } }),
})
