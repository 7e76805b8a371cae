import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bin, emptyFolder } from '../support/commandLine.ts'

const root = join(import.meta.dirname, '../..')
const section = readFileSync(join(root, 'README.md'), 'utf8').split('## Judge any client, in any language\n')[1]!
const commands = section
  .split('```')[1]!
  .split('\n')
  .filter((line) => line.startsWith('npx brownout judge'))

/** One case is enough to see that a command works; all of them take a minute. */
const oneCase = '503-x2-then-ok'

/** As it is typed in the repository, but for its patterns. */
function typed(command: string): Promise<{ code: number | null; out: string }> {
  const [program] = /--exec '[^']+'/.exec(command)!
  const line = `"${process.execPath}" "${bin}" judge ${program} ${oneCase} --out "${emptyFolder()}"`
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` }
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', line], { cwd: root, env })
    let out = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.on('close', (code) => resolve({ code, out }))
  })
}

describe('the commands of README.md', () => {
  test('are two: Node and Python', () => {
    expect(commands.map((command) => /'(\w+) /.exec(command)?.[1])).toEqual(['node', 'python3'])
  })

  test.each(commands)('%s', { timeout: 60_000, retry: 2 }, async (command) => {
    const { code, out } = await typed(command)
    expect(out).toContain(`server-error   ${oneCase}`)
    expect(out).toContain('1 pass.')
    expect(code).toBe(0)
  })
})
