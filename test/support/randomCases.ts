import type { Tallies } from '../../src/harness/explore/index.ts'
import type { RunReport } from '../../src/harness/report.ts'

/** Every conviction, and the part of the history that proves it. */
export function alarmsOf({ judged, excerpt }: RunReport): string[] {
  const alarms = judged.flatMap(({ invariant, result }) =>
    result.verdict === 'fail' ? result.violations.map(({ message }) => `${invariant}: ${message}`) : [],
  )
  return alarms.length === 0 ? [] : [...alarms, ...excerpt.map((event) => JSON.stringify(event))]
}

/** One line a rule. */
export function tableOf(tallies: Tallies): string {
  const rows = Object.entries(tallies).map(
    ([name, { pass, unknown }]) => `${name.padEnd(30)} ${String(pass).padStart(7)} ${String(unknown).padStart(8)}`,
  )
  return [`${'invariant'.padEnd(30)}    pass  unknown`, ...rows].join('\n')
}
