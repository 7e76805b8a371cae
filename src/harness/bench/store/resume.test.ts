import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifestOf, samplePlan } from '../../../../test/support/benchManifest.ts'
import { outFolder } from '../../../../test/support/benchRuns.ts'
import { meterOf, sampleOf } from '../../../../test/support/runSamples.ts'
import { problemOf } from '../../../../test/support/problemOf.ts'
import type { BenchRecord } from '../../../bench/sample.ts'
import { BenchFolder } from './benchFolder.ts'
import { latestUnfinished, runNamed } from './findRun.ts'
import type { BenchManifest } from './manifest.ts'
import { readRun } from './readRun.ts'
import { reopen } from './reopen.ts'
import { resumePoint } from './resumePoint.ts'

/** The folder of a run whose process died, with these records. */
function corpse(records: readonly BenchRecord[], out = outFolder(), changes: Partial<BenchManifest> = {}): string {
  const folder = BenchFolder.create(out, manifestOf(samplePlan, changes))
  for (const record of records) folder.add(record)
  folder.flush()
  return folder.path
}

/** Rewrites the manifest, as somebody else would. */
function change(folder: string, changes: Partial<BenchManifest>): void {
  const path = join(folder, 'run.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as BenchManifest
  writeFileSync(path, JSON.stringify({ ...manifest, ...changes }))
}

describe('where a run stands', () => {
  test('is what was recorded of what was planned, and the latest instant of it', () => {
    const point = resumePoint(readRun(corpse([sampleOf(3), meterOf(5_000), sampleOf(0)])))
    expect(point).toMatchObject({ recorded: 2, planned: 100, atMs: 5_000 })
    expect([0, 1, 2, 3, 4].filter((call) => point.isRecorded(call))).toEqual([0, 3])
  })

  test('leaves out a call whose line is damaged: it is made again', () => {
    const folder = corpse([sampleOf(0), sampleOf(1)])
    const path = join(folder, 'history.ndjson')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"call":1,', '"call":7,'))
    const point = resumePoint(readRun(folder))
    expect([point.recorded, point.isRecorded(1), point.isRecorded(7), point.skipped.lines]).toEqual([
      1,
      false,
      false,
      1,
    ])
  })
})

describe('what was spent before', () => {
  const paid = (call: number, atMostUsd: string | null) => sampleOf(call, { atMostUsd, attempts: 2 })
  const mark = (atMostUsd: string, requests: number) => ({ type: 'budget', atMostUsd, requests }) as const
  const spent = (records: readonly BenchRecord[], changes: Partial<BenchManifest> = {}) => {
    const folder = corpse(records)
    change(folder, changes)
    return resumePoint(readRun(folder)).spent
  }

  test('of a process that was killed is the last mark: what was under way counts at its worst case', () => {
    const records = [mark('0.5', 1), mark('1', 2), paid(0, '0.1'), mark('0.6', 5)]
    expect(spent(records)).toEqual({ spentBeforePicoUsd: 600_000_000_000n, requestsBefore: 5 })
  })

  test('of a run that was stopped in order is what its samples say', () => {
    const records = [mark('1', 2), paid(0, '0.1'), paid(1, '0.25')]
    expect(spent(records, { state: 'interrupted' })).toEqual({
      spentBeforePicoUsd: 350_000_000_000n,
      requestsBefore: 4,
    })
  })

  test('but where one of them does not know its cost, the mark again', () => {
    expect(spent([mark('1', 2), paid(0, '0.1'), paid(1, null)], { state: 'interrupted' }).spentBeforePicoUsd).toBe(
      1_000_000_000_000n,
    )
  })
})

describe('a run that goes on', () => {
  test('loses the piece of a line at its end, says that it went on, and counts no call twice', () => {
    const folder = corpse([sampleOf(0), sampleOf(1)])
    appendFileSync(join(folder, 'history.ndjson'), '{"type":"sample","call":2,"ser')
    const run = readRun(folder)
    const resumed = reopen(run, resumePoint(run))
    expect(resumed.manifest).toMatchObject({ state: 'running', writer: { pid: process.pid } })
    resumed.add(sampleOf(2))
    resumed.finish({ state: 'finished' })
    const reading = readRun(folder).read()
    expect([...reading.records()]).toEqual([
      sampleOf(0),
      sampleOf(1),
      { type: 'note', atMs: 1_910.25, note: 'resumed', text: 'the run went on after 2 of 100 calls' },
      sampleOf(2),
    ])
    expect(reading.skipped.lines).toBe(0)
  })

  test.each<[string, (folder: string) => void, RegExp]>([
    ['while its process is alive', (folder) => change(folder, { writer: { pid: 1, life: null } }), /process 1 writes/],
    [
      'if it is merged',
      (folder) => change(folder, { merged: { of: 2, shards: [1, 2], finishedShards: [1], lostCalls: 0 } }),
      /merged/,
    ],
    [
      'if its history is another',
      (folder) => writeFileSync(join(folder, 'history.ndjson'), '{"type":"run","target":"client"}\n'),
      /none of a benchmark/,
    ],
  ])('does not %s', (_when, spoil, words) => {
    const folder = corpse([sampleOf(0)])
    spoil(folder)
    const run = readRun(folder)
    const before = readFileSync(join(folder, 'history.ndjson'), 'utf8')
    expect(problemOf(() => reopen(run, resumePoint(run))).text.what).toMatch(words)
    expect(readFileSync(join(folder, 'history.ndjson'), 'utf8')).toBe(before)
  })

  test('does though another process has the number of the one that died', () => {
    const folder = corpse([])
    change(folder, { writer: { pid: 1, life: 'another boot:42' } })
    const run = readRun(folder)
    reopen(run, resumePoint(run)).finish({ state: 'interrupted' })
    expect(readRun(folder).manifest.state).toBe('interrupted')
  })
})

describe('which run is meant', () => {
  test('the latest that is not finished, whatever else lies there', () => {
    const out = outFolder()
    const at = (day: number) => ({ startedAt: `2026-11-0${day}T00:00:00.000Z` })
    const older = corpse([], out, at(1))
    const newer = corpse([], out, at(2))
    const finished = corpse([], out, at(3))
    const broken = corpse([], out, at(4))
    change(finished, { state: 'finished' })
    writeFileSync(join(broken, 'run.json'), '{"schema":"brownout/run/1"}')
    writeFileSync(join(out, '2026-11-05T000000-file'), '')
    expect(latestUnfinished(out)?.folder).toBe(newer)
    change(newer, { state: 'finished' })
    expect(latestUnfinished(out)?.folder).toBe(older)
    expect(latestUnfinished(join(out, 'nowhere'))).toBeUndefined()
  })

  test('the one that is named: by its folder, its name, or the end of that', () => {
    const out = outFolder()
    const folder = corpse([], out)
    const name = folder.slice(out.length + 1)
    for (const typed of [folder, name, name.slice(-4)]) expect(runNamed(typed, out, '/').folder).toBe(folder)
    expect(problemOf(() => runNamed('zzz-none', out, '/')).text.what).toBe('There is no run "zzz-none".')
    corpse([], out)
    expect(problemOf(() => runNamed('', out, '/')).text.what).toMatch(/^2 runs end with/)
  })
})

describe('what is no run', () => {
  const damaged = corpse
  test.each<[string, (folder: string) => void, RegExp]>([
    ['a manifest that is cut off', (folder) => writeFileSync(join(folder, 'run.json'), '{"schema":'), /damaged/],
    [
      'one that was changed',
      (folder) => change(folder, { plan: { ...samplePlan, seed: 8 } }),
      /damaged, or was changed/,
    ],
    [
      'one of a rehearsal',
      (folder) => writeFileSync(join(folder, 'run.json'), '{"schema":"brownout/run/1"}'),
      /no run of/,
    ],
    [
      'one whose history is of another plan',
      (folder) => change(folder, manifestOf({ ...samplePlan, seed: 8 })),
      /The history is of the plan/,
    ],
  ])('%s', (_which, spoil, words) => {
    const folder = damaged([])
    spoil(folder)
    expect(problemOf(() => readRun(folder)).text.what).toMatch(words)
  })
})
