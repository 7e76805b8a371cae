import { describe, expect, test } from 'vitest'
import { virtual } from '../../src/harness/worlds/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import type { Target } from '../../src/targets/index.ts'
import * as ready from '../../src/targets/ready/index.ts'

const inThisProcess = Object.values(ready).filter(({ network }) => network === 'own')

/** A wait, chances, another thread at work, a refusal, a stall, TLS, a broken stream. */
const names = [
  'ra-seconds',
  '503-x2-then-ok',
  '200-gzip-truncated',
  'net-refused',
  'net-stall-mid-body',
  'tls-expired',
  'sse-cut',
]

const hashOf = async (target: Target, name: string): Promise<string> => {
  const scenario = scenarios.find((one) => one.name === name)!
  return (await virtual.play({ target, scenario, seed: 7 })).history.hash()
}

describe('a client from npm that is played in virtual time', () => {
  test.each(inThisProcess)('$name: the same history, in whatever order and after whomever', async (target) => {
    const mine = names.filter((name) => target.supports.stream || !name.startsWith('sse-'))
    const first = new Map<string, string>()
    for (const name of mine) first.set(name, await hashOf(target, name))
    const others = inThisProcess.filter((other) => other !== target)
    for (const [index, name] of mine.toReversed().entries()) {
      await hashOf(others[index % others.length]!, 'net-stall-mid-body')
      expect([name, await hashOf(target, name)]).toEqual([name, first.get(name)])
    }
  })

  test('there are ten of them at least', () => {
    expect(inThisProcess.length).toBeGreaterThanOrEqual(10)
  })
})
