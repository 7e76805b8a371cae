import { defineMutant } from './mutant.ts'

export const wasteBounded = defineMutant({
  name: 'mutant-waste-bounded',
  convictedBy: 'waste-bounded',
  doc: 'Hedges at once: every call is paid for twice.',
  source: 'Dean, Barroso, The Tail at Scale: a hedge is to wait for the 95th percentile.',
  open: (setup, open) => {
    const { hedge } = setup.declared
    return open(
      hedge === undefined ? setup : { ...setup, declared: { ...setup.declared, hedge: { ...hedge, afterMs: 0 } } },
    )
  },
})
