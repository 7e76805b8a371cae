import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCounterexamples } from '../src/config/counterexample/readCounterexamples.ts'
import { counterexampleScenario } from '../src/harness/counterexample/counterexample.ts'
import {
  counterexampleFilesIn,
  ownCounterexamples,
  ownFolder,
} from '../src/harness/counterexample/ownCounterexamples.ts'
import { rehearse } from '../src/harness/rehearse.ts'
import { virtual } from '../src/harness/worlds/virtual.ts'
import { client, targets, type Target } from '../src/targets/index.ts'

const own = ownCounterexamples()

async function runOf(target: Target, name: string) {
  const scenario = counterexampleScenario(own.find((one) => one.name === name)!)
  const [run] = await rehearse({ targets: [target], scenarios: [scenario], worlds: [virtual], seed: 99 })
  return run!
}

describe('the counterexamples that come along', () => {
  test('are what a user’s own would have to be', () => {
    expect(readCounterexamples(counterexampleFilesIn(ownFolder), join(ownFolder, '../..'))).toEqual(own)
    expect(own.length).toBeGreaterThan(5)
  })

  test.each(own)('$name: $target breaks $invariant on it, our client keeps every rule', async (day) => {
    const culprit = await runOf(
      targets.find(({ name }) => name === day.target)!,
      day.name,
    )
    expect(culprit.verdict).toBe(day.verdict)
    const broken = culprit.judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
    if (day.verdict === 'broke') expect(broken).toContain(day.invariant)
    expect((await runOf(client, day.name)).verdict).toBe('held')
  })
})
