import { describe, expect, test } from 'vitest'
import { steering } from '../../test/support/hostileText.ts'
import {
  brokeRun,
  heldRun,
  hostileTexts,
  noVerdictRun,
  refusedRun,
  sampleReport,
} from '../../test/support/sampleReport.ts'
import { readStrictly, shapeOf } from '../../test/support/strictMarkup.ts'
import type { Cell } from '../harness/conformance/cellOf.ts'
import type { Report, RunReport } from '../harness/report.ts'
import { createConsoleReporter } from './console.ts'
import { html } from './html.ts'
import { junit } from './junit.ts'

const cell = (verdict: Cell['verdict'], rest: Partial<Cell> = {}): Cell => ({
  verdict,
  reason: verdict === 'pass' ? null : `why it is ${verdict}`,
  rules: [],
  untested: [],
  ...rest,
})
const again = "npx brownout judge --exec 'python3 app.py' --seed 7 stream-cut"
const target = 'exec:python3 app.py'
const withCell = (run: RunReport, scenario: string, ofRun: Cell, rest: Partial<RunReport> = {}): RunReport => ({
  ...run,
  target,
  world: 'loopback',
  scenario,
  token: null,
  again,
  cell: ofRun,
  ...rest,
})

/** One run of each verdict. */
const runs = [
  withCell(heldRun, 'calm', cell('pass', { untested: ['deadline-kept'] }), { notes: ['it printed garbage'] }),
  withCell(brokeRun, 'soft', cell('non-strict', { rules: ['deadline-kept'] })),
  withCell(brokeRun, 'stream-cut', cell('fail', { rules: ['success-means-complete'] })),
  withCell(brokeRun, 'stalled', cell('hang', { rules: ['every-call-settles'] })),
  withCell(refusedRun, 'streams', cell('unknown')),
  withCell(noVerdictRun, 'noisy', cell('unknown')),
]
const reportOf = (some: readonly RunReport[]): Report => ({ ...sampleReport, verdict: 'broke', runs: some })

function written(report: Report): string {
  let text = ''
  const reporter = createConsoleReporter({
    write: (part) => (text += part),
    isTTY: false,
    columns: 80,
    colour: false,
  })
  report.runs.forEach((run, index) => reporter.runFinished(run, index + 1, report.runs.length))
  reporter.finished(report, undefined)
  return text
}

describe('on the console', () => {
  const text = written(reportOf(runs))

  test('a word for each, and how many of each', () => {
    const words = text
      .split('\n')
      .flatMap((line) => /^  \S+ +\S+ +(pass|non-strict|FAIL|HANG|unknown)/.exec(line)?.[1] ?? [])
    expect(words).toEqual(['pass', 'non-strict', 'FAIL', 'HANG', 'unknown', 'unknown'])
    expect(text).toContain('\n1 pass, 1 non-strict, 1 fail, 1 hang, 2 unknown.\n')
  })

  test('what broke is told with the command that repeats it, what is unknown with its reason, what was noted', () => {
    for (const scenario of ['soft', 'stream-cut', 'stalled']) expect(text).toContain(`  x ${scenario}: `)
    expect(text).not.toContain('x calm')
    expect(text).toContain(again)
    expect(text).toContain('unknown: streams and noisy: why it is unknown')
    expect(text).toContain('noted: calm: it printed garbage')
  })
})

describe('on the page', () => {
  const page = html.render(reportOf(runs))[0]!.content
  const elements = readStrictly(page, 'html')

  test('a cell for each, those that broke with a link to their story', () => {
    const cells = elements.filter(
      ({ name, attributes }) => name === 'td' && /^cell (pass|non|fail|hang|unk)/.test(attributes['class'] ?? ''),
    )
    expect(cells.slice(0, 6).map(({ attributes }) => attributes['class'])).toEqual(
      expect.arrayContaining(['cell pass', 'cell non-strict', 'cell fail', 'cell hang', 'cell unknown']),
    )
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? [])
    expect(ids.filter((id) => id.startsWith('story-'))).toHaveLength(3)
    for (const { attributes } of elements) if ('href' in attributes) expect(ids).toContain(attributes['href']!.slice(1))
  })

  test('says why, what of a pass was not tested, and the command', () => {
    for (const said of [
      'why it is unknown',
      'not put to the test: deadline-kept',
      'it printed garbage',
      '--seed 7 stream-cut',
    ])
      expect(page).toContain(said)
  })
})

describe('in JUnit', () => {
  const file = junit.render(reportOf(runs))[0]!.content

  test('fail and hang are failures, unknown is skipped, non-strict passes and says so', () => {
    const outer = readStrictly(file, 'xml').map(({ name }) => name)
    expect(outer.filter((name) => name === 'testcase')).toHaveLength(6)
    expect(outer.filter((name) => name === 'failure')).toHaveLength(2)
    expect(outer.filter((name) => name === 'skipped')).toHaveLength(2)
    expect(file).toContain('<system-out>non-strict: deadline-kept: why it is non-strict</system-out>')
    expect(file).toContain('message="hang: why it is hang"')
  })
})

test.each(hostileTexts)('whatever a program says is shown and not done: %j', (text) => {
  const hostile = (plain: string) =>
    reportOf([
      withCell(brokeRun, plain, cell('fail', { reason: plain, rules: [plain] }), {
        target: plain,
        again: plain,
        notes: [plain],
      }),
      withCell(refusedRun, 'other', cell('unknown', { reason: plain }), { target: plain }),
    ])
  const shapes = [hostile(text), hostile('plain')].map((report) =>
    [html, junit].map((reporter, index) =>
      shapeOf(readStrictly(reporter.render(report)[0]!.content, index === 0 ? 'html' : 'xml')),
    ),
  )
  expect(shapes[0]).toEqual(shapes[1])
  const console = written(hostile(text)).replaceAll('\n', '')
  expect(steering.test(console)).toBe(false)
})
