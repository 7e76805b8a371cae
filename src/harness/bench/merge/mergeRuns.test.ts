import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { manifestOf, samplePlan } from '../../../../test/support/benchManifest.ts'
import { outFolder } from '../../../../test/support/benchRuns.ts'
import { meterOf, sampleOf } from '../../../../test/support/runSamples.ts'
import { problemOf } from '../../../../test/support/problemOf.ts'
import { seed } from '../../../../test/support/seed.ts'
import { playRun } from '../../../../test/support/shardRuns.ts'
import type { BenchRecord, CallSample } from '../../../bench/sample.ts'
import { constantCallers, poisson } from '../../../load/index.ts'
import type { BenchPlan, Shard } from '../benchPlan.ts'
import { BenchFolder } from '../store/benchFolder.ts'
import { readRun, type BenchRun } from '../store/readRun.ts'
import { mergeRuns } from './mergeRuns.ts'

const made = { tool: manifestOf().tool, command: 'brownout merge' }
const merge = (runs: readonly BenchRun[], out = outFolder()) => {
  const merged = mergeRuns(runs, out, made)
  return { ...merged, run: readRun(merged.folder.path) }
}
const historyOf = (run: BenchRun) => readFileSync(join(run.folder, 'history.ndjson'), 'utf8')
/** Head first, then the samples by their calls: what a merged run looks like. */
const canonical = (history: string) => {
  const [head, ...lines] = history.trimEnd().split('\n')
  const callOf = (line: string) => (JSON.parse(line) as CallSample).call
  return [head, ...lines.toSorted((one, other) => callOf(one) - callOf(other)), ''].join('\n')
}

const models = ['a', 'b', 'c'].map((id) => ({ id, price: null, pricedOn: null }))
const plan: BenchPlan = { ...samplePlan, world: 'virtual', models, load: poisson({ perSecond: 40, durationMs: 2_000 }) }
const shardsOf = (of: number, out: string) =>
  Promise.all(Array.from({ length: of }, (_, index) => playRun(plan, out, { index: index + 1, of })))

/** A run whose records are these, of a machine on which time is real. */
function runOf(records: readonly BenchRecord[], shard: Shard | null, of: BenchPlan = samplePlan): BenchRun {
  const folder = BenchFolder.create(outFolder(), manifestOf(of, { shard }))
  for (const record of records) folder.add(record)
  folder.finish({ state: 'finished' })
  return readRun(folder.path)
}

describe('shards of a run', () => {
  test.each([1, 2, 3, 7])('%d of them merge into the very bytes of the run that nobody split', async (of) => {
    const out = outFolder()
    const whole = await playRun(plan, out)
    const merged = merge(await shardsOf(of, out), out)
    expect(historyOf(merged.run)).toBe(canonical(historyOf(whole)))
    expect(merged).toMatchObject({ of, missingShards: [], lost: 0 })
    expect(merged.recorded).toBe(merged.planned)
    expect(merged.run.manifest).toMatchObject({ state: 'finished', shard: null, plan, wallMs: 1_000 })
  })

  test('merge to the same in any order, in any groups, and more than once', async () => {
    const out = outFolder()
    const parts = await shardsOf(4, out)
    const expected = historyOf(merge(parts, out).run)
    const grouping = fc.array(fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(grouping, (groups) => {
        const all = [...groups, [3, 1, 0, 2]]
        const nested = all.map(
          (group) =>
            merge(
              group.map((index) => parts[index]!),
              out,
            ).run,
        )
        const merged = merge(nested, out)
        expect(historyOf(merged.run)).toBe(expected)
        expect(merged.run.manifest).toMatchObject({ state: 'finished', merged: { shards: [1, 2, 3, 4], lostCalls: 0 } })
      }),
      { seed, numRuns: 25 },
    )
  })

  test('that are missing are told, and their calls count as dropped until they come', async () => {
    const out = outFolder()
    const parts = await shardsOf(3, out)
    const two = merge([parts[2]!, parts[0]!], out)
    expect(two).toMatchObject({ shards: [1, 3], missingShards: [2] })
    expect(two.run.manifest).toMatchObject({ state: 'interrupted', merged: { of: 3, shards: [1, 3] } })
    const samples = [...two.run.records()] as CallSample[]
    const lost = samples.filter(({ reason }) => reason === 'lost')
    expect(lost.length).toBe(two.lost)
    expect(new Set(samples.map(({ call }) => call)).size).toBe(two.planned)
    const own = [...parts[1]!.records()] as CallSample[]
    expect(lost.map(({ call, dueMs, series, pair }) => ({ call, dueMs, series, pair }))).toEqual(
      own
        .toSorted((one, other) => one.call - other.call)
        .map(({ call, dueMs, series, pair }) => ({ call, dueMs, series, pair })),
    )
    for (const sample of lost) expect(sample).toMatchObject({ outcome: 'dropped', startedMs: null, costUsd: '0' })
    expect(historyOf(merge([two.run, parts[1]!], out).run)).toBe(historyOf(merge(parts, out).run))
  })

  test('of which one died have the calls that it did not record as dropped ones, too', () => {
    const two = { ...samplePlan, load: { type: 'constant', calls: 4, everyMs: 10 } }
    const merged = merge([
      runOf([sampleOf(0), sampleOf(2)], { index: 1, of: 2 }, two),
      runOf([sampleOf(3)], { index: 2, of: 2 }, two),
    ])
    expect([merged.recorded, merged.planned, merged.lost]).toEqual([3, 4, 1])
    expect([...merged.run.records()][1]).toMatchObject({ call: 1, outcome: 'dropped', reason: 'lost', dueMs: 10 })
  })
})

