import { defineMutant } from './mutant.ts'

const yearMs = 365 * 24 * 3_600_000

export const tokenIdleSeesTokens = defineMutant({
  name: 'mutant-token-idle-sees-tokens',
  convictedBy: 'token-idle-sees-tokens',
  doc: 'Takes every byte for progress: a stream of ": ping" is waited for as long as the attempt may last.',
  source: 'DeepSeek-V3#1608, MiniMax-M2#109: comments kept clients waiting for ever.',
  open: (setup, open) => {
    const timeouts = { ...setup.declared.timeouts, tokenIdleMs: yearMs }
    return open({ ...setup, declared: { ...setup.declared, timeouts } })
  },
})
