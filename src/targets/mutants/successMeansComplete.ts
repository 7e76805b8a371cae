import { defineMutant } from './mutant.ts'

export const successMeansComplete = defineMutant({
  name: 'mutant-success-means-complete',
  convictedBy: 'success-means-complete',
  doc: 'Takes a stream that merely stopped for a whole answer.',
  source: 'opencode PR#40061; 12 of 15 clients measured.',
  decisions: { needsFinishMarker: false },
})
