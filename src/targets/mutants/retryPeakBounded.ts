import { defineMutant } from './mutant.ts'

export const retryPeakBounded = defineMutant({
  name: 'mutant-retry-peak-bounded',
  convictedBy: 'retry-peak-bounded',
  doc: 'Comes back at the very instant until which it was asked to stay away, with all who wait for the same one.',
  source: 'vercel/ai and openai-node sleep for exactly Retry-After; Google SRE book, chapter 22: thundering herds.',
  decisions: { spreadsAskedWaits: false },
})
