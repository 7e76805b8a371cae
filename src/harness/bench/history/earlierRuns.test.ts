import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifestOf } from '../../../../test/support/benchManifest.ts'
import { benchPlan } from '../../../../test/support/benchPlan.ts'
import { outFolder } from '../../../../test/support/benchRuns.ts'
import { many } from '../../../../test/support/benchSamples.ts'
import { summarise } from '../../../bench/metrics/summarise.ts'
import type { BenchPlan } from '../benchPlan.ts'
import { earlierRuns } from './earlierRuns.ts'

const summary = summarise(many(500))
const asked = benchPlan()
const tool = { name: 'brownout', version: '1.2.3', commit: 'c0ffee', node: 'v26.0.0' } as const

/** Leaves a run in `out`, as it is found there. */
function leave(out: string, name: string, plan: BenchPlan = asked, state: 'finished' | 'interrupted' = 'finished') {
  const folder = join(out, name)
  mkdirSync(folder)
  const manifest = manifestOf(plan, { state, tool })
  writeFileSync(join(folder, 'run.json'), JSON.stringify(manifest))
  const { startedAt } = manifest
  writeFileSync(join(folder, 'report.json'), JSON.stringify({ startedAt, tool, bench: { summary } }))
  return { folder, manifest }
}
const namesBeside = (run: ReturnType<typeof leave>) => earlierRuns(run).map(({ name }) => name)

describe('earlier runs', () => {
  test('are those that asked the same and are older, the oldest first; chance and length may differ', () => {
    const out = outFolder()
    leave(out, '2026-05-02T080000-b', { ...asked, seed: 99, maxDurationMs: 1_000 })
    leave(out, '2026-05-01T080000-a')
    leave(out, '2026-05-09T080000-later')
    leave(out, '2026-05-03T080000-other', { ...asked, deadlineMs: asked.deadlineMs + 1 })
    leave(out, '2026-05-04T080000-stopped', asked, 'interrupted')
    const own = leave(out, '2026-05-08T080000-own')
    expect(namesBeside(own)).toEqual(['2026-05-01T080000-a', '2026-05-02T080000-b'])
  })

  test('tell their figures with intervals', () => {
    const out = outFolder()
    leave(out, '2026-05-01T080000-a')
    const [run] = earlierRuns(leave(out, '2026-05-08T080000-own'))
    const { value, interval } = summary.whole.metrics['total.p95']
    expect(run).toMatchObject({ calls: 500, commit: 'c0ffee' })
    expect(run!.metrics['total.p95']).toEqual({ value, interval })
  })

  test('are passed over where they cannot be read', () => {
    const out = outFolder()
    const { folder } = leave(out, '2026-05-01T080000-a')
    writeFileSync(join(folder, 'report.json'), '{')
    mkdirSync(join(out, '2026-05-02T080000-empty'))
    writeFileSync(join(out, '2026-05-03T080000-file'), '')
    expect(namesBeside(leave(out, '2026-05-08T080000-own'))).toEqual([])
  })
})
