import { describe, expect, test } from 'vitest'
import { rehearse } from '../src/harness/rehearse.ts'
import type { RunReport } from '../src/harness/report.ts'
import { virtual } from '../src/harness/worlds/virtual.ts'
import { catalogue, type Invariant } from '../src/invariants/index.ts'
import { scenarios, type Scenario } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'
import { targets } from '../src/targets/index.ts'
import * as mutantsByName from '../src/targets/mutants/index.ts'
import type { Mutant } from '../src/targets/mutants/index.ts'
import type { Target } from '../src/targets/target.ts'

const mutants: readonly Mutant[] = Object.values(mutantsByName)
const invariants = Object.values<Invariant>(catalogue).map(({ name }) => name)

/** Long storms tell no more about a mutant than short ones, and take most of the time of all. */
const longStorms = new Set(['storm-window', 'storm-window-fifty-callers', 'kimi-quota-as-overload'])

/** Where a scenario says that it puts a mutant's rule to the test, there it has to be found. */
function scenariosFor({ convictedBy }: Mutant): readonly Scenario[] {
  return scenarios.filter(({ name, exercises }) => !longStorms.has(name) && exercises.includes(convictedBy))
}

/** One seed, the virtual clock. */
function rehearseAll(target: Target, played: readonly Scenario[]): Promise<RunReport[]> {
  return rehearse({
    targets: [target],
    scenarios: played,
    worlds: [virtual],
    seed: 7,
    realTimeBudgetMs: 0,
    askedByName: new Set(),
    madeBy: 'test',
  })
}

function convictionsOf(run: RunReport): string[] {
  return run.judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
}

describe('the mutants prove the judge', () => {
  test('every invariant has a mutant that bears its name, and all names are different', () => {
    const names = mutants.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const invariant of invariants) {
      const namesake = mutants.find(({ name }) => name === `mutant-${invariant}`)
      expect(namesake?.convictedBy, invariant).toBe(invariant)
    }
    for (const { name, convictedBy } of mutants) expect(invariants, name).toContain(convictedBy)
  })

  test('mutants are no targets that anybody is offered', () => {
    const offered = targets.map(({ name }) => name)
    expect(offered.filter((name) => name.startsWith('mutant'))).toEqual([])
  })

  test('our client itself is convicted of nothing, and every scenario exercises what it says', async () => {
    const runs = await rehearseAll(client, scenarios)
    expect(runs.length).toBe(scenarios.length)
    expect(runs.flatMap((run) => convictionsOf(run).map((name) => `${run.scenario}: ${name}`))).toEqual([])
    expect(runs.filter(({ verdict }) => verdict !== 'held').map(({ scenario, reason }) => [scenario, reason])).toEqual(
      [],
    )
  }, 60_000)

  test('every mutant is convicted by its own invariant: the mutation score is 100 %', async () => {
    const rows: string[] = []
    const acquitted: string[] = []
    for (const mutant of mutants) {
      const runs = await rehearseAll(mutant, scenariosFor(mutant))
      expect(
        runs.filter(({ verdict }) => verdict === 'crashed').map(({ reason }) => reason),
        mutant.name,
      ).toEqual([])
      const guilty = runs.filter((run) => convictionsOf(run).includes(mutant.convictedBy))
      const others = new Set(runs.flatMap(convictionsOf).filter((name) => name !== mutant.convictedBy))
      if (guilty.length === 0) acquitted.push(mutant.name)
      rows.push(row(mutant, guilty, runs.length, others))
    }
    const caught = mutants.length - acquitted.length
    rows.push(`mutation score ${caught} of ${mutants.length} (${Math.floor((100 * caught) / mutants.length)} %)`)
    process.stdout.write(`${rows.join('\n')}\n`)
    expect(acquitted).toEqual([])
  }, 300_000)
})

/** "mutant  convicted by  runs: scenarios (also: other invariants)" */
function row(
  { name, convictedBy }: Mutant,
  guilty: readonly RunReport[],
  played: number,
  others: ReadonlySet<string>,
): string {
  const shown = guilty.slice(0, 3).map(({ scenario }) => scenario)
  const more = guilty.length > shown.length ? ', …' : ''
  const also = others.size === 0 ? '' : ` (also ${[...others].join(', ')})`
  const runs = `${guilty.length} of ${played} runs`
  return `${name.padEnd(42)} ${convictedBy.padEnd(30)} ${runs}: ${shown.join(', ')}${more}${also}`
}
