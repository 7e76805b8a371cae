import { list, number } from '../format.ts'

export interface Met {
  readonly met: number
  readonly of: number
}

/** How much was looked at, where random cases found nothing, or something. */
export const coverage = {
  title: 'What was exercised',
  faults: (met: Met) => `${of(met)} faults took effect`,
  pairs: (pairs: Readonly<Record<'phase' | 'kind' | 'feature' | 'rule' | 'featureAndRule', Met>>) =>
    [
      `pairs (not all of them exist): ${of(pairs.phase)} of fault and phase`,
      `${of(pairs.kind)} of fault and kind of attempt`,
      `${of(pairs.feature)} of fault and feature`,
      `${of(pairs.rule)} of fault and rule put to the test`,
      `${of(pairs.featureAndRule)} of feature and rule`,
    ].join(', '),
  combinations: (combinations: number) =>
    `${number(combinations)} different combinations of fault, phase, feature and rule put to the test`,
  neverMet: (faults: readonly string[]) => `faults that never took effect: ${list(faults)}`,
  neverTested: (rules: readonly string[]) => `rules that were never put to the test: ${list(rules)}`,
}

function of({ met, of: all }: Met): string {
  return `${number(met)} of ${number(all)}`
}
