import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { withFiles } from '../../harness/files.ts'
import { readTraffic, type Traffic } from '../../harness/plan/readTraffic.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'

/** The log at a path. Throws a `Problem` for one that is not there, or makes no sense. */
export function trafficIn(file: string, cwd: string): Traffic {
  const path = resolve(cwd, file)
  const text = withFiles('readWorkload', path, () => {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
      throw new Problem('usage', messages.errors.plan.noFile(file))
    return readFileSync(path, 'utf8')
  })
  return readTraffic(text, file)
}
