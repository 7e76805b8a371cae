import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const cachedAtFullPrice = defineMutant({
  name: 'mutant-cached-at-full-price',
  convictedBy: 'cost-adds-up',
  doc: 'Prompt tokens that a cache had cost as much as all others.',
  source: 'OpenAI counts cached tokens inside of `prompt_tokens`: who multiplies that by one price pays for no cache.',
  decisions: {
    chargeAttempt: (attempt, sums) => {
      const { price } = attempt
      const full = price === undefined ? undefined : { ...price, cachedInput: price.input }
      return decisions.chargeAttempt({ ...attempt, price: full }, sums)
    },
  },
})
