import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report, RunReport } from '../../src/harness/report.ts'
import { freshToken } from '../../src/runtime/index.ts'
import { emptyFolder, type } from './commandLine.ts'
import { testee } from './testees.ts'

export interface Judged {
  readonly code: number
  readonly err: string
  readonly report: Report | undefined
  readonly run: RunReport | undefined
  /** The folder with the results. */
  readonly folder: string
  /** Processes of this program that are still there. */
  readonly left: readonly string[]
}

/** `brownout judge` over a program of `test/support/testees`; its last argument is a word that only its processes have. */
export async function judgeTestee(program: string, argv: readonly string[]): Promise<Judged> {
  const mark = freshToken()
  const [name, ...words] = program.split(' ')
  const cwd = emptyFolder()
  const command = [testee(name!), ...words, mark].join(' ')
  const { code, out, err } = await type(['judge', '--exec', command, ...argv, '--json'], cwd)
  const report = out === '' ? undefined : (JSON.parse(out) as Report)
  return { code, err, report, run: report?.runs[0], folder: join(cwd, 'reports/latest'), left: processesWith(mark) }
}

/** Command lines of living processes that hold a word; none where there is no /proc. */
export function processesWith(word: string): string[] {
  return pids().flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return line.includes(word) ? [line] : []
    } catch {
      return []
    }
  })
}

function pids(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}
