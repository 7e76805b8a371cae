import { describe, expect, test } from 'vitest'
import { catalogue, defineInvariant } from '../../invariants/index.ts'
import { client } from '../../targets/client.ts'
import { mutantNamed } from '../../../test/support/mutants.ts'
import { playCase } from './playCase.ts'
import { coverageReport, coverageSummary, explore, type Exploration, type Explored } from './index.ts'

const small = { runs: 300, seed: 11, workers: 1 } satisfies Partial<Exploration>
const ignoresRetryAfter = mutantNamed('mutant-retry-after-honoured')

const stage = new URL('../../../test/support/strangeTargets.ts', import.meta.url).href
const strange = (name: string) => ({ module: stage, name })

describe('exploring', () => {
  test('our own client finds nothing, and says how much was looked at', async () => {
    const runs = 900
    const explored = await explore({ ...small, runs, target: client })
    expect(explored.found).toEqual([])
    expect(explored.cases).toBe(runs)
    for (const { pass, unknown, fail } of Object.values(explored.tallies)) expect(pass + unknown + fail).toBe(runs)
    const report = coverageReport(explored.coverage, Object.keys(explored.tallies))
    expect(report.invariants['attempts-bounded']).toBe(explored.tallies['attempts-bounded']!.pass)
    expect(report.pairs.faults.met).toBeGreaterThan(report.pairs.faults.of / 2)
    expect(Object.keys(report.kinds).toSorted()).toEqual(
      expect.arrayContaining(['fallback', 'first', 'hedge', 'retry']),
    )
    expect(coverageSummary(report).join('\n')).toContain(
      `${report.pairs.faults.met} of ${report.pairs.faults.of} faults`,
    )
  })

  test('comes to the same with threads, however many', async () => {
    const [alone, shared] = await Promise.all([1, 3].map((workers) => explore({ ...small, target: client, workers })))
    expect(plain(shared!)).toEqual(plain(alone!))
    const other = await explore({ ...small, target: client, seed: 12 })
    expect(plain(other)).not.toEqual(plain(alone!))
  })

  test('a longer one begins with the same cases', async () => {
    const until = catalogue.retryAfterHonoured.name
    const [short, long] = await Promise.all(
      [300, 2_000].map((runs) => explore({ ...small, runs, target: ignoresRetryAfter, until })),
    )
    expect(long!.found).toEqual(short!.found)
  })

  test('a client with one decision done wrong is found, and the case shrinks to what matters', async () => {
    const { found, tallies } = await explore({ ...small, target: ignoresRetryAfter })
    const own = found.find(({ invariant }) => invariant === 'retry-after-honoured')!
    expect(tallies['retry-after-honoured']!.fail).toBeGreaterThan(0)
    expect(own.rules).toBe(1)
    expect(JSON.parse(JSON.stringify(own.scenario))).toEqual(own.scenario)
    const { judgements, historyHash } = await playCase(ignoresRetryAfter, own)
    const verdict = judgements.find(({ invariant }) => invariant.name === own.invariant)!.verdict
    expect(verdict.verdict === 'fail' && verdict.violations[0]!.message).toBe(own.message)
    expect(historyHash()).toBe(own.historyHash)
  })

  test('ends with the case that was looked for, and no later', async () => {
    const { found, cases } = await explore({ ...small, target: ignoresRetryAfter, until: 'any' })
    expect(cases).toBe(found[0]!.afterCases)
    expect(cases).toBeLessThan(300)
  })

  test('ends early where it is told to', async () => {
    const controller = new AbortController()
    const onProgress = () => controller.abort()
    const { cases } = await explore({ ...small, target: client, signal: controller.signal }, { onProgress })
    expect(cases).toBe(50)
  })

  test('the user’s own rules are held too', async () => {
    const never = defineInvariant({
      name: 'no-call',
      number: 1000,
      requirement: 'Nobody calls.',
      source: 'this test',
      strength: 'must',
      vantage: 'driver',
      check: ({ calls }) => ({
        verdict: 'fail',
        checked: calls.length,
        violations: [{ message: `${calls.length} calls`, evidence: [] }],
      }),
    })
    const { found, tallies } = await explore({ ...small, runs: 20, target: client, own: [never] })
    expect(tallies['no-call']!.fail).toBe(20)
    expect(found).toMatchObject([{ invariant: 'no-call', message: '1 calls', rules: 0, afterCases: 1 }])
  })
})

describe('a target that misbehaves in a thread', () => {
  test.each(['throws-later', 'throws-in-a-tick', 'rejects-unheard'])(
    '%s: its crash is a finding, and shrinks',
    async (name) => {
      const { found, cases } = await explore({ ...small, runs: 120, target: strange(name) })
      expect(cases).toBe(120)
      expect(found[0]).toMatchObject({ invariant: 'crash', message: 'Error: oh no', historyHash: '', rules: 0 })
    },
  )

  test('one that never comes back is ended, and the case reported', async () => {
    const alarms: unknown[][] = []
    const { found, cases } = await explore(
      { ...small, runs: 2_000, target: strange('never-comes-back'), hangMs: 300 },
      { onAlarm: (...alarm) => void alarms.push(alarm) },
    )
    expect(found.filter(({ invariant }) => invariant === 'hang')).toMatchObject([{ historyHash: '' }])
    expect(found[0]!.scenario.caller?.stream).toBe(true)
    expect(cases).toBeLessThan(2_000)
    expect(alarms.filter(([what]) => what === 'hang')).toHaveLength(1)
  })

  test('one that is not there is said to be missing', async () => {
    await expect(explore({ ...small, target: strange('nobody') })).rejects.toThrow(
      'exports nothing of the name "nobody"',
    )
    const foreign = { ...client, name: 'mine' }
    await expect(explore({ ...small, target: foreign, workers: 2 })).rejects.toThrow('give its address')
  })
})

function plain(explored: Explored): unknown {
  return JSON.parse(
    JSON.stringify(explored, (_key, value: unknown) => (value instanceof Uint32Array ? Array.from(value) : value)),
  )
}
