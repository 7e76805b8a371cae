import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../src/cli/main.ts'
import { en } from '../../src/messages/en.ts'
import { vi } from '../../src/messages/vi.ts'

const root = join(import.meta.dirname, '../..')

/** The pages, from the repository, that show what commands print. */
export const pagesWithOutputs = ['README.md', 'docs/vi/huong-dan.md']

export const readPage = (page: string) => readFileSync(join(root, page), 'utf8')

const outputPattern = /<!-- output: brownout (.*?) -->\n(?:```text\n[\s\S]*?```\n)?/g

/** The page with the output of each command that it names put in anew. */
export async function withOutputs(readme: string): Promise<string> {
  const blocks = new Map<string, string>()
  for (const [, command] of readme.matchAll(outputPattern)) blocks.set(command!, await storyOf(command!))
  return readme.replaceAll(
    outputPattern,
    (_whole, command: string) => `<!-- output: brownout ${command} -->\n\`\`\`text\n${blocks.get(command)!}\`\`\`\n`,
  )
}

/** What a command prints about what broke: the part of its output that is the same on every machine and commit. */
async function storyOf(command: string): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'brownout-readme-'))
  let printed = ''
  const sink = { write: (text: string) => void (printed += text), isTTY: false, columns: 80 }
  try {
    await main(command.split(' '), { out: sink, err: sink, cwd, env: {}, onStop: () => () => {} })
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
  const lines = printed.split('\n')
  // Of a benchmark and a plan all but where the folder is, which is new each time.
  if (/^(bench|plan) /.test(command)) {
    const told = lines.filter((line) => !/^(Report:|Everything, )/.test(line)).join('\n')
    return `$ brownout ${command}\n${told.trimEnd()}\n`
  }
  const from = lines.findIndex((line) => line.startsWith('  x '))
  const to = lines.findIndex((line) => [en, vi].some(({ console: { whyItMatters } }) => line.includes(whyItMatters)))
  const story = lines.slice(from, to + 1).map((line) => line.replace(/((?:again|chạy lại): .*\.)[\w-]+$/, '$1…'))
  return `$ brownout ${command}\n${story.join('\n')}\n`
}
