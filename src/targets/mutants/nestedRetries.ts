import { defineMutant } from './mutant.ts'

const rounds = 4

export const nestedRetries = defineMutant({
  name: 'mutant-nested-retries',
  convictedBy: 'attempts-bounded',
  doc: 'Puts retries of its own around a client that retries: when the chain is at its end it begins anew.',
  source: 'gfargo/coco PR #1813: 7 times 4 requests; litellm #35303: fallbacks in a circle; openai-cookbook #2812.',
  open: (setup, open) => {
    const ours = open(setup)
    return {
      ...ours,
      chat: async (call) => {
        for (let round = 1; ; round += 1) {
          const outcome = await ours.chat(call)
          if (outcome.ok || round === rounds) return outcome
        }
      },
    }
  },
})
