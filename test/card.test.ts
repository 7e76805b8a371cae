import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** The user's card: seven packages, each with the issue that brings its use, and the paths at the top. */
const packages = [
  { name: 'vitest', comesWithIssue: 2 },
  { name: 'msw', comesWithIssue: 2 },
  { name: 'fast-check', comesWithIssue: 2 },
  { name: 'undici', comesWithIssue: 2 },
  { name: 'yargs', comesWithIssue: 2 },
  { name: 'tinybench', comesWithIssue: 3 },
  { name: 'chartjs-node-canvas', comesWithIssue: 8 },
]
const paths = [
  'src/harness',
  'src/scenarios',
  'src/reporters',
  'fixtures',
  'reports',
  'package.json',
  'tsconfig.json',
  'bench.config.ts',
]

/** Raise this with each issue that lands. */
const landedIssue = 3

const sources = ['src', 'test', 'bench']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(root, folder, path)),
  )
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(path, 'utf8'))

const isImported = (name: string) => {
  const pattern = new RegExp(`(?:from|import\\()\\s*'${name}(?:/[^']*)?'`)
  return sources.some((text) => pattern.test(text))
}

describe("the user's card", () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const declared = { ...manifest['dependencies'], ...manifest['devDependencies'] }

  test.each(packages)('declares $name', ({ name }) => {
    expect(declared[name]).toMatch(/^\d/)
  })

  test.each(packages.filter(({ comesWithIssue }) => comesWithIssue <= landedIssue))('really uses $name', ({ name }) => {
    expect(isImported(name)).toBe(true)
  })

  test('would notice a package that nobody imports', () => {
    expect(isImported('left-pad')).toBe(false)
  })

  test.each(paths)('has %s', (path) => {
    expect(existsSync(join(root, path))).toBe(true)
  })
})
