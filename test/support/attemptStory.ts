import type { ErrorClass } from '../../src/protocol/errorClass.ts'
import { HistoryBuilder } from './historyBuilder.ts'

/** One attempt of a call of its own, whole, on the wire and as the client tells it. */
export function attempt(history: HistoryBuilder, at: number, call: number, meaning: ErrorClass | 'ok', endpoint = 'a') {
  history.call(at, call)
  const told = history.attempt(at, call, 0, { endpoint })
  const request = history.request(at, call, { model: endpoint })
  history.answer(at, request, meaning === 'ok' ? {} : { status: 500, class: meaning })
  history.attemptEnd(at, told, meaning === 'ok' ? null : meaning)
}

/** Attempts 10 ms apart, of calls 1, 2, … */
export function attempts(meanings: readonly (ErrorClass | 'ok')[], stepMs = 10) {
  const history = new HistoryBuilder()
  for (const [index, meaning] of meanings.entries()) attempt(history, index * stepMs, index + 1, meaning)
  return history
}
