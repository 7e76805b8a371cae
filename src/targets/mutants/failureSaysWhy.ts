import type { CallOutcome } from '../../history/index.ts'
import { defineMutant } from './mutant.ts'

function wrapped(outcome: CallOutcome): CallOutcome {
  if (outcome.ok) return outcome
  return { ok: false, errorClass: 'server_error', message: 'the model failed', status: null, retryAtMs: null }
}

export const failureSaysWhy = defineMutant({
  name: 'mutant-failure-says-why',
  convictedBy: 'failure-says-why',
  doc: 'Wraps every error into one of its own, without status, class or time to come back.',
  source: 'langchainjs #11339; litellm #27823: no Retry-After when all endpoints cool down.',
  open: (setup, open) => {
    const ours = open(setup)
    return {
      ...ours,
      chat: async (call) => wrapped(await ours.chat(call)),
      async *stream(call) {
        return wrapped(yield* ours.stream!(call))
      },
    }
  },
})
