import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const reasoningOnTop = defineMutant({
  name: 'mutant-reasoning-on-top',
  convictedBy: 'cost-adds-up',
  doc: 'Adds the tokens of reasoning to those of the answer, which hold them already.',
  source: 'OpenAI API reference: `reasoning_tokens` are part of `completion_tokens`; xAI adds them (vercel/ai #12425).',
  decisions: {
    chargeAttempt: (attempt, sums) => {
      const { usage } = attempt
      const thought = usage?.completion_tokens_details?.reasoning_tokens ?? 0
      if (usage === null || thought === 0) return decisions.chargeAttempt(attempt, sums)
      const completion = usage.completion_tokens + thought
      const doubled = { ...usage, completion_tokens: completion, total_tokens: usage.total_tokens + thought }
      return decisions.chargeAttempt({ ...attempt, usage: doubled }, sums)
    },
  },
})
