import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, vi } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** The TypeScript of a page, block by block. */
export function typescriptBlocks(page: string): string[] {
  return [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!)
}

/** What the comments behind a block's `console.log(…)` say that it prints, line by line. */
export function promisedOutput(code: string): string[] {
  return [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, said]) => said!)
}

/** A folder of this repository that is there for the tests of one file: in it imports work as in the tests. */
export function snippetFolder(): string {
  const folder = mkdtempSync(join(root, 'test', '.snippets-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a block as a module of its own, and gives what it printed. `places` maps each address in it to a local one. */
export async function printedBy(
  code: string,
  file: string,
  places: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const replaced = Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), code)
  const source = replaced
    .replaceAll("from 'brownout'", "from '../../src/index.ts'")
    .replaceAll("from 'brownout/otel'", "from '../../src/otel.ts'")
    .replaceAll("from 'brownout/vitest'", "from '../../src/vitest.ts'")
  writeFileSync(file, source)
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    await import(pathToFileURL(file).href)
    return log.mock.calls.map((words) => words.join(' '))
  } finally {
    log.mockRestore()
  }
}

/** What the compiler says against the blocks, under the rules of this repository: nothing, if they are right. */
export function typeErrorsOf(blocks: readonly string[], folder: string): Promise<string> {
  const files = blocks.map((code, index) => {
    // A block without imports and exports would share its names with the others.
    writeFileSync(join(folder, `block-${index}.ts`), `${code}\nexport {}\n`)
    return `block-${index}.ts`
  })
  // A page shows a function without calling it.
  const compilerOptions = { noUnusedLocals: false }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: [], files }),
  )
  const tsc = join(root, 'node_modules/.bin/tsc')
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', folder], { cwd: root, timeout: 60_000 }, (error, out, err) =>
      resolve(out + err + (error !== null && out === '' ? error.message : '')),
    )
  })
}
