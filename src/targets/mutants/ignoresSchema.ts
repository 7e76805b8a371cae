import { defineMutant } from './mutant.ts'

export const ignoresSchema = defineMutant({
  name: 'mutant-ignores-schema',
  convictedBy: 'success-means-complete',
  doc: 'Asks for JSON and hands on whatever comes.',
  source: 'The tutorial’s clients; models break a response_format now and then.',
  open: (setup, open) => {
    const { answerSchema: _, ...declared } = setup.declared
    return open({ ...setup, declared })
  },
})
