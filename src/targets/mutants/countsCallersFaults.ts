import { decisions } from '../../client/decisions.ts'
import { defineMutant } from './mutant.ts'

export const countsCallersFaults = defineMutant({
  name: 'mutant-counts-callers-faults',
  convictedBy: 'breaker-kept',
  doc: 'Counts every status from 400 on as a failure of the endpoint: wrong requests open its circuit.',
  source: 'opossum without an errorFilter: a 400 counts like a 500.',
  decisions: {
    healthOf: (how) =>
      how !== null && how !== 'left' && (how.status ?? 0) >= 400 ? 'failed' : decisions.healthOf(how),
  },
})
