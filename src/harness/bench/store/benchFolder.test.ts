import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { manifestOf } from '../../../../test/support/benchManifest.ts'
import { outFolder } from '../../../../test/support/benchRuns.ts'
import { meterOf, sampleOf } from '../../../../test/support/runSamples.ts'
import { VirtualClock } from '../../../runtime/index.ts'
import { BenchFolder } from './benchFolder.ts'
import { readRun } from './readRun.ts'

const records = [sampleOf(0), meterOf(1_000), sampleOf(2), sampleOf(1)]

test('a folder has its plan and the first line of its history before anything else', () => {
  const out = outFolder()
  const folder = BenchFolder.create(out, manifestOf())
  expect(basename(folder.path)).toMatch(/^2026-11-23T041233-[0-9a-z]+$/)
  expect(readdirSync(out)).toEqual([basename(folder.path)])
  const { plan, seed } = { plan: manifestOf().planHash, seed: 7 }
  expect(JSON.parse(readFileSync(join(folder.path, 'history.ndjson'), 'utf8'))).toMatchObject({
    type: 'bench',
    schema: 'brownout/bench-history/1',
    plan,
    seed,
    shard: null,
  })
  expect(readRun(folder.path).manifest).toEqual({ ...folder.manifest, state: 'running' })
  expect(folder.manifest.writer?.pid).toBe(process.pid)
})

test('records are written in batches, and acknowledged once the disk keeps them', async () => {
  const clock = new VirtualClock()
  const acknowledged = Promise.withResolvers<number>()
  const folder = BenchFolder.create(outFolder(), manifestOf(), { clock, onDurable: acknowledged.resolve })
  for (const record of records) folder.add(record)
  expect([...readRun(folder.path).records()]).toEqual([])
  expect(folder.durable).toBe(0)
  await clock.run(() => clock.sleep(250))
  expect([...readRun(folder.path).records()]).toEqual(records)
  expect(await acknowledged.promise).toBe(4)
  expect(folder.durable).toBe(4)
})

test('what waits is written at once when it is much, so that memory stays bounded', () => {
  const folder = BenchFolder.create(outFolder(), manifestOf(), { clock: new VirtualClock() })
  for (let call = 0; call < 1_000; call += 1) folder.add(sampleOf(call))
  const written = [...readRun(folder.path).records()]
  expect(written.length).toBeGreaterThan(300)
  expect(written).toEqual(Array.from(written, (_, call) => sampleOf(call)))
})

test('flush keeps everything now', () => {
  const counts: number[] = []
  const folder = BenchFolder.create(outFolder(), manifestOf(), { onDurable: (count) => counts.push(count) })
  folder.add(records[0]!)
  folder.flush()
  expect([...readRun(folder.path).records()]).toEqual([records[0]])
  expect(counts).toEqual([1])
})

test('at the end all records are there, the manifest says how it ended, and latest points there', () => {
  const out = outFolder()
  const folder = BenchFolder.create(out, manifestOf())
  for (const record of records) folder.add(record)
  folder.finish({ state: 'finished', verdict: 'held', wallMs: 1_234 })
  const run = readRun(join(out, 'latest'))
  expect([...run.records()]).toEqual(records)
  expect(run.manifest).toMatchObject({ state: 'finished', verdict: 'held', wallMs: 1_234, writer: null })
  expect(readlinkSync(join(out, 'latest'))).toBe(basename(folder.path))
})
