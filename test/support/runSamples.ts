import type { CallSample, MeterReading } from '../../src/bench/sample.ts'
import type { MeasuredCall } from '../../src/harness/bench/benchClient.ts'

/** What a client says of a streamed call that went well. */
export const measuredCall: MeasuredCall = {
  firstTokenMs: 310.5,
  endedMs: 1_900.25,
  connectMs: 0,
  waitedMs: 0,
  outcome: 'ok-first-try',
  model: 'deepseek-chat',
  errorClass: null,
  reason: null,
  status: 200,
  attempts: 1,
  failoverMs: null,
  inputTokens: 12,
  outputTokens: 64,
  chunks: 32,
  gaps: [
    [48.1, 20],
    [51.7, 11],
  ],
  truncated: false,
  costUsd: '0.00003192',
  atMostUsd: '0.00003192',
  wastedUsd: '0',
}

/** Calls that are due every 10 ms. */
export function sampleOf(call: number, changes: Partial<CallSample> = {}): CallSample {
  const dueMs = call * 10
  return {
    type: 'sample',
    call,
    series: 'deepseek-chat',
    pair: call,
    prompt: 0,
    dueMs,
    startedMs: dueMs + 0.125,
    ...measuredCall,
    firstTokenMs: dueMs + 310.5,
    endedMs: dueMs + 1_900.25,
    ...changes,
  }
}

export function meterOf(atMs: number): MeterReading {
  return { type: 'meter', atMs, loopLagMs: { p50: 0.2, p99: 1.1, max: 3 }, loopBusy: 0.2, inFlight: 4 }
}
