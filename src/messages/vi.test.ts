import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { vi } from './vi.ts'

/** What is English in every language: help and errors, which scripts and search engines know, and what single commands say. */
const englishOnly = [
  'cells',
  'conformance',
  'coverage',
  'doctor',
  'errors',
  'explore',
  'junit',
  'live',
  'outputs',
  'planCharts',
  'png',
  'program',
  'reporters',
  'runs',
  'serve',
  'show',
  'singleCall',
  'suite',
  'trace',
]

/** The same in both: names, signs, words that Vietnamese engineers use as they are, and what is made of figures alone. */
const alike =
  /brand|upstream|client|none$|stream$|tls|http2|endpoint|source$|instances|load$|bent|option|place|inWorld|infinite|notMeasured|usd|report\.fields\.(seed|commit|node)|milliseconds|progress\.|interval|gate$|amount|\.key$|groups\.failover|setting|worlds\.msw|format\.|columns\.bar|response|maxTokens|day\.limit|console\.progress|report\.title|gate\.no-verdict|charts\.latency\.fault|charts\.(ms|milliseconds|seconds|percent|from)$|planPage\.(rate|percent|money|ms|assumption\.slo|model\.(rpm|tpm|place)|load\.(offered|p50|p99|kept))/

type Group = Readonly<Record<string, unknown>>
const leaves = (group: Group, path = ''): [string, unknown][] =>
  Object.entries(group).flatMap(([name, text]) =>
    typeof text === 'object' && text !== null ? leaves(text as Group, `${path}${name}.`) : [[`${path}${name}`, text]],
  )

/** Of the command line only what stands above the results. */
const isHelp = /^cli\.(?!intro$|config$|noConfig$|stopping$|interrupted$)/

const isTranslated = ([path]: [string, unknown]) => !englishOnly.includes(path.split('.')[0]!) && !isHelp.test(path)
const english = new Map(leaves(en).filter(isTranslated))
const vietnamese = new Map(leaves(vi).filter(isTranslated))

/** The names of what a text is made of, and how often its body uses each. */
function parametersOf(text: unknown): { names: string[]; body: string } {
  const source = String(text)
  const end = source.indexOf('=>')
  const names = [...source.slice(0, end).matchAll(/[a-z]\w*/gi)].map(([name]) => name)
  return { names, body: source.slice(end) }
}

const isUsed = (name: string, body: string) => new RegExp(`\\b${name}\\b`).test(body)

describe('Vietnamese', () => {
  test('has every text that English has, and no other', () => {
    expect([...vietnamese.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  test('is English only where it says so', () => {
    const groups = Object.keys(en).filter((name) => vi[name as keyof typeof vi] === en[name as keyof typeof en])
    expect(groups.toSorted()).toEqual(englishOnly.toSorted())
  })

  test.each([...english].filter(([path]) => !alike.test(path)))('translates %s', (path, text) => {
    expect(String(vietnamese.get(path))).not.toBe(String(text))
  })

  test.each([...english].filter(([, text]) => typeof text === 'function'))(
    'says in %s all that English says',
    (path, text) => {
      const [ours, theirs] = [parametersOf(vietnamese.get(path)), parametersOf(text)]
      const used = theirs.names.filter((name) => isUsed(name, theirs.body))
      expect(used.filter((name) => !isUsed(name, ours.body))).toEqual([])
    },
  )

  test('is written in composed letters: a terminal shows each in one column', () => {
    const wrong = [...vietnamese].filter(([, text]) => String(text) !== String(text).normalize('NFC'))
    expect(wrong).toEqual([])
  })

  test('keeps to the columns of the terminal', () => {
    expect(Object.values(vi.console.verdict).filter((word) => word.length > 10)).toEqual([])
    const widths = (words: Group) => new Set(Object.values(words).map((word) => String(word).length))
    expect(widths(vi.benchReport.light).size).toBe(1)
    expect(widths(vi.benchReport.gate).size).toBe(1)
  })
})
