import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { StopSignal } from '../../src/cli/exitCodes.ts'
import { main } from '../../src/cli/main.ts'

export const bin = fileURLToPath(new URL('../../bin/brownout.mjs', import.meta.url))

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** An empty folder that is gone after the test; `files` lie in it. */
export function emptyFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** Gives a command line in this very process. With `stop`, a signal that comes as soon as it is listened for. */
export async function type(argv: readonly string[], cwd: string, stop?: StopSignal): Promise<Ended> {
  const written = { out: '', err: '' }
  const sink = (name: 'out' | 'err') => ({
    write: (text: string) => void (written[name] += text),
    isTTY: false,
    columns: undefined,
  })
  const code = await main(argv, {
    out: sink('out'),
    err: sink('err'),
    cwd,
    env: {},
    onStop: (listener) => {
      if (stop !== undefined) listener(stop)
      return () => {}
    },
  })
  return { code, ...written }
}

/**
 * Gives command lines in one process of plain Node. A config must be loaded as users load it: in vitest's own loader
 * enums and extensionless imports just work, and errors look otherwise.
 */
export function typeInNode(lines: readonly { readonly argv: readonly string[]; readonly cwd: string }[]): Ended[] {
  const script = fileURLToPath(new URL('manyCommandLines.ts', import.meta.url))
  return JSON.parse(
    execFileSync(process.execPath, [script], { input: JSON.stringify(lines), encoding: 'utf8' }),
  ) as Ended[]
}
