import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { client } from '../../../targets/client.ts'
import * as mutants from '../../../targets/mutants/index.ts'
import type { Target } from '../../../targets/target.ts'
import { certainBounds } from '../../certain/certainBounds.ts'
import { judgePlayed } from '../../judgeRun.ts'
import { virtual } from '../../worlds/virtual.ts'
import type { Day } from './day.ts'
import { outageDay, quotaDay } from './overallDay.ts'

const about = { name: 'day', family: 'random', requirement: 'r', source: 's', strength: 'must', exercises: [] } as const

function days(arbitrary: fc.Arbitrary<Day>): Scenario[] {
  return fc.sample(arbitrary, { seed: 3, numRuns: 40 }).map((day) => {
    return { ...about, ...day, expect: { ...day.expect, ...certainBounds(day) } }
  })
}

async function verdicts(target: Target, scenarios: readonly Scenario[], rule: string): Promise<string[]> {
  const all: string[] = []
  for (const [seed, scenario] of scenarios.entries()) {
    const judged = judgePlayed({ target, scenario, seed }, await virtual.play({ target, scenario, seed }))
    all.push(judged.find(({ invariant }) => invariant.name === rule)!.verdict.verdict)
  }
  return all
}

test.each([
  ['outage', 'recovers-after-outage', outageDay(fc), mutants.opensForEver],
  ['quota', 'quota-used-well', quotaDay(fc), mutants.quotaUsedWell],
] as const)(
  'a day of an %s puts %s to the test: ours passes, who breaks it is seen',
  async (_what, rule, day, mutant) => {
    const scenarios = days(day)
    const ours = await verdicts(client, scenarios, rule)
    expect(ours).not.toContain('fail')
    expect(ours.filter((verdict) => verdict === 'pass').length).toBeGreaterThan(25)
    expect((await verdicts(mutant, scenarios, rule)).filter((verdict) => verdict === 'fail').length).toBeGreaterThan(8)
  },
)
