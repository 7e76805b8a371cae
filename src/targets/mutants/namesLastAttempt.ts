import { defineMutant } from './mutant.ts'

export const namesLastAttempt = defineMutant({
  name: 'mutant-names-last-attempt',
  convictedBy: 'failure-says-why',
  doc: 'Throws the last attempt’s error and forgets those before it: why the first model was left, nobody learns.',
  source: 'langchainjs withFallbacks and retry loops that rethrow `lastError`; litellm #36267.',
  open: (setup, open) => {
    const ours = open(setup)
    return {
      ...ours,
      chat: async (call) => {
        const outcome = await ours.chat(call)
        if (outcome.ok || outcome.attempts === undefined) return outcome
        return { ...outcome, attempts: outcome.attempts.slice(-1) }
      },
    }
  },
})
