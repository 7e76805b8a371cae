import { beforeAll, describe, expect, test } from 'vitest'
import { rehearse } from '../src/harness/rehearse.ts'
import type { RunReport } from '../src/harness/report.ts'
import { readToken } from '../src/harness/token.ts'
import { virtual } from '../src/harness/worlds/index.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { targetGroups, targets } from '../src/targets/index.ts'

/** What the catalogue of invariants says about the tutorial's code: each of these it violates. */
const violated = [
  [4, 'dead-credential-not-reused'],
  [5, 'retry-after-honoured'],
  [6, 'retry-after-binds-all-calls'],
  [10, 'no-wait-after-last-attempt'],
  [11, 'deadline-kept'],
  [18, 'success-means-complete'],
  [22, 'rate-limit-kept'],
  [33, 'permanent-tls-not-retried'],
] as const

const seed = 7
let runs: RunReport[] = []

beforeAll(async () => {
  runs = await rehearse({ targets: targetGroups['tutorial']!, scenarios, worlds: [virtual], seed })
}, 120_000)

const convictions = (number: number) =>
  runs.flatMap((run) =>
    run.judged
      .filter((rule) => rule.number === number && rule.result.verdict === 'fail')
      .map((rule) => ({ run, rule })),
  )

describe('the tutorial', () => {
  test.each(violated)('is convicted of rule %i, %s, with the events that prove it', (number, name) => {
    const found = convictions(number)
    expect(found.length).toBeGreaterThan(0)
    for (const { run, rule } of found) {
      expect(rule.invariant).toBe(name)
      if (rule.result.verdict !== 'fail') continue
      for (const { evidence } of rule.result.violations) expect(evidence.length).toBeGreaterThan(0)
      expect(run.excerpt.map(({ seq }) => seq)).toEqual(
        expect.arrayContaining([rule.result.violations[0]!.evidence[0]!]),
      )
    }
  })

  test.each(violated)('a token for rule %i, %s, replays to the same history', async (number) => {
    const { run } = convictions(number)[0]!
    const token = readToken(run.token!)!
    const target = targets.find(({ name }) => name === token.target)!
    const scenario = scenarios.find(({ name }) => name === token.scenario)!
    const { history } = await virtual.play({ target, scenario, seed: token.seed })
    expect(history.hash()).toBe(run.historyHash)
    expect(history.hash().slice(0, 8)).toBe(token.historyHash)
  })

  test('is not convicted of what it does right', () => {
    expect(convictions(1)).toEqual([])
    // What a status refuses for good it sends once; what hides behind a 429 it does not see.
    const sentAgain = convictions(3).flatMap(({ rule: { result } }) =>
      result.verdict === 'fail' ? result.violations : [],
    )
    expect(sentAgain.filter(({ message }) => !message.endsWith('again after 429'))).toEqual([])
  })
})
