import type { GateResult } from '../../bench/gates/judgeGates.ts'
import { metricOf } from '../../bench/metrics/index.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import { figureText } from './figureText.ts'

const words = messages.benchReport

/** A gate and what came of it, on one line. */
export function gateText({ gate, series, verdict, reading, reason, neededN }: GateResult): string {
  const of = series === null ? '' : ` (${visible(series)})`
  const isMeasured = reading.state === 'measured'
  // Too few calls for a figure may be enough to say that it is over its limit.
  const found = isMeasured
    ? figureText(reading, metricOf(gate.metric).metric.unit)
    : verdict === 'failed'
      ? words.surelyOver
      : ''
  const why = reason === null ? [] : [words.reasons[reason], ...(neededN === null ? [] : [words.enough(neededN)])]
  return `${gate.metric} ${visible(gate.text)}${of}: ${[found, ...why].filter((part) => part !== '').join(', ')}`
}
