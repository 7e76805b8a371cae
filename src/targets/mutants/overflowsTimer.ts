import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

const longestTimerMs = 2 ** 31 - 1

/** What Node makes of a longer one. */
const timerOfOverflowMs = 1

export const overflowsTimer = defineMutant({
  name: 'mutant-overflows-timer',
  convictedBy: 'retry-after-total',
  doc: 'Hands whatever wait is asked for to a timer of 32 bits: 25 days become 1 ms.',
  source: 'azure-sdk-for-js PR #39130, vellum-assistant PR #3233: setTimeout made 1 ms of it.',
  decisions: {
    classifyResponse: (...response) => {
      const failure = decisions.classifyResponse(...response)
      const { askedWaitMs = 0, ...others } = failure
      return askedWaitMs > longestTimerMs ? { ...others, reason: 'overflow' } : failure
    },
    afterFailure: (state, failure, credential, nowMs, policy, random) => {
      const after = decisions.afterFailure(state, failure, credential, nowMs, policy, random)
      return failure.reason === 'overflow' ? { ...after, notBeforeMs: nowMs + timerOfOverflowMs } : after
    },
  },
})
