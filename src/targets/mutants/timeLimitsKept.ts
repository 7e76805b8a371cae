import { defineMutant } from './mutant.ts'

const tickMs = 500

export const timeLimitsKept = defineMutant({
  name: 'mutant-time-limits-kept',
  convictedBy: 'time-limits-kept',
  doc: 'Looks at its limits every half second, so that one of 400 ms is passed at 500.',
  source: 'undici: its timers tick every half second, and a limit of 3,000 ms was passed at 3,247.',
  open: (setup, open) => {
    const entries = Object.entries(setup.declared.timeouts ?? {})
    const timeouts = Object.fromEntries(entries.map(([name, ms]) => [name, Math.ceil(ms / tickMs) * tickMs]))
    return open({ ...setup, declared: { ...setup.declared, timeouts } })
  },
})
