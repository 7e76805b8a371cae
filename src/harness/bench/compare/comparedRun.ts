import { readdirSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import type { BenchRecord } from '../../../bench/sample.ts'
import { messages } from '../../../messages/index.ts'
import { Problem } from '../../problem.ts'
import type { BenchPlan } from '../benchPlan.ts'
import type { BenchManifest } from '../store/manifest.ts'
import { readRun } from '../store/readRun.ts'

/** A run that is compared: a folder, or what was kept of one as a baseline. */
export interface ComparedRun {
  /** As it is told: the folder or the file. */
  readonly name: string
  readonly startedAt: string
  readonly tool: BenchManifest['tool']
  readonly plan: BenchPlan
  readonly planHash: string
  readonly state: BenchManifest['state']
  /** Some of its calls, or some of what is known of them: no run is the same as that. */
  readonly isExcerpt?: true
  readonly records: () => Iterable<BenchRecord>
}

/** The run in a folder. Throws a `Problem` where there is none. */
export function runIn(folder: string, cwd: string): ComparedRun {
  const run = readRun(folder)
  const { startedAt, tool, plan, planHash, state } = run.manifest
  const name = relative(cwd, folder) || '.'
  return { name, startedAt, tool, plan, planHash, state, records: () => run.records() }
}

/**
 * The folder that a word means: a path; `latest` (or `last`) and `previous`, the newest and the one before it; or the end of
 * a folder's name below `out`, as `k3` is of `2026-11-23T0412-k3`. Throws a `Problem` where there is none, or several.
 */
export function folderNamed(word: string, out: string, cwd: string): string {
  if (word === 'latest' || word === 'last') return nth(1, word, out)
  if (word === 'previous') return nth(2, word, out)
  const path = resolve(cwd, word)
  if (isFolder(path)) return path
  const found = runsIn(out).filter((name) => name === word || name.endsWith(`-${word}`))
  if (found.length === 1) return join(out, found[0]!)
  throw new Problem('usage', messages.errors.compare.noRun(word, out, found))
}

function nth(fromEnd: number, word: string, out: string): string {
  const name = runsIn(out).at(-fromEnd)
  if (name === undefined) throw new Problem('usage', messages.errors.compare.noRun(word, out, []))
  return join(out, name)
}

/** Names of the benchmarks below `out`, the oldest first: names begin with the time. Rehearsals lie there, too. */
function runsIn(out: string): string[] {
  if (!isFolder(out)) return []
  const isRun = (name: string) => /^\d{4}-\d\d-\d\dT/.test(basename(name)) && isBenchmark(join(out, name))
  return readdirSync(out).filter(isRun).toSorted()
}

function isBenchmark(folder: string): boolean {
  try {
    readRun(folder)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