test('callers that wait are not missed call by call: who is not there asks nothing', () => {
  const closed = { ...samplePlan, load: constantCallers({ callers: 2, durationMs: 1_000 }) }
  const merged = merge([runOf([sampleOf(0)], { index: 1, of: 2 }, closed)])
  expect(merged).toMatchObject({ recorded: 1, planned: null, lost: null, missingShards: [2] })
  expect([...merged.run.records()]).toEqual([sampleOf(0)])
  const whole = merge([merged.run, runOf([sampleOf(1)], { index: 2, of: 2 }, closed)])
  expect(whole.run.manifest.state).toBe('finished')
})

test('what the meters read is kept, with whose it was; marks of a budget are each run of its own', () => {
  const mark = { type: 'budget', atMostUsd: '1', requests: 3 } as const
  const one = runOf([meterOf(2_000), sampleOf(0), mark], { index: 1, of: 2 })
  const other = runOf([sampleOf(1), meterOf(1_000), meterOf(2_000)], { index: 2, of: 2 })
  const readings = (run: BenchRun) => [...run.records()].filter(({ type }) => type !== 'sample')
  const merged = merge([other, one]).run
  expect(readings(merged)).toEqual([
    { ...meterOf(1_000), shard: 2 },
    { ...meterOf(2_000), shard: 1 },
    { ...meterOf(2_000), shard: 2 },
  ])
  expect(readings(merge([merged, one, merged]).run)).toEqual(readings(merged))
})

describe('what is no part of the same run is refused', () => {
  test('another plan: it is said what differs', () => {
    const other = { ...samplePlan, seed: 8, models: [{ ...samplePlan.models[0]!, id: 'x' }], maxCalls: 5 }
    const [a, b] = [runOf([sampleOf(0)], null), runOf([sampleOf(0)], null, other)]
    const { text } = problemOf(() => merge([a, b]))
    expect(text.what).toBe(
      'These are runs of different plans: seed (7, 8), models[0].id ("deepseek-chat", "x") and maxCalls (null, 5).',
    )
    expect(text.where).toBe(`${a.folder} and ${b.folder}`)
  })

  test('the same call with different content: both runs are named', () => {
    const [a, b] = [runOf([sampleOf(0)], null), runOf([sampleOf(0, { chunks: 3 })], null)]
    const { text } = problemOf(() => merge([a, b]))
    expect(text.what).toMatch(/^Call 0 is in both runs, with different content/)
    expect(text.where).toBe(`${a.folder} and ${b.folder}`)
  })

  test('a shard of another split', () => {
    const [a, b] = [runOf([sampleOf(0)], { index: 1, of: 2 }), runOf([sampleOf(1)], { index: 2, of: 3 })]
    expect(problemOf(() => merge([a, b])).text.what).toBe(
      'One is a shard of 2, the other a shard of 3: their calls overlap.',
    )
  })

  test('and where nobody recorded anything there is nothing to merge', () => {
    expect(problemOf(() => merge([runOf([], null)])).text.what).toMatch(/^No call was recorded in 1 run/)
  })
})
