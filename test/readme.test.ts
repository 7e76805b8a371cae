import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { readReadme, typescriptBlocks, withOutputs } from './support/readme.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(root, 'test', '.readme-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('README.md', () => {
  const readme = readReadme()

  test.each(typescriptBlocks(readme).map((code, index) => [index, code] as const))(
    'snippet %i runs, and prints what its comment says',
    async (index, code) => {
      const file = join(folder, `snippet-${index}.ts`)
      writeFileSync(file, code.replaceAll("'brownout'", "'../../src/index.ts'"))
      const log = vi.spyOn(console, 'log').mockImplementation(() => {})
      await import(pathToFileURL(file).href)
      const printed = log.mock.calls.map((words) => words.join(' '))
      log.mockRestore()
      expect(printed).toEqual([...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, said]) => said))
    },
  )

  test('shows what the commands print today (npm run docs writes it)', async () => {
    expect(await withOutputs(readme)).toBe(readme)
  })
})
