import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileText, steering } from '../../test/support/hostileText.ts'
import {
  brokeRun,
  heldRun,
  hostileTexts,
  refusedRun,
  sampleReport,
  withHostileText,
} from '../../test/support/sampleReport.ts'
import { readStrictly, shapeOf } from '../../test/support/strictMarkup.ts'
import { noCoverage } from '../harness/explore/coverage/coverage.ts'
import { coverageReport } from '../harness/explore/index.ts'
import { noTallies } from '../harness/explore/tallies.ts'
import type { ExploredTarget } from '../harness/explored/exploredTarget.ts'
import type { Report } from '../harness/report.ts'
import { html } from './html.ts'

const render = (report: Report) => html.render(report)[0]!.content
const page = render(sampleReport)
const elements = readStrictly(page, 'html')

/** What a reader sees, without markup. */
function textOf(content: string): string {
  const body = content.slice(content.indexOf('<body'), content.indexOf('<script>'))
  return body
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
}

describe('the page by itself', () => {
  test('forbids itself all scripts but its own, and requests', () => {
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
    expect(policy!.attributes['content']).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')
    const names = new Set(elements.map(({ name }) => name))
    expect(elements.filter(({ name }) => name === 'script')).toHaveLength(1)
    for (const name of ['link', 'img', 'iframe', 'object', 'form', 'base', 'svg']) expect(names).not.toContain(name)
    expect(page).not.toMatch(/@import|url\(/)
    for (const { attributes } of elements) {
      expect(Object.keys(attributes).filter((name) => /^on|^style$|^src/.test(name))).toEqual([])
      if ('href' in attributes) expect(attributes['href']).toMatch(/^#[a-z0-9-]+$/)
    }
  })

  test('every link leads to a place on the page, and no place is there twice', () => {
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { attributes } of elements) if ('href' in attributes) expect(ids).toContain(attributes['href']!.slice(1))
  })

  test('says its language; headings go down step by step; header cells say what they head', () => {
    expect(elements.find(({ name }) => name === 'html')!.attributes['lang']).toBe('en')
    const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1))
    for (const { name, attributes } of elements) if (name === 'th') expect(attributes['scope']).toMatch(/^(row|col)$/)
    expect(elements.filter(({ name }) => name === 'caption').length).toBe(
      elements.filter(({ name }) => name === 'table').length,
    )
  })

  test('every table lies in a box that scrolls and that a keyboard reaches', () => {
    elements.forEach(({ name }, index) => {
      if (name !== 'table') return
      expect(elements[index - 1]!.attributes).toMatchObject({ class: 'scroll', role: 'group', tabindex: '0' })
    })
  })

  test('the same report gives the same bytes', () => expect(render(structuredClone(sampleReport))).toBe(page))
})

