import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { messages } from '../../../messages/index.ts'
import { withFiles } from '../../files.ts'
import { Problem } from '../../problem.ts'
import { planHash } from '../planHash.ts'
import { manifestFile, type BenchManifest } from './manifest.ts'

const words = messages.errors.runs

/** The `run.json` of a benchmark. Throws a `Problem` where there is none, and for one that is damaged or of another kind. */
export function readManifest(folder: string): BenchManifest {
  const path = join(folder, manifestFile)
  if (!existsSync(path)) throw new Problem('usage', words.noRun(folder))
  const text = withFiles('readRun', path, () => readFileSync(path, 'utf8'))
  const found = parsed(text)
  if (found === undefined) throw new Problem('usage', words.damagedManifest(path))
  if (found.schema !== 'brownout/bench-run/1') throw new Problem('usage', words.otherRun(path, String(found.schema)))
  if (typeof found.plan !== 'object' || planHash(found.plan) !== found.planHash)
    throw new Problem('usage', words.damagedManifest(path))
  return found
}

function parsed(text: string): BenchManifest | undefined {
  try {
    const found = JSON.parse(text) as BenchManifest | null
    return typeof found === 'object' && found !== null ? found : undefined
  } catch {
    return undefined
  }
}
