import { defineMutant } from './mutant.ts'

export const noAttemptAfterFirstDelta = defineMutant({
  name: 'mutant-no-attempt-after-first-delta',
  convictedBy: 'no-attempt-after-first-delta',
  doc: 'Falls back although its caller already holds the beginning of an answer.',
  source: 'ai-retry #51: a second start of the stream.',
  decisions: { commitsAtFirstContent: false },
})
