import type { MeasuredCall } from './benchClient.ts'

/** To three decimals, as records have it: microseconds. */
export function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}

/** Of a call of which nothing is known: it brought nothing, and what it cost nobody can say. */
export const unmeasured: MeasuredCall = {
  firstTokenMs: null,
  endedMs: null,
  connectMs: null,
  waitedMs: null,
  outcome: 'failed',
  model: null,
  errorClass: null,
  reason: null,
  status: null,
  attempts: 0,
  failoverMs: null,
  inputTokens: null,
  outputTokens: null,
  chunks: 0,
  gaps: [],
  truncated: false,
  costUsd: null,
  atMostUsd: null,
  wastedUsd: null,
}

/** It never began, so it cost nothing. */
export const droppedCall: MeasuredCall = {
  ...unmeasured,
  outcome: 'dropped',
  costUsd: '0',
  atMostUsd: '0',
  wastedUsd: '0',
}

/** Its client did not end it, neither by its deadline nor when it was aborted. */
export function unsettledCall(endedMs: number): MeasuredCall {
  return { ...unmeasured, endedMs, errorClass: 'timeout', reason: 'unsettled' }
}
