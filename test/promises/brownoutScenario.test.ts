import { expect, test } from 'vitest'
import { judgeRun } from '../../src/harness/judgeRun.ts'
import { virtual } from '../../src/harness/worlds/virtual.ts'
import type { Declared } from '../../src/history/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { client } from '../../src/targets/client.ts'

const brownout = scenarios.find(({ name }) => name === 'brownout')!

/** Our client, with a policy of its own, judged by what the scenario declares. */
async function convictions(policy: Declared, seed: number): Promise<string[]> {
  const played = await virtual.play({ target: client, scenario: { ...brownout, expect: policy }, seed })
  const { judged } = judgeRun({ target: client, scenario: brownout, seed }, virtual, played, 'test')
  return judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
}

const { hedge: _hedge, ...withoutHedges } = brownout.expect
const { slowCallMs: _slowCallMs, ...blindToTime } = brownout.expect

test.each<[who: string, policy: Declared, expected: readonly string[]]>([
  ['as declared, all is well', brownout.expect, []],
  ['who waits for a late answer alone is convicted', withoutHedges, ['answers-as-expected']],
  ['and so is who goes on asking the slow model first', blindToTime, ['answers-as-expected']],
])('scenario brownout: %s', async (_who, policy, expected) => {
  for (const seed of [1, 2, 7]) expect(await convictions(policy, seed)).toEqual(expected)
})
