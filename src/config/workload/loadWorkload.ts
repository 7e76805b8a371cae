import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Workload } from '../../harness/bench/benchPlan.ts'
import { withFiles } from '../../harness/files.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import { decoded } from '../json/document.ts'
import { builtInWorkload, isWorkloadName, workloadNames } from './builtInWorkloads.ts'
import { readPrompts } from './readPrompts.ts'
import { workloadOf } from './workloadOf.ts'

const words = messages.errors.workload

/** A plan holds every prompt, and a run's folder holds the plan. */
const largestBytes = 16 * 1024 * 1024

/** The workload of that name, or of the file at that path. Throws a `Problem` for a file that is not there or makes no sense. */
export function loadWorkload(cwd: string, nameOrFile: string): Workload {
  if (isWorkloadName(nameOrFile)) return builtInWorkload(nameOrFile)
  return workloadOf(basename(nameOrFile), readPrompts(textOf(cwd, nameOrFile), nameOrFile))
}

function textOf(cwd: string, file: string): string {
  const path = resolve(cwd, file)
  const bytes = withFiles('readWorkload', path, () => {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) throw new Problem('usage', words.noFile(file, nearest(file, workloadNames), workloadNames))
    if (!found.isFile()) throw new Problem('usage', words.notAFile(file))
    if (found.size > largestBytes) throw new Problem('usage', words.tooLarge(file, found.size, largestBytes))
    return readFileSync(path)
  })
  return decoded(bytes, file, 'file of prompts')
}
