import type { Ratio, Sum } from './metric.ts'

const one = () => 1
const share = { kind: 'ratio', unit: 'share', isShare: true, bottom: one } as const

export const success = {
  ...share,
  better: 'higher',
  formula: 'answered / all that were due; dropped calls count as not answered, cancelled ones do not count',
  top: (call) => (call.isSuccess ? 1 : 0),
} as const satisfies Ratio

export const goodShare = {
  ...share,
  better: 'higher',
  formula: 'answered within every limit of the SLO / all that were due',
  top: (call) => (call.isGood ? 1 : 0),
} as const satisfies Ratio

export const fallbackShare = {
  ...share,
  better: 'lower',
  formula: 'answered by another model than was asked first / all that were due',
  top: (call) => (call.outcome === 'ok-after-fallback' ? 1 : 0),
} as const satisfies Ratio

export const dropped = {
  ...share,
  better: 'lower',
  formula: 'due, but never begun / all that were due',
  top: (call) => (call.outcome === 'dropped' ? 1 : 0),
} as const satisfies Ratio

export const truncated = {
  ...share,
  better: 'lower',
  formula: 'answers cut at max_tokens / all that were due',
  top: (call) => (call.truncated ? 1 : 0),
} as const satisfies Ratio

export const attemptsPerCall = {
  kind: 'ratio',
  unit: 'perCall',
  better: 'lower',
  isShare: false,
  formula: 'attempts / calls that began',
  top: (call) => call.attempts,
  bottom: (call) => (call.outcome === 'dropped' ? 0 : 1),
} as const satisfies Ratio

export const goodput = {
  kind: 'rate',
  unit: 'perSecond',
  better: 'higher',
  formula: 'answered within every limit of the SLO / seconds of measured load',
  of: (call) => (call.isGood ? 1 : 0),
} as const satisfies Sum

export const throughput = {
  kind: 'rate',
  unit: 'perSecond',
  better: 'higher',
  formula: 'answered / seconds of measured load',
  of: (call) => (call.isSuccess ? 1 : 0),
} as const satisfies Sum

export const tokensOutPerSecond = {
  kind: 'rate',
  unit: 'perSecond',
  better: 'higher',
  formula:
    'output tokens as the provider counts them / seconds of measured load; of all calls together, not of one stream',
  of: (call) => (call.isSuccess ? call.outputTokens : 0),
} as const satisfies Sum
