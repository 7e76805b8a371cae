import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { pagesWithOutputs, readPage, withOutputs } from './support/readme.ts'
import { printedBy, promisedOutput, snippetFolder, typeErrorsOf, typescriptBlocks } from './support/snippets.ts'
import { startWire } from './support/wire.ts'

const folder = snippetFolder()
const names = ['README.md', 'docs/suite.md', 'docs/client.md', 'docs/vi/huong-dan.md']
const pages = names.map((name) => [name, readPage(name)] as const)

/** The gateway of the pages, and what `brownout serve` would be, as they are on a good day: on 127.0.0.1. */
async function goodDay(): Promise<Record<string, string>> {
  vi.stubEnv('HOLYSHEEP_API_KEY', 'sk-test')
  const { url } = await startWire({ models: { 'deepseek-chat': [], 'moonshot-v1-8k': [], 'abab6-chat': [] } })
  return { 'https://api.holysheep.ai/v1': `${url()}/v1`, 'http://127.0.0.1:8787/v1': `${url()}/v1` }
}

describe.each(pages)('%s', (name, page) => {
  const blocks = typescriptBlocks(page)

  test.each(blocks.map((code, index) => [index, code] as const))(
    'snippet %i runs, and prints what its comments say',
    async (index, code) => {
      const file = join(folder, `${name.replaceAll(/\W/g, '-')}-${index}.ts`)
      expect(await printedBy(code, file, await goodDay())).toEqual(promisedOutput(code))
    },
  )
})

test('the compiler has nothing against any snippet', { timeout: 60_000 }, async () => {
  const blocks = pages.flatMap(([, page]) => typescriptBlocks(page))
  expect(blocks.length).toBeGreaterThan(10)
  expect(await typeErrorsOf(blocks, folder)).toBe('')
})

test.each(pagesWithOutputs)('%s shows what the commands print today (npm run docs writes it)', async (name) => {
  expect(await withOutputs(readPage(name))).toBe(readPage(name))
})
