import type { GateResult } from '../../bench/gates/judgeGates.ts'
import { metricOf } from '../../bench/metrics/index.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import { figureText } from './figureText.ts'

const words = messages.benchReport

/** A gate and what came of it, on one line. */
export function gateText({ gate, series, reading, reason, neededN }: GateResult): string {
  const of = series === null ? '' : ` (${visible(series)})`
  const found = reading.state === 'measured' ? [figureText(reading, metricOf(gate.metric).metric.unit)] : []
  const why = reason === null ? [] : [words.reasons[reason], ...(neededN === null ? [] : [words.enough(neededN)])]
  return `${gate.metric} ${gate.text}${of}: ${[...found, ...why].join(', ')}`
}
