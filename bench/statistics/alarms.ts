import { compareTables } from '../../src/bench/compare/compareTables.ts'
import type { Finding } from '../../src/bench/compare/finding.ts'
import { seriesNames, simulatedRun } from './simulatedRun.ts'

const options = { margin: 0.1, slo: [], isSamePlan: true }

function findingsOf(pair: number, callsPerSeries: number, slowdown: number): Finding[] {
  const run = { seed: 1, pair, callsPerSeries }
  const before = simulatedRun({ ...run, side: 'before', slowdown: 1 })
  return compareTables(before, simulatedRun({ ...run, side: 'after', slowdown }), options)
}

export interface Alarms {
  readonly compared: number
  readonly alarms: number
  readonly runs: number
}

/** Nothing changed: how many comparisons have anything that is better or worse. */
export function falseAlarms(callsPerSeries: number, runs: number): Alarms {
  let [alarms, compared] = [0, 0]
  for (let pair = 0; pair < runs; pair += 1) {
    const findings = findingsOf(pair, callsPerSeries, 1)
    compared = Math.max(compared, findings.length)
    if (findings.some(({ word }) => word === 'better' || word === 'worse')) alarms += 1
  }
  return { compared, alarms, runs }
}

export interface Found {
  readonly found: number
  readonly runs: number
  /** Calls of a model that the command asked for after the first run: the middle, and the most. */
  readonly medianAskedFor: number
  readonly mostAskedFor: number
}

/**
 * One model became 20 % slower. A first comparison of `pilotCalls` says how many calls would bring a verdict on its p50; the
 * second has so many. How often is that one, or the first already, "worse"?
 */
export function plantedFound(pilotCalls: number, runs: number): Found {
  let found = 0
  const asked: number[] = []
  for (let pair = 0; pair < runs; pair += 1) {
    const pilot = slowOne(findingsOf(pair, pilotCalls, 1.2))
    const calls = pilot.neededN ?? pilotCalls
    asked.push(calls)
    const isFound = pilot.word === 'worse' || slowOne(findingsOf(1_000_000 + pair, calls, 1.2)).word === 'worse'
    if (isFound) found += 1
  }
  const sorted = asked.toSorted((one, other) => one - other)
  return { found, runs, medianAskedFor: sorted[sorted.length >> 1]!, mostAskedFor: sorted.at(-1)! }
}

function slowOne(findings: readonly Finding[]): Finding {
  return findings.find(({ series, metric }) => series === seriesNames[0] && metric === 'total.p50')!
}
