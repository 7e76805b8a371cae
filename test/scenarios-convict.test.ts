import { describe, expect, test } from 'vitest'
import { judgePlayed } from '../src/harness/judgeRun.ts'
import { virtual } from '../src/harness/worlds/virtual.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { targets } from '../src/targets/index.ts'
import * as mutants from '../src/targets/mutants/index.ts'
import type { Target } from '../src/targets/target.ts'
import { brokenElsewhere, notSuccess, realBugs, streams, transport, type Conviction } from './support/convictions.ts'

const parts: Readonly<Record<string, readonly Conviction[]>> = {
  'the table of real bugs': realBugs,
  'section 4, not success': notSuccess,
  'section 5, streams': streams,
  'section 6, transport': transport,
}

/** Families that are in the tables as a whole. */
const families = new Set([
  'breaker',
  'bulkhead',
  'cooldown',
  'fallback',
  'leak',
  'not-success',
  'retry',
  'retry-after',
  'stream',
  'tls',
  'transport',
])

const seed = 7
const everybody: readonly Target[] = [...targets, ...Object.values<Target>(mutants)]

/** The rules that one run of this target breaks. */
async function brokenRules(name: string, targetName: string): Promise<string[]> {
  const scenario = scenarios.find((other) => other.name === name)
  const target = everybody.find((other) => other.name === targetName)
  if (scenario === undefined || target === undefined) throw new Error(`there is no ${name}, or no ${targetName}`)
  const plan = { target, scenario, seed }
  const judged = judgePlayed(plan, await virtual.play(plan))
  return judged.flatMap(({ invariant, verdict }) => (verdict.verdict === 'fail' ? [invariant.name] : []))
}

describe('a scenario that no wrong client can break proves nothing', () => {
  test('no scenario of these families is left out', () => {
    const named = new Set([
      ...Object.values(parts)
        .flat()
        .map(([name]) => name),
      ...Object.keys(brokenElsewhere),
    ])
    const left = scenarios.filter(({ family, name }) => families.has(family) && !named.has(name))
    expect(left.map(({ name }) => name)).toEqual([])
  })

  test.each(Object.entries(parts))(
    'each of %s convicts somebody, and not our client',
    async (_part, convictions) => {
      const rows: string[] = []
      for (const [name, target, invariant] of convictions) {
        expect(await brokenRules(name, 'client'), name).toEqual([])
        const broken = await brokenRules(name, target)
        expect(broken, `${name} with ${target}`).toContain(invariant)
        rows.push(`${name.padEnd(28)} convicts ${target.padEnd(38)} of ${broken.join(', ')}`)
      }
      process.stdout.write(`${rows.join('\n')}\n`)
      expect(new Set(convictions.map(([name]) => name)).size).toBe(convictions.length)
    },
    60_000,
  )
})
