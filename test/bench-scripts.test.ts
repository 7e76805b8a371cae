import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const benches = Object.entries(scripts).filter(([name]) => name.startsWith('bench:'))

describe.each(benches)('npm run %s', (name, command) => {
  test('prints the machine, its load and the versions', () => {
    const file = /\bnode\b.*? (bench\/[\w-]+\.ts)/.exec(` ${command}`)?.[1]
    expect(read(file!)).toMatch(/^ *printMachine\(/m)
  })

  test('stands in bench/README.md, with its ratio', () => {
    const row = new RegExp(String.raw`^\| \`npm run ${name}\`\s+\|.+\|.+\|.+\|$`, 'm')
    expect(read('bench/README.md')).toMatch(row)
  })
})

test('there are some', () => {
  expect(benches.length).toBeGreaterThan(3)
})
