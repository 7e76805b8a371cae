import { describe, expect, test } from 'vitest'
import { hostileTexts, noVerdictRun, sampleReport, withHostileText } from '../../test/support/sampleReport.ts'
import { readCommands } from '../../test/support/runnerCommands.ts'
import type { RunReport } from '../harness/report.ts'
import { annotationsOf } from './github/annotations.ts'
import { jobSummary } from './github/jobSummary.ts'
import { stepOutputs } from './github/stepOutputs.ts'

const read = (runs: readonly RunReport[]) => readCommands(annotationsOf({ ...sampleReport, runs }).join('\n'))
const copies = (run: RunReport, count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...run, target: `t${index}` }))

describe('annotations', () => {
  test('an error for what failed or crashed, a warning for what has no verdict; what is fine is none', () => {
    expect(read(sampleReport.runs).map(({ command, properties }) => [command, properties['title']])).toEqual([
      ['error', 'retry-after-honoured: failed'],
      ['error', 'success-means-complete: failed'],
      ['error', 'the run: crashed'],
      ['warning', 'deadline-kept: no verdict'],
    ])
  })

  test('the message says where, why, and what plays it again', () => {
    expect(read(sampleReport.runs)[0]!.message.split('\n')).toEqual([
      'client in virtual, stream-cut: call 2 came back to deepseek-chat after 212 ms, 2 s were asked for',
      'again: npx brownout replay client.virtual.stream-cut.7f3a19',
    ])
  })

  test('a rule that was broken often by one target is one annotation', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ ...noVerdictRun, scenario: `s${index}` }))
    const [only, ...others] = read(many)
    expect(others).toEqual([])
    expect(only!.message).toContain('and in 29 more scenarios')
  })

  test('never more than ten: the last one says how many are left', () => {
    expect(read(copies(noVerdictRun, 10))).toHaveLength(10)
    const shown = read(copies(noVerdictRun, 25))
    expect(shown).toHaveLength(10)
    expect(shown[9]!.message).toMatch(/^16 more/)
  })

  test.each(hostileTexts)('whatever comes from outside is one command with one title: %j', (text) => {
    const commands = readCommands(annotationsOf(withHostileText(sampleReport, text)).join('\n'))
    expect(commands.map(({ command, properties }) => [command, Object.keys(properties)])).toEqual(
      ['error', 'error', 'error', 'warning'].map((command) => [command, ['title']]),
    )
  })
})

describe('the summary of a job', () => {
  const lines = Array.from({ length: 1_000 }, (_, index) => `| ${index} ế |\n`).join('')

  test('what fits is all there', () => expect(jobSummary(lines, 100_000)).toBe(lines))

  test('what does not is whole lines within the limit, and says how many are missing', () => {
    for (const most of [200, 1_000, 5_000, 11_000]) {
      const cut = jobSummary(lines, most)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most)
      const kept = cut.split('\n').filter((line) => line.startsWith('| '))
      expect(lines.startsWith(`${kept.join('\n')}\n`)).toBe(true)
      expect(cut).toContain(`${(1_000 - kept.length).toLocaleString('en')} lines left out`)
    }
  })

  test('where there is no room at all, there is nothing', () => {
    for (const most of [-5, 0, 20]) expect(jobSummary(lines, most)).toBe('')
  })
})

test('outputs are one assignment each, whatever the path of the report holds', () => {
  expect(stepOutputs(sampleReport, 'reports/latest/report.html')).toBe(
    'verdict=broke\nreport=reports/latest/report.html\ncost=\n',
  )
  expect(stepOutputs(sampleReport, 'a\nverdict=held\nEND')).toBe(
    'verdict=broke\nreport<<END_END\na\nverdict=held\nEND\nEND_END\ncost=\n',
  )
})
