import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { messages } from '../../../messages/index.ts'
import { withFiles } from '../../files.ts'
import { Problem } from '../../problem.ts'
import { manifestFile } from './manifest.ts'
import { readRun, type BenchRun } from './readRun.ts'

const words = messages.errors.runs

/** The benchmark that is meant, as `folderNamed` finds it. Throws a `Problem` where there is none. */
export function runNamed(name: string, out: string, cwd: string): BenchRun {
  return readRun(folderNamed(name, out, cwd))
}

/**
 * The folder of the run that is meant, of whatever kind: a folder, or the name of one in `out`, or the end of such a name
 * (`k3`). Throws a `Problem` where there is none, or where several are meant.
 */
export function folderNamed(name: string, out: string, cwd: string): string {
  const direct = [resolve(cwd, name), join(out, name)].find(isRun)
  if (direct !== undefined) return direct
  const ending = runNames(out).filter((one) => one.endsWith(name))
  if (ending.length === 1) return join(out, ending[0]!)
  throw new Problem('usage', ending.length === 0 ? words.none(name, out) : words.several(name, ending))
}

/** The benchmark in a folder; undefined where the run there is of another kind. Throws a `Problem` for one that is damaged. */
export function benchRunIn(folder: string): BenchRun | undefined {
  return isBenchmark(folder) ? readRun(folder) : undefined
}

/** The latest run in `out` that is not finished; undefined if there is none. What is no run of a benchmark is passed over. */
export function latestUnfinished(out: string): BenchRun | undefined {
  for (const name of runNames(out).toReversed()) {
    const run = readable(join(out, name))
    if (run !== undefined && run.manifest.state !== 'finished' && run.manifest.merged === null) return run
  }
  return undefined
}

function readable(folder: string): BenchRun | undefined {
  try {
    return readRun(folder)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Oldest first: they begin with the time. */
function runNames(out: string): string[] {
  if (!existsSync(out)) return []
  const names = withFiles('readRun', out, () => readdirSync(out))
  return names.filter((name) => /^\d{4}-\d\d-\d\dT/.test(name) && isRun(join(out, name))).toSorted()
}

function isRun(folder: string): boolean {
  return existsSync(join(folder, manifestFile)) && statSync(join(folder, manifestFile)).isFile()
}

/** Whatever cannot be read is left to those who read it, and say why. */
function isBenchmark(folder: string): boolean {
  const path = join(folder, manifestFile)
  const text = withFiles('readRun', path, () => readFileSync(path, 'utf8'))
  return !/"schema":\s*"brownout\/(?!bench-run\/)/.test(text.slice(0, 200))
}