describe('what it tells', () => {
  const text = textOf(page)

  test.each([
    ['the verdict', '1 of 4 runs broke a rule.'],
    ['who broke what', 'stream-cut (client, virtual clock) broke retry-after-honoured and success-means-complete.'],
    ['what was not played, and why', 'MSW answers requests and never shows a certificate'],
    ['what was left out, and why', 'it lasts 10 min 30 s'],
    ['rules never put to the test', 'client, virtual clock: deadline-kept'],
    ['the blame for an unknown', 'no call came near its deadline (had to be tested here)'],
    ['what broke, in a sentence', 'call 1 ended ok with "Hello, wo", but its answer never finished'],
    ['where the rule stands', 'source: OpenAI streaming guide: finish_reason'],
    ['the proof', 'ended ok: "Hello, wo" proof: success-means-complete'],
    ['how to play it again', 'npx brownout replay client.virtual.stream-cut.7f3a19'],
    ['the crash', "the target threw: TypeError: Cannot read properties of undefined (reading 'choices')"],
    ['the size of each run', '600 598 1,358 10 min 30 s 9f2c41d07ab3'],
    ['the seed', 'seed 8338201'],
    ['the commit', 'commit 59ceb9f2d81b6a40c3b0f1c2a9d8e7f60b1a2c3d'],
  ])('%s', (_what, sentence) => expect(text).toContain(sentence))

  test('each cell of the matrix says in words what its sign means', () => {
    for (const words of [
      'held, checked 758 times',
      'broken 2 times',
      'not put to the test',
      'had to be put to the test, but was not',
    ]) {
      expect(text).toContain(words)
    }
  })

  test.each<[string, Partial<Report>, string]>([
    [
      'all held',
      { verdict: 'held', runs: [heldRun, { ...heldRun, scenario: 'other' }] },
      'All 2 scenarios held. Everything that was asked for was played.',
    ],
    [
      'held, something refused',
      { verdict: 'held', runs: [heldRun, { ...refusedRun, world: 'virtual' }] },
      '1 scenario held. Not played: 1 refused.',
    ],
    ['nothing played', { verdict: 'no-verdict', runs: [refusedRun] }, 'No verdict: nothing was played.'],
    ['no runs at all', { verdict: 'no-verdict', runs: [] }, 'No verdict: nothing was played.'],
    [
      'no verdict',
      { verdict: 'no-verdict', runs: [heldRun, { ...heldRun, verdict: 'no-verdict' }] },
      'No verdict on 1 of 2 scenarios.',
    ],
  ])('the headline when %s', (_when, change, headline) => {
    const content = render({ ...sampleReport, ...change })
    readStrictly(content, 'html')
    expect(textOf(content)).toContain(headline)
  })

  test('many broken runs are summed up by target', () => {
    const runs = Array.from({ length: 9 }, (_, index) => ({
      ...brokeRun,
      scenario: `scenario-${index}`,
      target: `t${index % 2}`,
    }))
    const content = textOf(render({ ...sampleReport, runs }))
    expect(content).toContain('t0 broke retry-after-honoured and success-means-complete, in 5 runs.')
  })
})

describe('hostile text', () => {
  const shape = shapeOf(elements)

  test.each(hostileTexts)('%j stays text', (hostile) => {
    const content = render(withHostileText(sampleReport, hostile))
    expect(shapeOf(readStrictly(content, 'html'))).toEqual(shape)
    expect(content).not.toMatch(steering)
  })

  test('any text stays text', () => {
    fc.assert(
      fc.property(hostileText, (hostile) => {
        const content = render(withHostileText(sampleReport, hostile))
        expect(shapeOf(readStrictly(content, 'html'))).toEqual(shape)
        expect(content).not.toMatch(steering)
      }),
      { numRuns: 60 },
    )
  })
})

describe('an exploration', () => {
  const rules = ['deadline-kept', 'retry-after-honoured']
  const explored: ExploredTarget = {
    target: 'mine',
    seed: 7,
    runs: 900,
    cases: 812,
    calls: 5_000,
    attempts: 6_000,
    rules: noTallies(rules),
    coverage: coverageReport(noCoverage(rules), rules),
    found: [
      {
        invariant: 'retry-after-honoured',
        name: 'found-1a2b3c4d',
        message: 'came back too early',
        token: null,
        seed: 0,
        afterCases: 12,
        rulesBefore: 4,
        rules: 1,
        shrinkRuns: 70,
      },
    ],
  }
  const content = render({ ...sampleReport, explored: [explored] })

  test('says what was found how soon, and what was never met', () => {
    const text = textOf(content)
    expect(text).toContain('What was explored')
    expect(text).toContain('812 random days, 5,000 calls, 6,000 attempts, seed 7.')
    expect(text).toContain('retry-after-honoured found-1a2b3c4d day 12 4 to 1 70')
    expect(text).toContain('rules that were never put to the test: deadline-kept and retry-after-honoured')
    readStrictly(content, 'html')
  })

  test('has no part on the page of a rehearsal', () => expect(page).not.toContain('What was explored'))

  test('tells the day of what broke, a line for each model', () => {
    const day = { upstream: ['one: always stall', 'two: as on a good day'], calls: 'burst calls=3', policy: null }
    const told = render({ ...sampleReport, runs: [{ ...brokeRun, day }] })
    expect(told).toMatch(/<dd>one: always stall<\/dd>\s*<dd>two: as on a good day<\/dd>/)
    readStrictly(told, 'html')
  })
})
