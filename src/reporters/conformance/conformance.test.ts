import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileText, steering } from '../../../test/support/hostileText.ts'
import { hostileTexts } from '../../../test/support/sampleReport.ts'
import { sampleTable, tableWithHostileText } from '../../../test/support/sampleTable.ts'
import { readStrictly, shapeOf } from '../../../test/support/strictMarkup.ts'
import type { ConformanceTable } from '../../harness/conformance/table.ts'
import { conformanceHtml } from './html.ts'
import { conformanceMarkdown } from './markdown.ts'

const page = conformanceHtml(sampleTable)
const elements = readStrictly(page, 'html')

/** What a reader sees, without markup. */
function textOf(content: string): string {
  return content
    .slice(content.indexOf('<body'), content.includes('<script>') ? content.indexOf('<script>') : undefined)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\s+/g, ' ')
}

describe('the page by itself', () => {
  test('forbids itself all scripts but its own, and requests', () => {
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
    expect(policy!.attributes['content']).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')
    const names = new Set(elements.map(({ name }) => name))
    for (const name of ['link', 'img', 'iframe', 'object', 'form', 'base']) expect(names).not.toContain(name)
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

  test('headings go down step by step, tables have captions and lie in boxes that scroll', () => {
    const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []))
    expect(levels[0]).toBe(1)
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1))
    elements.forEach(({ name }, index) => {
      if (name !== 'table') return
      expect(elements[index - 1]!.attributes).toMatchObject({ class: 'scroll', role: 'group', tabindex: '0' })
      expect(elements[index + 1]!.name).toBe('caption')
    })
  })
})

describe('the page tells', () => {
  const cells = elements.flatMap(({ attributes }) =>
    attributes['class']?.startsWith('cell ') === true ? [attributes] : [],
  )

  test('every verdict, each in its own way, and what was not played', () => {
    const classes = cells.map((attributes) => attributes['class']!.slice(5))
    expect(Object.entries(Object.groupBy(classes, (one) => one)).map(([name, all]) => [name, all!.length])).toEqual([
      ['pass', 6],
      ['fail', 4],
      ['non-strict', 1],
      ['absent', 1],
      ['flaky', 1],
      ['hang', 1],
      ['unknown', 1],
    ])
  })

  test('of every red cell and of no other, the command that plays it again, behind a link', () => {
    const rows = page.match(/<tr>.*?<\/tr>/gs)!
    const row = rows.find((one) => one.includes('ra-garbage-word'))!
    expect(row.match(/<a /g)).toHaveLength(1)
    const [, place] = /href="#([^"]+)"/.exec(row)!
    const item = page.slice(page.indexOf(`<li id="${place}"`))
    expect(textOf(`<body>${item.slice(0, item.indexOf('</li>'))}`)).toContain(
      "ra-garbage-word: npx brownout judge --exec 'python3 examples/ask.py' ra-garbage-word",
    )
    expect(page.match(/class="cell [a-z-]+"[^>]*>\s*<a/g)).toHaveLength(5)
  })

  const text = textOf(page)
  test.each([
    ['how many', '3 LLM API clients on 5 bad days'],
    ['for which day, by what', 'As of 2026-05-31; brownout 0.1.0, Node v26.10.0.'],
    ['a version', 'sdk-one 1.2.3'],
    ['a time-out, and that there is none', 'none: it knows no such option'],
    ['a breach', 'call 0 came back after 200 ms; the server had asked for 2000 ms'],
    ['the wire', '12 ms -> 429 rate_limited, retry-after 2'],
    ['a rule and its source', 'The rule: A retry never comes earlier than asked. source: RFC 9110 section 10.2.3'],
    ['why something is unknown', 'sdk-one sdk-one knows one base URL tls-expired'],
    ['what is flaky', 'sdk-one net-silent pass, fail'],
    ['that nobody does better', 'Nowhere: no client has a better verdict than ours'],
    ['what was measured, as measured', 'Measured on one machine: read the order of magnitude.'],
    ['what a user feels', '2.1 s; 2.5 attempts; 3 wasted'],
    ['that no answer came', 'no answer; 3 attempts; 12 wasted'],
  ])('%s', (_what, says) => expect(text).toContain(says))

  test('where somebody does better', () => {
    const { cells: all } = sampleTable
    const ours = { ...all['client'], 'tls-expired': { verdict: 'non-strict', reason: 'half of them' } as const }
    const worse: ConformanceTable = { ...sampleTable, cells: { ...all, client: ours } }
    expect(textOf(conformanceHtml(worse))).toContain('tls-expired non-strict half of them python-one (pass)')
    expect(conformanceMarkdown(worse)).toContain('| `tls-expired` | non-strict | half of them | `python-one` (pass) |')
  })
})

describe('the page of Markdown', () => {
  const markdown = conformanceMarkdown(sampleTable)

  test.each([
    '| `ra-garbage-word` (should) | ✓ | ~ | ✗ |',
    '| `net-silent` | ✓ | ≈ | ∞ |',
    '| `200-empty-body` | ✓ | ✗ |  |',
    '| `sdk-one` | 0 | 1 | 2 | 0 | 1 | 1 |',
    '**`success-means-complete`, not-success (fail).** call 0 returned a success',
    'Play it again: `npx brownout test --world loopback --target sdk-one ra-seconds`',
    '```text\n    0 ms  <- asks deepseek-chat\n   12 ms  -> 429 rate_limited',
  ])('has %s', (line) => expect(markdown).toContain(line))

  test('the same table gives the same bytes', () => {
    expect(conformanceMarkdown(structuredClone(sampleTable))).toBe(markdown)
    expect(conformanceHtml(structuredClone(sampleTable))).toBe(page)
  })
})

describe('hostile names', () => {
  test('change nothing about the page, whatever they hold', () => {
    const shape = shapeOf(elements)
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...hostileTexts), hostileText), (text) => {
        const spoiled = conformanceHtml(tableWithHostileText(text))
        expect(shapeOf(readStrictly(spoiled, 'html'))).toEqual(shape)
        expect(steering.test(spoiled)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('change nothing about the page of Markdown', () => {
    const lines = conformanceMarkdown(sampleTable).split('\n')
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...hostileTexts), hostileText), (text) => {
        const spoiled = conformanceMarkdown(tableWithHostileText(text))
        // A backtick makes a fence longer, and only that; what begins a line is ours.
        const begins = (all: readonly string[]) => all.map((line) => /^(#+ |\||```|- |\*\*|<!-- W)?/.exec(line)![0])
        expect(begins(spoiled.split('\n'))).toEqual(begins(lines))
        const blocks = /^(`{3,})text\n.*?\n\1$/gms
        const spans = /(?<!`)(`+)(?!`)[^\n]*?[^`]\1(?!`)/g
        expect(spoiled.replace(blocks, '').replace(spans, '').replace('<!-- ', '')).not.toMatch(/<[a-z!/]/i)
        expect(steering.test(spoiled)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
