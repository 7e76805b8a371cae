import { readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import type { Counterexample } from '../../harness/counterexample/counterexample.ts'
import { withFiles } from '../../harness/files.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { decoded } from '../json/document.ts'
import { readCounterexample } from './readCounterexample.ts'

const words = messages.errors.counterexamples

/** A case of 10,000 rules has some 1 MB. */
const largestBytes = 4 * 1024 * 1024

/** Reads and checks files that a user keeps below `cwd`. Throws a `Problem` for one that is no counterexample. */
export function readCounterexamples(paths: readonly string[], cwd: string): Counterexample[] {
  const fileOf = new Map<string, string>()
  return paths.map((path) => {
    const file = shownAs(path, cwd)
    const read = readCounterexample(textOf(path, file), file)
    const other = fileOf.get(read.name)
    if (other !== undefined) throw new Problem('usage', words.twice(read.name, file, other))
    fileOf.set(read.name, file)
    return read
  })
}

function textOf(path: string, file: string): string {
  const bytes = withFiles('readCounterexamples', path, () => {
    const { size } = statSync(path)
    if (size > largestBytes) throw new Problem('usage', words.tooLarge(file, size, largestBytes))
    return readFileSync(path)
  })
  return decoded(bytes, file, 'counterexample')
}

function shownAs(path: string, cwd: string): string {
  const away = relative(cwd, path)
  return away.startsWith('..') ? path : away
}
