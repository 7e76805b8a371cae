import { defineMutant } from './mutant.ts'

export const abortIsPrompt = defineMutant({
  name: 'mutant-abort-is-prompt',
  convictedBy: 'abort-is-prompt',
  doc: 'Sleeps on when the caller aborts, and notices afterwards.',
  source: 'openai-node #2580 and vercel/ai #7656: an abort waited out the Retry-After.',
  decisions: { abortsWaits: false },
})
