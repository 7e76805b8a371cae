import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { withFiles } from '../../harness/files.ts'
import { readTraffic, type Traffic } from '../../harness/plan/readTraffic.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'

const words = messages.errors.plan
/** A text of more does not fit into memory with all that is made of it. */
const mostMegabytes = 256

/** The log at a path. Throws a `Problem` for one that is not there, or makes no sense. */
export function trafficIn(file: string, cwd: string): Traffic {
  const path = resolve(cwd, file)
  const text = withFiles('readWorkload', path, () => {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.isFile() !== true) throw new Problem('usage', words.noFile(file))
    const megabytes = Math.ceil(found.size / 1e6)
    if (megabytes > mostMegabytes) throw new Problem('usage', words.largeFile(file, megabytes, mostMegabytes))
    return readFileSync(path, 'utf8')
  })
  return readTraffic(text, file)
}
