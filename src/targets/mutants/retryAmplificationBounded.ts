import { defineMutant } from './mutant.ts'

const deliveries = 3
const redeliveryMs = 1_000

export const retryAmplificationBounded = defineMutant({
  name: 'mutant-retry-amplification-bounded',
  convictedBy: 'retry-amplification-bounded',
  doc: 'Stands behind a queue of jobs that hands every failed call out again: each keeps its bounds, nobody keeps their product.',
  source:
    'Google SRE book, chapter 22: three layers that try four times each are 64 requests; Celery and SQS redeliver.',
  open: (setup, open) => {
    const ours = open(setup)
    return {
      ...ours,
      chat: async (call) => {
        for (let delivery = 1; ; delivery += 1) {
          const outcome = await ours.chat(call)
          if (outcome.ok || call.signal.aborted || delivery === deliveries) return outcome
          await setup.clock.sleep(redeliveryMs)
        }
      },
    }
  },
})
