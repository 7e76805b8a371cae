import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { program, type MadePage } from './pages.ts'

/** A page stands for its run's folder in `compare`: what is found between two pages is what is found between the folders. */
export function problemsOfComparing(page: MadePage, other: MadePage): string[] {
  const pages = compared([page.file, other.file])
  const folders = compared([dirname(page.file), dirname(other.file)])
  if (pages.status !== folders.status)
    return [`compare ends with ${pages.status}, of the folders with ${folders.status}`]
  const { found } = pages
  if (found === null) return [`compare says nothing of the page: ${pages.stderr}`]
  return isDeepStrictEqual(found, folders.found) ? [] : ['compare finds something else than in the folders']
}

function compared(runs: readonly string[]) {
  const words = [program, 'compare', ...runs, '--json', '--no-config']
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  try {
    const { findings, gates } = JSON.parse(stdout) as Record<string, unknown>
    return { status, stderr, found: { findings, gates } }
  } catch {
    return { status, stderr, found: null }
  }
}
