import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifestOf, samplePlan } from '../../../test/support/benchManifest.ts'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import { sampleOf } from '../../../test/support/runSamples.ts'
import type { CallSample } from '../../bench/sample.ts'
import { BenchFolder } from '../../harness/bench/store/benchFolder.ts'
import type { BenchManifest } from '../../harness/bench/store/manifest.ts'
import { readRun } from '../../harness/bench/store/readRun.ts'

const virtual = { ...samplePlan, world: 'virtual' } as const

/** A run that was killed after so many of its hundred calls, in the middle of a line. */
function killed(changes: Partial<BenchManifest> = {}, calls = 40) {
  const cwd = emptyFolder()
  const folder = BenchFolder.create(join(cwd, 'reports'), manifestOf(virtual, changes))
  for (let call = 0; call < calls; call += 1) folder.add(sampleOf(call))
  folder.flush()
  const path = join(folder.path, 'history.ndjson')
  writeFileSync(path, readFileSync(path, 'utf8') + '{"type":"sample","call":40')
  return { cwd, folder: folder.path }
}

const callsOf = (folder: string) =>
  Array.from(readRun(folder).records())
    .flatMap((record) => (record.type === 'sample' ? [record.call] : []))
    .toSorted((one, other) => one - other)

describe('a run that was killed', () => {
  test('goes on with the calls that have no record, and ends as any', async () => {
    const { cwd, folder } = killed({ limits: { gates: { success: '> 90%' }, slo: {} } })
    const { code, out, err } = await type(['resume'], cwd)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^Going on with .*reports\/2026-11-23T041233-\w+: 40 of 100 calls are recorded\.\n/)
    expect(callsOf(folder)).toEqual(Array.from({ length: 100 }, (_, call) => call))
    const samples = [...readRun(folder).records()].filter((record): record is CallSample => record.type === 'sample')
    // They are due when the plan says: the time in which nothing ran is none of the run's.
    expect(samples.map(({ dueMs }) => dueMs)).toEqual(samples.map(({ call }) => call * 10))
    expect(readRun(folder).manifest).toMatchObject({ state: 'finished', writer: null, verdict: 'held' })
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as { bench: { gates: unknown[] } }
    expect(report.bench.gates).toHaveLength(1)
  })

  test('of a shard makes the calls of the shard alone', async () => {
    const { cwd, folder } = killed({ shard: { index: 2, of: 4 } }, 0)
    expect((await type(['resume', folder], cwd)).code).toBe(0)
    expect(callsOf(folder)).toEqual(Array.from({ length: 25 }, (_, index) => index * 4 + 1))
  })

  test('and whose calls are all there is only summed up', async () => {
    const { cwd, folder } = killed({}, 100)
    expect((await type(['resume'], cwd)).out).toContain('100 of 100 calls are recorded')
    expect(callsOf(folder)).toHaveLength(100)
    expect(readRun(folder).manifest.state).toBe('finished')
  })
})

describe('a live run', () => {
  const live = {
    ...samplePlan,
    world: 'live',
    baseURL: 'https://api.example.com/v1',
    maxCostUsd: '1',
    models: [{ ...samplePlan.models[0]!, pricedOn: new Date().toISOString().slice(0, 10) }],
  } as const

  test.each([
    ['without being called live again', [], /is not this machine/],
    ['without a cap', ['--live'], /--max-cost/],
    ['with a cap that was spent before', ['--live', '--max-cost', '0.0001', '--yes'], /0\.0001/],
  ])('does not go on %s', async (_how, flags, words) => {
    const cwd = emptyFolder()
    const folder = BenchFolder.create(join(cwd, 'reports'), manifestOf(live))
    folder.keepSpent(900_000_000_000n, 12)
    const before = readFileSync(join(folder.path, 'run.json'), 'utf8')
    const { code, out, err } = await type(['resume', ...flags], cwd)
    expect([code, out]).toEqual([4, expect.stringContaining('Spent before, at most: $0.90, by 12 requests.')])
    expect(err).toMatch(words)
    expect(readFileSync(join(folder.path, 'run.json'), 'utf8')).toBe(before)
  })
})
