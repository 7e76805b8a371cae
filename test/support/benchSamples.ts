import type { CallSample } from '../../src/bench/sample.ts'
import { sampleOf } from './runSamples.ts'

/** 0 to 99, ten times each in 1,000 calls, in no order. */
const shuffled = (call: number) => ((call * 619 + 7) % 1009) % 100

/** A call of round figures, whose sums a test can tell by heart. */
export const sample = (call: number, changes: Partial<CallSample> = {}): CallSample => {
  const dueMs = call * 10
  return sampleOf(call, {
    startedMs: dueMs + 1,
    firstTokenMs: dueMs + 101,
    endedMs: dueMs + 301 + shuffled(call),
    inputTokens: 10,
    outputTokens: 21,
    chunks: 21,
    gaps: [
      [9.5, 10],
      [10.5, 10],
    ],
    costUsd: '0.001',
    atMostUsd: '0.001',
    ...changes,
  })
}
export const failed = {
  outcome: 'failed',
  model: null,
  firstTokenMs: null,
  errorClass: 'overloaded',
  reason: 'http-503',
  status: 503,
  outputTokens: null,
  gaps: [],
  chunks: 0,
} satisfies Partial<CallSample>
export const dropped = {
  ...failed,
  outcome: 'dropped',
  startedMs: null,
  endedMs: null,
  attempts: 0,
} satisfies Partial<CallSample>
/** So many calls, 10 ms apart, of 301 to 400 ms. */
export const many = (n: number, changes: (call: number) => Partial<CallSample> = () => ({})) =>
  Array.from({ length: n }, (_, call) => sample(call, changes(call)))
