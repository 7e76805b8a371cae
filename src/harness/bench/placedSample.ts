import type { CallSample } from '../../bench/sample.ts'
import type { MeasuredCall } from './benchClient.ts'
import type { BenchPlan } from './benchPlan.ts'
import { callPlace } from './callPlace.ts'
import { rounded } from './unmeasured.ts'

/**
 * The sample of a call: its place in the plan, and what was measured of it. `originMs` is the instant of the clock that is 0 in the
 * records.
 */
export function placedSample(
  plan: BenchPlan,
  { call, dueMs, startedMs }: Pick<CallSample, 'call' | 'dueMs' | 'startedMs'>,
  measured: MeasuredCall,
  originMs = 0,
): CallSample {
  const { model, pair, prompt } = callPlace(plan, call)
  // Named one by one, so that a record has these fields in this order, whatever else a client handed over; and all of them always,
  // absent ones as undefined: an object whose shape varies takes as long to make as all else that a call costs the load.
  return {
    type: 'sample',
    warmUp: dueMs < plan.warmUpMs ? true : undefined,
    call,
    series: model.id,
    pair,
    prompt,
    dueMs,
    startedMs,
    firstTokenMs: since(measured.firstTokenMs, originMs),
    endedMs: since(measured.endedMs, originMs),
    connectMs: measured.connectMs,
    waitedMs: measured.waitedMs,
    outcome: measured.outcome,
    model: measured.model,
    errorClass: measured.errorClass,
    reason: measured.reason,
    status: measured.status,
    attempts: measured.attempts,
    tries: measured.tries,
    failoverMs: measured.failoverMs,
    inputTokens: measured.inputTokens,
    outputTokens: measured.outputTokens,
    chunks: measured.chunks,
    gaps: measured.gaps,
    truncated: measured.truncated,
    costUsd: measured.costUsd,
    atMostUsd: measured.atMostUsd,
    wastedUsd: measured.wastedUsd,
  }
}

function since(atMs: number | null, originMs: number): number | null {
  return atMs === null ? null : rounded(atMs - originMs)
}
