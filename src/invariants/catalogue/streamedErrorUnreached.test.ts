import { describe, expect, test } from 'vitest'
import type { Declared } from '../../history/index.ts'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { streamedErrorAsStatus } from './streamedErrorAsStatus.ts'

const declared: Declared = {
  maxAttemptsPerCall: 3,
  maxAttemptsPerEndpoint: 2,
  backoff: { initialMs: 100, capMs: 400 },
  deadlineMs: 10_000,
}

/** A stream of call 1 that says in place of its first word that all are too busy, at 10 ms. */
function begun(isTold = false) {
  const history = new HistoryBuilder()
  history.call(0, 1, { stream: true })
  const attempt = isTold ? history.attempt(0, 1, 0) : undefined
  history.answer(10, history.request(0, 1, { stream: true }), { status: 200, class: 'overloaded' })
  if (attempt !== undefined) history.attemptEnd(10, attempt, 'overloaded')
  return history
}

const failedAtOnce = (history: HistoryBuilder, policy: Declared = declared) => {
  history.fail(10, 1)
  return messagesOf(history.verdict(streamedErrorAsStatus, { declared: policy })).length
}

describe('attempts that never reached the upstream', () => {
  test('attempts that the client tells of count, though they never reached the upstream', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    for (const attempt of [0, 1]) history.attemptEnd(0, history.attempt(0, 1, attempt), 'network')
    history.attempt(0, 1, 2)
    history.answer(10, history.request(0, 1, { stream: true }), { status: 200, class: 'overloaded' })
    expect(failedAtOnce(history)).toBe(0)
  })

  test('an attempt that never reached the upstream may have been for the same endpoint', () => {
    const story = (attempts: number) => {
      const history = new HistoryBuilder()
      history.call(0, 1, { stream: true })
      history.answer(5, history.request(0, 1, { stream: true, model: 'b' }), { status: 503 })
      for (let attempt = 0; attempt < attempts; attempt += 1) history.attempt(5, 1, attempt)
      history.answer(10, history.request(5, 1, { stream: true }), { status: 200, class: 'overloaded' })
      return failedAtOnce(history, { ...declared, maxAttemptsPerCall: 9 })
    }
    expect([story(2), story(3)]).toEqual([1, 0])
  })

  test('what was tried after it, and never reached the upstream, is what the call failed by', () => {
    const policy = { ...declared, maxAttemptsPerEndpoint: 3 }
    const told = begun(true)
    told.attemptEnd(10, told.attempt(10, 1, 1, { endpoint: 'b' }), 'tls_permanent')
    const untold = begun()
    untold.record(10, { type: 'connection-failed', connection: 1, origin: 'backup', code: 'CERT_NOT_YET_VALID' })
    expect([told, untold, begun(true)].map((history) => failedAtOnce(history, policy))).toEqual([0, 0, 1])
  })
})
