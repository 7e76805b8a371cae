import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeRun } from '../src/harness/judgeRun.ts'
import { randomCase } from '../src/harness/randomCase.ts'
import type { RunReport } from '../src/harness/report.ts'
import { virtual } from '../src/harness/worlds/virtual.ts'
import { catalogue } from '../src/invariants/index.ts'
import { freshSeed } from '../src/runtime/random.ts'
import type { Scenario } from '../src/scenarios/scenario.ts'
import { client } from '../src/targets/client.ts'
import { onceWrong } from './support/onceWrong.ts'

const seed = Number(process.env['BROWNOUT_SEED'] ?? freshSeed())
const runs = Number(process.env['BROWNOUT_RUNS'] ?? 2_000)

/** A rule that passed less often over 2,000 cases was hardly put to the test. */
const fewestPasses = 50

type Tally = Record<'pass' | 'unknown' | 'fail', number>

test(`our client breaks no rule in ${runs} random cases (BROWNOUT_SEED=${seed})`, async () => {
  const tallies = new Map<string, Tally>(
    Object.values(catalogue).map(({ name }) => [name, { pass: 0, unknown: 0, fail: 0 }]),
  )
  const property = fc.asyncProperty(randomCase(fc), fc.nat(0xffff), async (scenario, chance) => {
    const run = await play(scenario, chance)
    for (const { invariant, result } of run.judged) tallies.get(invariant)![result.verdict] += 1
    expect(alarmsOf(run)).toEqual([])
  })
  // What was once wrong comes first. When an alarm shows, the smallest case that still raises it is printed.
  await fc.assert(property, { seed, numRuns: runs, examples: onceWrong.map((scenario) => [scenario, 0]) })
  process.stdout.write(`${runs} random cases, seed ${seed}: no alarm\n${tableOf(tallies)}\n`)
  const hardlyTested = [...tallies].filter(([, { pass }]) => pass < Math.floor((fewestPasses * runs) / 2_000))
  expect(hardlyTested).toEqual([])
}, 300_000)

async function play(scenario: Scenario, chance: number): Promise<RunReport> {
  const plan = { target: client, scenario, seed: chance }
  return judgeRun(plan, virtual, await virtual.play(plan), 'test')
}

/** Every conviction, and the part of the history that proves it. */
function alarmsOf({ judged, excerpt }: RunReport): string[] {
  const alarms = judged.flatMap(({ invariant, result }) =>
    result.verdict === 'fail' ? result.violations.map(({ message }) => `${invariant}: ${message}`) : [],
  )
  return alarms.length === 0 ? [] : [...alarms, ...excerpt.map((event) => JSON.stringify(event))]
}

function tableOf(tallies: ReadonlyMap<string, Tally>): string {
  const rows = [...tallies].map(
    ([name, { pass, unknown }]) => `${name.padEnd(30)} ${String(pass).padStart(6)} ${String(unknown).padStart(8)}`,
  )
  return [`${'invariant'.padEnd(30)}   pass  unknown`, ...rows].join('\n')
}
