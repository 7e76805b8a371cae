import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const negativeMeansNow = defineMutant({
  name: 'mutant-negative-means-now',
  convictedBy: 'retry-after-total',
  doc: 'Takes a negative Retry-After for leave to come back at once, and goes on without a backoff.',
  source: 'anomalyco/opencode PR #41427: a negative retry-after was taken for a wait of none.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy, random) => {
      const after = decisions.afterFailure(state, failure, credential, nowMs, policy, random)
      return failure.reason === 'negative_wait' ? { ...after, notBeforeMs: nowMs } : after
    },
    classifyResponse: (status, headers, body, epochMs) => {
      const failure = decisions.classifyResponse(status, headers, body, epochMs)
      if (!(Number(headers['retry-after']) < 0)) return failure
      const { hintedWaitMs: _unread, ...others } = failure
      return { ...others, reason: 'negative_wait' }
    },
  },
})
