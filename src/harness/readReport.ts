import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Schema, Validator } from '@cfworker/json-schema'
import { messages } from '../messages/index.ts'
import { withFiles } from './files.ts'
import { Problem } from './problem.ts'
import type { Report } from './report.ts'

const words = messages.errors.runs

/**
 * The `report.json` of a run's folder. Throws a `Problem` where there is none, and for one that is damaged, of another
 * version, or not what the published schema says.
 */
export async function readReport(folder: string): Promise<Report> {
  const path = join(folder, 'report.json')
  if (!existsSync(path)) throw new Problem('usage', words.noReport(path))
  const text = withFiles('readRun', path, () => readFileSync(path, 'utf8'))
  const found = parsed(text)
  if (found === undefined) throw new Problem('usage', words.damagedReport(path))
  if (found.schema !== 'brownout/report/1') throw new Problem('usage', words.otherReport(path, String(found.schema)))
  const [problem] = (await schema()).validate(found).errors.toReversed()
  if (problem !== undefined)
    throw new Problem('usage', words.strangeReport(path, problem.instanceLocation, found.tool?.version))
  return found
}

/** Loaded only now: who makes a report anew is the only one who needs it. */
async function schema(): Promise<Validator> {
  const { Validator: JsonValidator } = await import('@cfworker/json-schema')
  const text = readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8')
  return new JsonValidator(JSON.parse(text) as Schema, '7')
}

function parsed(text: string): Report | undefined {
  try {
    const found = JSON.parse(text) as Report | null
    return typeof found === 'object' && found !== null ? found : undefined
  } catch {
    return undefined
  }
}
