import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { samplePlan } from '../../../test/support/benchManifest.ts'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import { playRun } from '../../../test/support/shardRuns.ts'
import { readRun } from '../../harness/bench/store/readRun.ts'

/** Three machines have measured a run of a hundred calls, each into a folder of its own. */
async function measured() {
  const cwd = emptyFolder()
  for (const index of [1, 2, 3]) await playRun(samplePlan, join(cwd, `machine-${index}`), { index, of: 3 })
  return { cwd, folders: [1, 2, 3].map((index) => `machine-${index}/latest`) }
}

test('the shards of several machines become one run, which latest points at', async () => {
  const { cwd, folders } = await measured()
  const { code, out, err } = await type(['merge', ...folders], cwd)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^Merged 3 runs: 100 of 100 calls\.\nShards: 3 of 3\.\nRun: reports\/2026-11-23T041233-\w+\n$/)
  const run = readRun(join(cwd, 'reports/latest'))
  expect([...run.records()]).toHaveLength(100)
  expect(run.manifest).toMatchObject({ command: `brownout merge ${folders.join(' ')}`, state: 'finished' })
})

test('what is missing is told and counted, and there is no verdict', async () => {
  const { cwd, folders } = await measured()
  const path = join(cwd, folders[2]!, 'history.ndjson')
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, -7))
  const { code, out } = await type(['merge', folders[0]!, folders[2]!, '--out', 'merged'], cwd)
  expect(code).toBe(3)
  expect(out).toMatch(
    /^Merged 2 runs: 66 of 100 calls\.\nShards: 2 of 3\.\nMissing: 2\/3\.\nLost: 34 calls of the plan that nobody recorded\./,
  )
  expect(out).toMatch(/\nNot read in machine-3\/latest: 1 line, \d+ bytes\.\nRun: merged\//)
})

test('a folder that holds no run is a problem that names it', async () => {
  const { cwd, folders } = await measured()
  const { code, err } = await type(['merge', folders[0]!, 'nowhere'], cwd)
  expect(code).toBe(2)
  expect(err).toMatch(/There is no run in this folder\.\n.*nowhere\n/)
  expect((await type(['merge'], cwd)).err).toContain('the folders of runs')
})
