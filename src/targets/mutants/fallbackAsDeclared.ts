import { defineMutant } from './mutant.ts'

export const fallbackAsDeclared = defineMutant({
  name: 'mutant-fallback-as-declared',
  convictedBy: 'fallback-as-declared',
  doc: 'Falls back although that was switched off.',
  source: 'litellm #19077: disable_fallbacks was ignored in the middle of a stream.',
  open: (setup, open) => {
    const { fallback: _, ...declared } = setup.declared
    return open({ ...setup, declared })
  },
})
