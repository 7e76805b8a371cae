import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** A folder sees itself and the lines above it; folders on the same line are blind to each other. */
const layers = [
  ['runtime', 'messages'],
  ['protocol', 'load'],
  ['history'],
  ['client', 'faults'],
  ['upstream', 'invariants', 'bench'],
  ['targets', 'scenarios'],
  ['harness'],
  ['reporters'],
  ['config'],
  ['suite'],
  ['cli'],
  ['index.ts', 'otel.ts', 'vitest.ts'],
]

/** Narrower than their line allows: the judge reads histories and nothing else. */
const sees: Record<string, readonly string[]> = { invariants: ['history', 'protocol', 'invariants'] }

const root = join(import.meta.dirname, '..')
const source = join(root, 'src')

/** Every TypeScript file below src that ships, by its path from src. */
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(path))
  .toSorted()

const textOf = (path: string) => readFileSync(join(source, path), 'utf8')
/** Comments and strings may name anything; only code is held to the rules. */
const codeOf = (path: string) =>
  textOf(path)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")

const importPattern = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g
const folderOf = (path: string) => path.split('/')[0]!
const lineOf = (folder: string) => layers.findIndex((line) => line.includes(folder))

function importsOf(path: string): string[] {
  return [...textOf(path).matchAll(importPattern)].map(([, target]) =>
    relative(source, normalize(join(source, dirname(path), target!))),
  )
}

describe('the house', () => {
  test('every folder of src has its line', () => {
    expect(new Set(files.map(folderOf).filter((folder) => lineOf(folder) === -1))).toEqual(new Set())
  })

  test('imports point upward only', () => {
    const breaches = files.flatMap((path) =>
      importsOf(path).flatMap((target) => {
        const [from, to] = [folderOf(path), folderOf(target)]
        const allowed = from === to || (sees[from]?.includes(to) ?? lineOf(to) < lineOf(from))
        return allowed ? [] : [`${path} imports ${target}`]
      }),
    )
    expect(breaches).toEqual([])
  })

  test('the rule can be broken: a downward import is seen', () => {
    expect(lineOf('client')).toBeLessThan(lineOf('upstream'))
    expect(lineOf('client')).toBe(lineOf('faults'))
  })
})

/** Somebody else's clients use whatever they use. */
const isUnderTest = (path: string) => path.startsWith('targets/ready/')

describe('the single door', () => {
  const doors: readonly (readonly [name: string, pattern: RegExp])[] = [
    ['the wall clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)/],
    ['timers', /\b(setTimeout|setInterval|setImmediate)\s*\(|\bAbortSignal\.timeout\b/],
    ['measured time', /\bperformance\.|\bprocess\.hrtime\b/],
    ['chance', /\bMath\.random\b|\brandom(UUID|Bytes|Int|FillSync)\b|\bgetRandomValues\b/],
    ['the network', /(?<![.\w])fetch\s*\(/],
  ]
  test.each(doors)('only src/runtime opens the door to %s', (_name, pattern) => {
    const breaches = files.filter(
      (path) => folderOf(path) !== 'runtime' && !isUnderTest(path) && pattern.test(codeOf(path)),
    )
    expect(breaches).toEqual([])
    expect(files.length).toBeGreaterThan(100)
  })

  test('sockets are opened in src/runtime and src/upstream/wire only', () => {
    const sockets = /from 'node:(net|tls|http|https|http2|dgram|dns)'|from 'undici'/
    const breaches = files.filter(
      (path) =>
        folderOf(path) !== 'runtime' &&
        !path.startsWith('upstream/wire/') &&
        !isUnderTest(path) &&
        sockets.test(textOf(path)),
    )
    expect(breaches).toEqual([])
  })

  test('threads are started, and answer, in src/upstream/wire, explorations, plans and the mock of benchmarks only', () => {
    const threads = /from 'node:worker_threads'/
    const users = files.filter((path) => threads.test(textOf(path)))
    expect(users).toEqual([
      'harness/bench/mockWorker.ts',
      'harness/bench/threadMock.ts',
      'harness/explore/worker.ts',
      'harness/plan/player.ts',
      'harness/plan/playerThreads.ts',
      'harness/playingThread.ts',
      'upstream/wire/silentPort.ts',
    ])
  })
})

test('OpenTelemetry is an optional peer: only its types are imported', () => {
  const valueImport = /^(?:import|export) (?!type ).*from '@opentelemetry\//m
  expect(files.filter((path) => valueImport.test(textOf(path)))).toEqual([])
  expect(valueImport.test("import { trace } from '@opentelemetry/api'")).toBe(true)
})

describe('what is made for each client and each call', () => {
  // docs/decisions/0007: it would keep what it belongs to alive until the next full collection.
  const onTheWay = files.filter((path) => ['client', 'runtime'].includes(folderOf(path)))

  test.each([
    ['an accessor in an object literal', /^ {4,}[gs]et [\w$]+\(/m, 'return {\n    get spend() {'],
    [
      'a function literal assigned to a property',
      /\.#?\w+ (?:\?\?)?=\s+(?:async )?(?:\([^()]*\)|\w+) =>/m,
      'this.#open = () =>',
    ],
  ])('has no %s, from the client to the socket', (_what, pattern, example) => {
    expect(onTheWay.filter((path) => pattern.test(codeOf(path)))).toEqual([])
    expect(pattern.test(example)).toBe(true)
  })
})

describe('the size of things', () => {
  const lengths = files.map((path) => ({ path, lines: textOf(path).split('\n').length }))

  test('no file is longer than 300 lines', () => {
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([])
  })

  test('the median file fits on a screen', () => {
    const median = lengths.map(({ lines }) => lines).toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]!
    expect(median).toBeLessThanOrEqual(80)
  })

  test('nothing is called utils, and nothing waits to be written', () => {
    expect(files.filter((path) => /\b(utils?|helpers?|misc)\b/i.test(path))).toEqual([])
    expect(files.filter((path) => /\b(TODO|FIXME|XXX)\b/.test(textOf(path)))).toEqual([])
  })
})

test('ARCHITECTURE.md has a row for every folder', () => {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const folders = ['', 'client'].flatMap((parent) =>
    readdirSync(join(source, parent), { withFileTypes: true }).filter((entry) => entry.isDirectory()),
  )
  const rows = page.split('\n').filter((line) => line.startsWith('|'))
  expect(
    folders.filter(({ name }) => !rows.some((row) => row.includes(`\`${name}\``))).map(({ name }) => name),
  ).toEqual([])
  expect(folders.length).toBeGreaterThan(20)
})

test('every file of the client that ARCHITECTURE.md and CONTRIBUTING.md name is there', () => {
  const pages = ['ARCHITECTURE.md', 'CONTRIBUTING.md'].map((name) => readFileSync(join(root, name), 'utf8')).join('\n')
  const named = [...pages.matchAll(/\b([a-z][\w.-]*\.ts)\b/g)].map(([, name]) => name!)
  const there = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.includes('node_modules'),
  )
  const names = new Set(there.map((path) => path.split('/').at(-1)!))
  expect([...new Set(named)].filter((name) => !names.has(name))).toEqual([])
})
