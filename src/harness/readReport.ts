import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { messages } from '../messages/index.ts'
import { withFiles } from './files.ts'
import { Problem } from './problem.ts'
import type { Report } from './report.ts'

const words = messages.errors.runs

/** The `report.json` of a run's folder. Throws a `Problem` where there is none, and for one that is damaged or of another version. */
export function readReport(folder: string): Report {
  const path = join(folder, 'report.json')
  if (!existsSync(path)) throw new Problem('usage', words.noReport(path))
  const text = withFiles('readRun', path, () => readFileSync(path, 'utf8'))
  const found = parsed(text)
  if (found === undefined) throw new Problem('usage', words.damagedReport(path))
  if (found.schema !== 'brownout/report/1') throw new Problem('usage', words.otherReport(path, String(found.schema)))
  return found
}

function parsed(text: string): Report | undefined {
  try {
    const found = JSON.parse(text) as Report | null
    return typeof found === 'object' && found !== null ? found : undefined
  } catch {
    return undefined
  }
}
