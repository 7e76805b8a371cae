import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileText, steering } from '../../test/support/hostileText.ts'
import {
  brokeRun,
  crashedRun,
  heldRun,
  hostileTexts,
  leftOutRun,
  noVerdictRun,
  refusedRun,
  sampleReport,
  withHostileText,
} from '../../test/support/sampleReport.ts'
import { readStrictly, shapeOf } from '../../test/support/strictMarkup.ts'
import type { Report, RunReport } from '../harness/report.ts'
import { junit } from './junit.ts'

const render = (report: Report) => junit.render(report)[0]!.content
const renderRuns = (...runs: RunReport[]) => render({ ...sampleReport, runs })
const elements = (content: string) => readStrictly(content, 'xml')

/** `passed`, or the element that says otherwise, for each test case. */
function endings(content: string): string[] {
  return elements(content).flatMap(({ name }, index, all) => {
    if (name !== 'testcase') return []
    const inside = all[index + 1]?.name ?? ''
    return [['failure', 'error', 'skipped'].includes(inside) ? inside : 'passed']
  })
}

describe('how runs become test cases', () => {
  test('a held run: what was checked passes, what was not is skipped', () => {
    expect(endings(renderRuns(heldRun))).toEqual(['passed', 'passed', 'passed', 'skipped'])
  })

  test('a broken run: each broken rule is a failure that names its proof and its replay', () => {
    const content = renderRuns(brokeRun)
    expect(endings(content)).toEqual(['failure', 'passed', 'failure', 'skipped'])
    expect(content).toContain('- call 3 ended ok with &quot;&quot;, but its answer never finished (events 31)')
    expect(content).toContain('again: npx brownout replay client.virtual.stream-cut.7f3a19')
  })

  test('a rule that had to be tested and was not is a failure, one that had not is skipped', () => {
    expect(endings(renderRuns(noVerdictRun))).toEqual(['passed', 'failure', 'skipped'])
  })

  test('a rule that a held run could not see is skipped, though the scenario exercises it', () => {
    const judged = noVerdictRun.judged
    expect(endings(renderRuns({ ...noVerdictRun, verdict: 'held', judged }))).toEqual(['passed', 'skipped', 'skipped'])
  })

  test('what was not played is skipped with its reason', () => {
    const content = renderRuns(refusedRun, leftOutRun)
    expect(endings(content)).toEqual(['skipped', 'skipped'])
    expect(content).toContain('refused: MSW answers requests and never shows a certificate')
    expect(content).toContain('left out: it lasts 10 min 30 s')
  })

  test('a crash is an error', () => expect(endings(renderRuns(crashedRun))).toEqual(['error']))

  test.each(['broke', 'no-verdict', 'crashed'] as const)('no %s run is green, even if no rule says why', (verdict) => {
    const judged = heldRun.judged
    expect(
      endings(renderRuns({ ...heldRun, verdict, judged })).filter((how) => /failure|error/.test(how)),
    ).toHaveLength(1)
    expect(endings(renderRuns({ ...heldRun, verdict, judged: [], reason: null })).at(-1)).toMatch(/failure|error/)
  })
})

test('one suite per target and world, and its counts are those of its cases', () => {
  const content = render(sampleReport)
  const [all, ...suites] = elements(content).filter(({ name }) => name.startsWith('testsuite'))
  expect(suites.map(({ attributes }) => attributes['name'])).toEqual([
    'client in virtual',
    'client in loopback',
    'client in msw',
  ])
  const ended = endings(content)
  const counted = (how: string) => String(ended.filter((one) => one === how).length)
  expect(all!.attributes).toMatchObject({
    tests: String(ended.length),
    failures: counted('failure'),
    errors: counted('error'),
    skipped: counted('skipped'),
    time: '0.412',
  })
  for (const field of ['tests', 'failures', 'errors', 'skipped']) {
    const sum = suites.reduce((total, { attributes }) => total + Number(attributes[field]), 0)
    expect(String(sum)).toBe(all!.attributes[field])
  }
})

describe('hostile text', () => {
  const shape = shapeOf(elements(render(sampleReport)))

  test.each(hostileTexts)('%j stays text', (text) => {
    const content = render(withHostileText(sampleReport, text))
    expect(shapeOf(elements(content))).toEqual(shape)
    expect(content).not.toMatch(steering)
    expect(content).not.toContain(']]>')
  })

  test('any text stays text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const content = render(withHostileText(sampleReport, text))
        expect(shapeOf(elements(content))).toEqual(shape)
        expect(content).not.toMatch(steering)
      }),
      { numRuns: 80 },
    )
  })
})
