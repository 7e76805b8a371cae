import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../scenarios/scenario.ts'
import { randomCase } from '../explore/case/index.ts'
import { canonicalCase, caseHash, caseOf, foundName } from './case.ts'
import { foundScenario } from './counterexample.ts'

const [sample] = fc.sample(randomCase(fc), { numRuns: 1, seed: 3 }) as [Scenario]

/** What keeps the order of its keys: the chain, what is sent just as it stands. */
const chains = ['models', 'origins']
const sentAsGiven = ['fault', 'answerSchema']

/** The same object, with the keys of every object the other way round but for those whose order is played. */
function turned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(turned)
  const entries = Object.entries(value).map(([key, inner]) => {
    if (sentAsGiven.includes(key)) return [key, inner] as const
    return [key, chains.includes(key) ? inOrder(inner as object) : turned(inner)] as const
  })
  return Object.fromEntries(entries.toReversed())
}

function inOrder(chain: object): object {
  return Object.fromEntries(Object.entries(chain).map(([key, inner]) => [key, turned(inner)]))
}

describe('a case', () => {
  test('has the same text and hash however its keys were sorted', () => {
    fc.assert(
      fc.property(randomCase(fc), (scenario) => {
        const given = caseOf(scenario)
        const other = turned(given) as typeof given
        expect(JSON.stringify(other)).not.toBe(JSON.stringify(given))
        expect(canonicalCase(other)).toBe(canonicalCase(given))
        expect(JSON.parse(canonicalCase(given))).toEqual(given)
      }),
      { numRuns: 200 },
    )
  })

  test('is another one where the chain goes another way', () => {
    const models = { one: [], two: [] }
    const chain = { ...caseOf(sample), upstream: { models } }
    const other = { ...chain, upstream: { models: { two: [], one: [] } } }
    expect(caseHash(other)).not.toBe(caseHash(chain))
  })

  test('is another one where the schema of its answers is written another way: so it is sent', () => {
    const asked = (answerSchema: Readonly<Record<string, unknown>>) => {
      const given = caseOf(sample)
      return caseHash({ ...given, expect: { ...given.expect, answerSchema } })
    }
    expect(asked({ type: 'object', required: ['answer'] })).not.toBe(asked({ required: ['answer'], type: 'object' }))
  })

  test('is without the names and words of its scenario, and without its seed', () => {
    const given = caseOf(sample)
    expect(Object.keys(given).filter((key) => ['name', 'family', 'source', 'exercises', 'seed'].includes(key))).toEqual(
      [],
    )
    expect(caseOf(foundScenario(given, 'client', 7))).toEqual(given)
  })
})

describe('what was found', () => {
  const given = caseOf(sample)

  test('is called by its case, its target and its seed, and by nothing else', () => {
    const name = foundName(given, 'client', 7)
    expect(name).toMatch(/^found-[0-9a-f]{8}$/)
    const others = [
      foundName(given, 'mine', 7),
      foundName(given, 'client', 8),
      foundName({ ...given, load: { type: 'burst', calls: 99 } }, 'client', 7),
    ]
    expect(new Set([name, ...others]).size).toBe(4)
    expect(foundScenario(given, 'client', 7).name).toBe(name)
  })
})
