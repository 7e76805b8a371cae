import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { benchPlan } from '../../../../test/support/benchPlan.ts'
import { failed, many } from '../../../../test/support/benchSamples.ts'
import { problemOf } from '../../../../test/support/problemOf.ts'
import { outFolder } from '../../../../test/support/benchRuns.ts'
import type { ComparedRun } from '../compare/comparedRun.ts'
import { planHash } from '../planHash.ts'
import { embedRun } from './embeddedRun.ts'
import { readPage } from './readPage.ts'

const plan = benchPlan()
const tries = [{ model: 'abab6-chat', startedMs: 0, endedMs: 12.5, errorClass: 'overloaded' as const }]
const some = (calls: number) =>
  many(calls, (call) => (call % 9 === 2 ? { ...failed, attempts: 2, tries } : call < 3 ? { warmUp: true } : {}))

function runOf(calls: number): ComparedRun {
  const tool = { name: 'brownout', version: '0.1.0', commit: null, node: 'v26.10.0' } as const
  const records = some(calls)
  const startedAt = '2026-11-23T04:12:07.310Z'
  return { name: 'a', startedAt, tool, plan, planHash: planHash(plan), state: 'finished', records: () => records }
}

function pageWith(json: string): string {
  const path = join(outFolder(), 'report.html')
  writeFileSync(path, `<!doctype html><p>x</p><script type="application/json" id="brownout-run">${json}</script>`)
  return path
}

describe('a page that holds its run', () => {
  test('gives back every call as it was, but for the gaps between tokens', () => {
    const found = readPage(pageWith(JSON.stringify(embedRun(runOf(300), 300))), 'report.html')
    expect([...found.records()]).toEqual(some(300).map((one) => ({ ...one, gaps: [] })))
    expect(found).toMatchObject({ plan, planHash: planHash(plan), state: 'finished', isExcerpt: true })
  })

  test('of many calls holds whole pairs, and says how many', () => {
    const found = embedRun(runOf(2_000), 240_000)!
    expect(found.calls).toBe(240_000)
    expect(found.kept).toBeGreaterThan(300)
    expect(found.kept).toBeLessThan(700)
  })

  test.each([
    ['another schema', JSON.stringify({ schema: 'x' })],
    ['no JSON', '{'],
    ['a body that is cut', JSON.stringify({ ...embedRun(runOf(50), 50)!, body: 'H4sIAAAA' })],
    ['a plan that was changed', JSON.stringify({ ...embedRun(runOf(50), 50)!, planHash: 'other' })],
  ])('%s is told, with how to mend it', (_, json) => {
    const { text } = problemOf(() => readPage(pageWith(json), 'report.html'))
    expect(text.where).toBe('report.html')
    expect(text.mend).toContain('brownout report')
  })
})
