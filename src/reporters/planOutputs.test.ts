import { expect, test } from 'vitest'
import { samplePlan } from '../../test/support/samplePlan.ts'
import { sampleReport } from '../../test/support/sampleReport.ts'
import type { Report } from '../harness/report.ts'
import { csv } from './csv.ts'
import { annotationsOf } from './github/annotations.ts'
import { junit } from './junit.ts'

const reportOf = (verdict: Report['verdict']): Report => ({ ...sampleReport, verdict, runs: [], plan: samplePlan })
const contentOf = (reporter: typeof junit, verdict: Report['verdict']) =>
  String(reporter.render(reportOf(verdict))[0]!.content)

test('CI sees of a plan whether what is to be carried fits: one case, which fails where it does not', () => {
  const [held, broke] = [contentOf(junit, 'held'), contentOf(junit, 'broke')]
  expect(held).toContain('<testsuites name="brownout" tests="1" failures="0"')
  expect(broke).toContain('<testsuites name="brownout" tests="1" failures="1"')
  expect(broke).toContain(`message="${samplePlan.sentence.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`)
  expect(held).not.toContain('<failure')
})

test('an annotation and a row of the table say the same', () => {
  expect(annotationsOf(reportOf('held'))).toEqual([])
  const [annotation, ...rest] = annotationsOf(reportOf('broke'))
  expect(rest).toEqual([])
  expect(annotation).toMatch(/^::error title=what is to be carried fits%3A /)
  expect(annotation).toContain('37.5 req/s')
  const rows = contentOf(csv, 'broke').split('\r\n')
  expect(rows.filter((row) => row.startsWith('"gate","plan","virtual",'))).toHaveLength(1)
})
