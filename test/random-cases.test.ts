import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { coverageReport, coverageSummary, explore } from '../src/harness/explore/index.ts'
import { seed } from './support/seed.ts'
import { client } from '../src/targets/client.ts'
import { onceWrong } from './support/onceWrong.ts'
import { tableOf } from './support/randomCases.ts'
import { storyOf } from './support/storyOf.ts'

const runs = Number(process.env['BROWNOUT_RUNS'] ?? (process.env['CI'] === undefined ? 2_000 : 20_000))

/**
 * A rule that passed less often over 2,000 cases was hardly put to the test. The rarest (a day on which everything is
 * closed to a call that begins) is expected twice as often.
 */
const fewestPasses = 15

/**
 * What only many calls show: how they spread (`test/herds.test.ts` has nothing else), how they come back from an outage, how
 * they use a quota. And what is certain of money is so on few days.
 */
const fewestOf: Readonly<Record<string, number>> = {
  'retries-spread': 0.5,
  'recovers-after-outage': 0.2,
  'quota-used-well': 0.2,
  'waste-bounded': 4,
}

/** Enough for every fault (of a short run, nearly), and for most pairs: less would mean that the odds are learnt wrong. */
const fewestFaults = runs < 20_000 ? 0.95 : 1
const fewestPhasePairs = 0.5
const fewestRulePairs = 0.6

test(`our client breaks no rule in ${runs} random cases (BROWNOUT_SEED=${seed})`, async () => {
  const startedAtMs = performance.now()
  const workers = Math.min(availableParallelism(), Math.ceil(runs / 500))
  // What was once wrong comes first.
  const explored = await explore({ target: client, runs, seed, workers, examples: onceWrong, until: 'any' })
  for (const found of explored.found) throw new Error(await storyOf(found, client))
  const { cases, tallies, coverage } = explored
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
  const report = coverageReport(coverage, Object.keys(tallies))
  process.stdout.write(
    `${cases} random cases, seed ${seed}: no alarm, ${seconds} s on ${workers} threads\n` +
      `${tableOf(tallies)}\n${coverageSummary(report).join('\n')}\n`,
  )
  expect(cases).toBe(runs)
  const isRare = ([name, { pass }]: [string, { pass: number }]) =>
    pass < Math.floor(((fewestOf[name] ?? fewestPasses) * runs) / 2_000)
  expect(Object.entries(tallies).filter(isRare)).toEqual([])
  if (runs < 2_000) return
  const share = ({ met, of }: { met: number; of: number }) => met / of
  expect(share(report.pairs.faults), 'faults that took effect').toBeGreaterThanOrEqual(fewestFaults)
  expect(share(report.pairs.faultByPhase), 'pairs of fault and phase').toBeGreaterThan(fewestPhasePairs)
  expect(share(report.pairs.faultByInvariant), 'pairs of fault and rule').toBeGreaterThan(fewestRulePairs)
}, 600_000)
