import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { BenchRecord } from '../../../bench/sample.ts'
import { messages } from '../../../messages/index.ts'
import { withFiles } from '../../files.ts'
import { Problem } from '../../problem.ts'
import type { ComparedRun } from '../compare/comparedRun.ts'
import { planHash } from '../planHash.ts'
import { callsOf } from './columns.ts'
import { pageSchema, type EmbeddedBody, type EmbeddedRun } from './embeddedRun.ts'

const words = messages.errors.compare.page
/** A page that unfolds to more is none of ours. */
const mostBytes = 1 << 28
const place = /<script type="application\/json" id="brownout-run">([^<]*)<\/script>/

export function isPage(path: string): boolean {
  return /\.html?$/i.test(path)
}

/** The run that a page of `brownout bench` holds. Throws a `Problem` for a page that holds none, or was damaged. */
export function readPage(path: string, name: string): ComparedRun {
  const text = withFiles('readBaseline', path, () => readFileSync(path, 'utf8'))
  const found = parsed<EmbeddedRun>(place.exec(text)?.[1])
  if (found?.schema !== pageSchema) throw new Problem('usage', words.no(name))
  const body = unfolded(found.body)
  const calls = body === undefined ? undefined : callsOf(body.calls)
  if (body === undefined || calls === undefined || planHash(body.plan) !== found.planHash)
    throw new Problem('usage', words.damaged(name))
  const records: readonly BenchRecord[] = [...calls, ...body.meters]
  const { startedAt, tool, state } = found
  return {
    name,
    startedAt,
    tool,
    plan: body.plan,
    planHash: found.planHash,
    state,
    isExcerpt: true,
    records: () => records,
  }
}

function unfolded(body: unknown): EmbeddedBody | undefined {
  try {
    const text = gunzipSync(Buffer.from(String(body), 'base64'), { maxOutputLength: mostBytes }).toString('utf8')
    const found = parsed<EmbeddedBody>(text)
    const isWhole =
      found !== undefined &&
      typeof found.plan === 'object' &&
      typeof found.calls === 'object' &&
      Array.isArray(found.meters)
    return isWhole ? found : undefined
  } catch {
    return undefined
  }
}

function parsed<Value>(text: string | undefined): Value | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Value)
  } catch {
    return undefined
  }
}
