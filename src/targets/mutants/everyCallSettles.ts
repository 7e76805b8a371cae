import { defineMutant } from './mutant.ts'

const yearMs = 365 * 24 * 3_600_000

export const everyCallSettles = defineMutant({
  name: 'mutant-every-call-settles',
  convictedBy: 'every-call-settles',
  doc: 'Has no limit on silence and none on the call: a stream that stalls hangs for ever.',
  source: 'anthropic-sdk-typescript #867.',
  open: (setup, open) => {
    const timeouts = {
      ...setup.declared.timeouts,
      firstTokenMs: yearMs,
      byteIdleMs: yearMs,
      tokenIdleMs: yearMs,
      attemptMs: yearMs,
    }
    return open({ ...setup, declared: { ...setup.declared, timeouts, deadlineMs: yearMs } })
  },
})
