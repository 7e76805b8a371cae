import { describe, expect, test } from 'vitest'
import { virtual } from '../src/harness/worlds/index.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'

const hashOf = async (name: string, seed: number) => {
  const scenario = scenarios.find((candidate) => candidate.name === name)!
  const { history } = await virtual.play({ target: client, scenario, seed })
  return history.hash()
}

describe('the virtual world', () => {
  test('gives the same history for the same seed, twenty times over', async () => {
    const hashes = new Set<string>()
    for (let run = 0; run < 20; run += 1) hashes.add(await hashOf('500-random', 42))
    expect(hashes.size).toBe(1)
  })

  test('gives another history for another seed', async () => {
    expect(await hashOf('500-random', 42)).not.toBe(await hashOf('500-random', 43))
  })

  test.each(scenarios.filter((scenario) => virtual.refuses(scenario) === undefined).map(({ name }) => name))(
    'plays %s twice alike',
    async (name) => {
      expect(await hashOf(name, 7)).toBe(await hashOf(name, 7))
    },
  )
})
