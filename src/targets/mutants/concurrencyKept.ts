import { defineMutant } from './mutant.ts'

export const concurrencyKept = defineMutant({
  name: 'mutant-concurrency-kept',
  convictedBy: 'concurrency-kept',
  doc: 'Counts a request when it has ended: those under way take no place.',
  source: 'go-zero #5011.',
  open: (setup, open) => {
    const { maxConcurrent: _, ...declared } = setup.declared
    return open({ ...setup, declared })
  },
})
