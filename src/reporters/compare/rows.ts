import type { Finding } from '../../bench/compare/finding.ts'
import type { GateResult } from '../../bench/gates/judgeGates.ts'
import { metricOf } from '../../bench/metrics/index.ts'
import { messages } from '../../messages/index.ts'

const words = messages.compare

/** A finding in words. Names are as they came: whoever prints makes them harmless. */
export interface FindingRow {
  readonly metric: string
  readonly series: string
  readonly before: string
  readonly after: string
  readonly change: string
  readonly verdict: string
  /** Limits, what is missing for a verdict, what else was seen. */
  readonly about: string
  /** The two ends of the interval alone. */
  readonly limits: string
  /** How many calls would bring a verdict, if one is missing. */
  readonly needed: string
}

export function findingRow(finding: Finding): FindingRow {
  const { metric, series, word, scale, interval, neededN, spreadChanged } = finding
  const { unit } = metricOf(metric).metric
  const limits =
    interval === null ? words.tooFew : words.range(words.change(interval[0], scale), words.change(interval[1], scale))
  const needed = word === 'unsure' && neededN !== null ? words.needed(neededN) : ''
  const about = [
    interval === null ? limits : words.interval(limits),
    ...(needed === '' ? [] : [needed]),
    ...(spreadChanged ? [words.spread] : []),
  ]
  return {
    metric,
    series,
    before: words.amount(finding.before, unit),
    after: words.amount(finding.after, unit),
    change: words.change(finding.change, scale),
    verdict: words.words[word],
    about: about.join('; '),
    limits: spreadChanged ? `${limits}; ${words.spreadShort}` : limits,
    needed,
  }
}

export interface GateRow {
  readonly gate: string
  readonly series: string
  readonly measured: string
  readonly verdict: string
  readonly about: string
}

export function gateRow({ gate, series, verdict, reason, reading, neededN }: GateResult): GateRow {
  const { unit } = metricOf(gate.metric).metric
  const { value, interval } = reading
  const limits = interval === null ? '' : ` [${words.amount(interval[0], unit)}, ${words.amount(interval[1], unit)}]`
  return {
    gate: words.gate(gate.metric, gate.text),
    series: series ?? words.allTogether,
    measured: value === null ? '' : `${words.amount(value, unit)}${limits}`,
    verdict: words.gateWords[verdict],
    about: [
      ...(reason === null ? [] : [words.gateReasons[reason]]),
      ...(neededN === null ? [] : [words.needed(neededN)]),
    ].join('; '),
  }
}
