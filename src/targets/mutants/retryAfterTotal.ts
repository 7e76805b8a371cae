import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

/** What Node makes of a time-out of NaN ms. */
const timerOfNaNMs = 1

export const retryAfterTotal = defineMutant({
  name: 'mutant-retry-after-total',
  convictedBy: 'retry-after-total',
  doc: 'Takes Retry-After for a number without looking: of a word it makes NaN, and sets its timer to that.',
  source: 'ky #390; Node: a time-out that is no number is one of 1 ms.',
  decisions: {
    classifyResponse: (status, headers, body, epochMs) => {
      const failure = decisions.classifyResponse(status, headers, body, epochMs)
      const isWord = failure.askedWaitMs === undefined && Number.isNaN(Number(headers['retry-after'] ?? 0))
      if (!isWord) return failure
      const { hintedWaitMs: _unread, ...others } = failure
      return { ...others, reason: 'wait_of_nan' }
    },
    afterFailure: (state, failure, credential, nowMs, policy, random) => {
      const after = decisions.afterFailure(state, failure, credential, nowMs, policy, random)
      return failure.reason === 'wait_of_nan' ? { ...after, notBeforeMs: nowMs + timerOfNaNMs } : after
    },
  },
})
