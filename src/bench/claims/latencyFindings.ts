import type { ModelFacts } from '../../protocol/models.ts'
import { latencyMetrics, type Evidence, type Finding, type LatencyMetric } from './claim.ts'

/** Whether a model's mean latency keeps within a bound: for each metric that a latency may mean. */
export function latencyFindings(model: ModelFacts, atMostMs: number, evidence: Evidence): Finding[] {
  return latencyMetrics.map((metric) => finding(model, metric, atMostMs, evidence))
}

function finding(model: ModelFacts, metric: LatencyMetric, atMostMs: number, { measured }: Evidence): Finding {
  const mean = measured(model, metric)
  if (mean === null) return { metric, about: model.name, found: null, judgement: 'not-measured' }
  const { meanMs, lowMs, highMs, calls } = mean
  const found = `${Math.round(meanMs)} ms [${Math.round(lowMs)}, ${Math.round(highMs)}], n = ${calls}`
  const judgement = highMs <= atMostMs ? 'holds' : lowMs > atMostMs ? 'contradicted' : 'unsure'
  return { metric, about: model.name, found, judgement }
}
