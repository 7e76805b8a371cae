import { defineMutant } from './mutant.ts'

const yearMs = 365 * 24 * 3_600_000

export const noPhaseLimits = defineMutant({
  name: 'mutant-no-phase-limits',
  convictedBy: 'answers-as-expected',
  doc: 'Knows silence and the deadline, and no limit for a connection, a head or an attempt: what drips is never given up.',
  source: 'ComfyUI#16204; undici resets its limits with every byte.',
  open: (setup, open) => {
    const { timeouts } = setup.declared
    const none = { connectMs: yearMs, tlsMs: yearMs, headersMs: yearMs, attemptMs: yearMs }
    return open({ ...setup, declared: { ...setup.declared, timeouts: { ...timeouts, ...none } } })
  },
})
