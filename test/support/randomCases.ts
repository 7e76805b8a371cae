import * as fc from 'fast-check'
import { judgePlayed, judgeRun } from '../../src/harness/judgeRun.ts'
import { randomCase } from '../../src/harness/explore/case/index.ts'
import type { RunReport } from '../../src/harness/report.ts'
import { virtual } from '../../src/harness/worlds/virtual.ts'
import { catalogue, type Verdict } from '../../src/invariants/index.ts'
import type { Scenario } from '../../src/scenarios/scenario.ts'
import { client } from '../../src/targets/client.ts'

/** How often each rule passed, stayed unknown, and failed. */
export type Tallies = Record<string, Record<Verdict['verdict'], number>>

/** Some of all cases: from a seed of their own, so that they can be played again alone. */
export interface Shard {
  readonly seed: number
  readonly runs: number
  /** Cases that come before the random ones, and count. */
  readonly examples: readonly Scenario[]
}

/**
 * Plays and judges random cases on the virtual clock. Throws at the first alarm, with the smallest case that still raises
 * it, what it is and the events that prove it.
 */
export async function playRandomCases({ seed, runs, examples }: Shard): Promise<Tallies> {
  const tallies = noTallies()
  const property = fc.asyncProperty(randomCase(fc), fc.nat(0xffff), async (scenario, chance) => {
    const plan = { target: client, scenario, seed: chance }
    const played = await virtual.play(plan)
    const judgements = judgePlayed(plan, played)
    for (const { invariant, verdict } of judgements) tallies[invariant.name]![verdict.verdict] += 1
    if (judgements.some(({ verdict }) => verdict.verdict === 'fail'))
      throw new Error(alarmsOf(judgeRun(plan, virtual, played, 'test')).join('\n'))
  })
  await fc.assert(property, { seed, numRuns: runs, examples: examples.map((scenario) => [scenario, 0]) })
  return tallies
}

/** Every conviction, and the part of the history that proves it. */
export function alarmsOf({ judged, excerpt }: RunReport): string[] {
  const alarms = judged.flatMap(({ invariant, result }) =>
    result.verdict === 'fail' ? result.violations.map(({ message }) => `${invariant}: ${message}`) : [],
  )
  return alarms.length === 0 ? [] : [...alarms, ...excerpt.map((event) => JSON.stringify(event))]
}

export function noTallies(): Tallies {
  return Object.fromEntries(Object.values(catalogue).map(({ name }) => [name, { pass: 0, unknown: 0, fail: 0 }]))
}

export function addTallies(to: Tallies, more: Tallies): void {
  for (const [name, counts] of Object.entries(more)) {
    for (const verdict of ['pass', 'unknown', 'fail'] as const) to[name]![verdict] += counts[verdict]
  }
}

/** One line a rule. */
export function tableOf(tallies: Tallies): string {
  const rows = Object.entries(tallies).map(
    ([name, { pass, unknown }]) => `${name.padEnd(30)} ${String(pass).padStart(6)} ${String(unknown).padStart(8)}`,
  )
  return [`${'invariant'.padEnd(30)}   pass  unknown`, ...rows].join('\n')
}
