import { expect, test } from 'vitest'
import { assembleReport, type ReportFacts } from './assembleReport.ts'
import type { RunReport, RunVerdict } from './report.ts'

const facts: ReportFacts = { command: 'x', startedAt: 'now', wallMs: 1, seed: 7, version: '1.2.3', commit: null }
const verdictOf = (verdicts: RunVerdict[], interrupted = false) =>
  assembleReport(
    { ...facts, interrupted },
    verdicts.map((verdict) => ({ verdict }) as RunReport),
  ).verdict

test.each<[RunVerdict[], string]>([
  [['held', 'held'], 'held'],
  [['held', 'refused', 'left-out'], 'held'],
  [['held', 'broke', 'no-verdict', 'crashed'], 'broke'],
  [['held', 'no-verdict'], 'no-verdict'],
  [['held', 'crashed'], 'no-verdict'],
  [['refused', 'left-out'], 'no-verdict'],
  [[], 'no-verdict'],
])('runs that ended %j make a report that says %s', (verdicts, verdict) => {
  expect(verdictOf(verdicts)).toBe(verdict)
})

test('what was interrupted does not hold, but what broke before is broken', () => {
  expect(verdictOf(['held', 'left-out'], true)).toBe('no-verdict')
  expect(verdictOf(['broke', 'left-out'], true)).toBe('broke')
})

test('it says what made it', () => {
  expect(assembleReport(facts, []).tool).toEqual({
    name: 'brownout',
    version: '1.2.3',
    commit: null,
    node: process.version,
  })
})
