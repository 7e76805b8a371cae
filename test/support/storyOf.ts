import type { Found } from '../../src/harness/explore/index.ts'
import { judgeRun } from '../../src/harness/judgeRun.ts'
import { virtual } from '../../src/harness/worlds/virtual.ts'
import type { Target } from '../../src/targets/target.ts'
import { alarmsOf } from './randomCases.ts'

/** What was found, in full: the rule, the smallest case, what happened in it, and its token. */
export async function storyOf(
  { invariant, message, scenario, seed, afterCases }: Found,
  target: Target,
): Promise<string> {
  const plan = { target, scenario, seed }
  const head = [`${invariant}: ${message}`, `case ${afterCases}, shrunk: ${JSON.stringify(scenario)}, seed ${seed}`]
  try {
    const run = judgeRun(plan, virtual, await virtual.play(plan), 'test')
    return [...head, ...alarmsOf(run)].join('\n')
  } catch {
    return head.join('\n')
  }
}
