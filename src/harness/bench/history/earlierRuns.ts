import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Reading } from '../../../bench/metrics/benchSummary.ts'
import type { MetricName } from '../../../bench/metrics/index.ts'
import type { Report } from '../../report.ts'
import { isSameQuestion } from '../compare/comparable.ts'
import type { BenchRun } from '../store/readRun.ts'
import { readManifest } from '../store/readManifest.ts'

/** What a run is remembered by. */
export const rememberedMetrics = [
  'total.p95',
  'ttft.p95',
  'cost.per1kGood',
  'success',
] as const satisfies readonly MetricName[]

/** A run that asked the same, earlier: plain JSON. */
export interface EarlierRun {
  /** Of its folder. */
  readonly name: string
  readonly startedAt: string
  readonly commit: string | null
  readonly calls: number
  /** Of all models together. */
  readonly metrics: Readonly<Record<(typeof rememberedMetrics)[number], Pick<Reading, 'value' | 'interval'>>>
}

/** More would be more than a page shows. */
const most = 50

/**
 * Runs beside this one, older than it, that asked the same question and came to their end: the oldest first. What cannot be read
 * is passed over, as a run is measured whether others can be read or not.
 */
export function earlierRuns({ folder, manifest }: Pick<BenchRun, 'folder' | 'manifest'>): EarlierRun[] {
  const [out, own] = [dirname(folder), basename(folder)]
  const found: EarlierRun[] = []
  for (const name of olderThan(own, out)) {
    const run = earlierRun(join(out, name), name, manifest)
    if (run !== undefined) found.unshift(run)
    if (found.length === most) break
  }
  return found
}

/** Names begin with the time: the newest first. */
function olderThan(own: string, out: string): string[] {
  const isRun = (name: string) => /^\d{4}-\d\d-\d\dT/.test(name) && name < own
  try {
    return readdirSync(out).filter(isRun).toSorted().toReversed()
  } catch {
    return []
  }
}

function earlierRun(path: string, name: string, { plan, shard }: BenchRun['manifest']): EarlierRun | undefined {
  try {
    const other = readManifest(path)
    if (other.state !== 'finished' || (other.shard?.index ?? 0) !== (shard?.index ?? 0)) return undefined
    if (!isSameQuestion(other.plan, plan)) return undefined
    const { bench, startedAt, tool } = JSON.parse(readFileSync(join(path, 'report.json'), 'utf8')) as Report
    const { calls, metrics } = bench!.summary.whole
    const remembered = rememberedMetrics.map((metric) => {
      const { value, interval } = metrics[metric]
      return [metric, { value, interval }]
    })
    return {
      name,
      startedAt,
      commit: tool.commit,
      calls,
      metrics: Object.fromEntries(remembered) as EarlierRun['metrics'],
    }
  } catch {
    return undefined
  }
}
