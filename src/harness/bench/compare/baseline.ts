import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { BenchRecord } from '../../../bench/sample.ts'
import { messages } from '../../../messages/index.ts'
import { withFiles, writeWhole } from '../../files.ts'
import { Problem } from '../../problem.ts'
import { planHash } from '../planHash.ts'
import { asBenchRecord } from '../store/benchRecord.ts'
import type { ComparedRun } from './comparedRun.ts'

/** A run in one file that can be committed: its plan, and its records, as the statistics need every call. */
interface Baseline extends Pick<ComparedRun, 'startedAt' | 'tool' | 'plan' | 'planHash' | 'state'> {
  readonly schema: typeof schema
  /** NDJSON, gzip, base64. */
  readonly records: string
}

const schema = 'brownout/bench-baseline/1'
/** Of NDJSON: some two million calls. A file that unfolds to more is none of ours. */
const mostBytes = 1 << 30

/** Returns how many records were kept. Throws a `Problem` where the system refuses. */
export function saveBaseline(path: string, run: ComparedRun): number {
  const { startedAt, tool, plan, planHash: hash, state } = run
  const lines = Array.from(run.records(), (record) => `${JSON.stringify(record)}\n`)
  const records = gzipSync(lines.join('')).toString('base64')
  const baseline: Baseline = { schema, startedAt, tool, state, planHash: hash, plan, records }
  withFiles('write', path, () => writeWhole(path, `${JSON.stringify(baseline, null, 2)}\n`))
  return lines.length
}

/** Throws a `Problem` for a file that is not there, damaged, or of another kind. */
export function readBaseline(path: string, name: string): ComparedRun {
  const text = withFiles('readBaseline', path, () => readFileSync(path, 'utf8'))
  const found = parsed(text)
  const { no } = messages.errors.compare.baseline
  if (found?.schema !== schema) throw new Problem('usage', no(name))
  if (typeof found.plan !== 'object' || found.plan === null || planHash(found.plan) !== found.planHash)
    throw new Problem('usage', no(name))
  const lines = unfolded(found.records, name)
  const { startedAt, tool, plan, state } = found
  return { name, startedAt, tool, plan, state, planHash: found.planHash, records: () => recordsOf(lines, name) }
}

function parsed(text: string): Baseline | undefined {
  try {
    return JSON.parse(text) as Baseline
  } catch {
    return undefined
  }
}

function unfolded(records: unknown, name: string): Buffer {
  try {
    return gunzipSync(Buffer.from(String(records), 'base64'), { maxOutputLength: mostBytes })
  } catch {
    throw new Problem('usage', messages.errors.compare.baseline.damaged(name))
  }
}

/** Line by line: as one string it may be longer than a string can be. */
function* recordsOf(lines: Buffer, name: string): Generator<BenchRecord> {
  for (let from = 0; from < lines.length;) {
    const end = lines.indexOf(0x0a, from)
    const record = recordOf(lines.toString('utf8', from, end < 0 ? lines.length : end))
    if (record === undefined) throw new Problem('usage', messages.errors.compare.baseline.damaged(name))
    yield record
    from = end < 0 ? lines.length : end + 1
  }
}

function recordOf(line: string): BenchRecord | undefined {
  try {
    return asBenchRecord(JSON.parse(line) as Readonly<Record<string, unknown>>)
  } catch {
    return undefined
  }
}
