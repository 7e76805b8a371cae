import type { CallView } from './callView.ts'
import type { Distribution } from './metric.ts'

/** A call that failed never gave what was waited for; of one that did not stream nobody knows when it began to answer. */
const elseInfinite = (call: CallView, ms: number): number => (call.isSuccess ? ms : Infinity)

export const ttft: Distribution = {
  kind: 'distribution',
  unit: 'ms',
  better: 'lower',
  formula: 'first content - due; a call that failed is infinite (vLLM and GuideLLM: TTFT, but from the send)',
  of: (call) => elseInfinite(call, call.firstTokenMs),
}

export const total: Distribution = {
  kind: 'distribution',
  unit: 'ms',
  better: 'lower',
  formula: 'end - due; a call that failed is infinite (vLLM: E2EL, but from the send)',
  of: (call) => elseInfinite(call, call.endMs),
}

export const totalSend: Distribution = {
  kind: 'distribution',
  unit: 'ms',
  better: 'lower',
  formula: 'end - start; a call that failed is infinite. It hides how late a call began: read total first',
  of: (call) => elseInfinite(call, call.endMs - call.startMs),
}

export const lag: Distribution = {
  kind: 'distribution',
  unit: 'ms',
  better: 'lower',
  formula: 'start - due of the calls that began: how late the load itself was',
  of: (call) => call.startMs,
}

export const connect: Distribution = {
  kind: 'distribution',
  unit: 'ms',
  better: 'lower',
  formula: 'wait for a connection, of the attempt that answered; 0 on one that stood already',
  of: (call) => call.connectMs,
}

export const failover: Distribution = {
  kind: 'distribution',
  unit: 'ms',
  better: 'lower',
  formula:
    'first content of the other model (or its whole answer) - end of the first attempt, of calls that another answered',
  of: (call) => call.failoverMs,
}

export const tpot: Distribution = {
  kind: 'distribution',
  unit: 'ms',
  better: 'lower',
  formula:
    "(end - first content) / (output tokens - 1), of answers that streamed (vLLM's TPOT, GuideLLM's ITL; GuideLLM's TPOT includes the first token)",
  of: (call) =>
    call.isSuccess && call.outputTokens > 1 ? (call.endMs - call.firstTokenMs) / (call.outputTokens - 1) : NaN,
}

/** Taken from the samples' own counts, not from calls: see `GapSections`. */
export const gap: Distribution = {
  kind: 'distribution',
  unit: 'ms',
  better: 'lower',
  formula: "between two pieces of a stream, all answers together; a piece is not a token (vLLM's ITL)",
  of: () => NaN,
}
