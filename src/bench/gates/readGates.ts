import { messages, type ProblemText } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import {
  distributionNames,
  distributions,
  isMetricName,
  metricNames,
  metricOf,
  type DistributionName,
} from '../metrics/index.ts'
import type { CallLimit } from '../metrics/slo.ts'
import type { Gate } from './gate.ts'
import { readLimit } from './readLimit.ts'

const words = messages.errors.gates

/** What was read, or the first that makes no sense: this layer throws no problems. */
export type Read<Result> = { readonly read: Result } | { readonly problem: ProblemText }

/** Gates as they stand in a config or a file. `where` is said of a problem: the file, or the flag. */
export function readGates(texts: Readonly<Record<string, string>>, where: string): Read<readonly Gate[]> {
  const gates: Gate[] = []
  for (const [name, text] of Object.entries(texts)) {
    if (!isMetricName(name)) return { problem: words.unknownMetric(name, where, meant(name), metricNames.length) }
    const { unit } = metricOf(name).metric
    const limit = readLimit(text, unit)
    if (limit === undefined) return { problem: words.noLimit(name, text, where, words.examples[unit]) }
    gates.push({ metric: name, text, ...limit })
  }
  return { read: gates }
}

/** The limits of one call: metrics without a percentile, as one call has none. */
export function readCallLimits(texts: Readonly<Record<string, string>>, where: string): Read<readonly CallLimit[]> {
  const known = distributionNames.filter((name): name is Exclude<DistributionName, 'gap'> => name !== 'gap')
  const limits: CallLimit[] = []
  for (const [name, text] of Object.entries(texts)) {
    const of = known.find((one) => one === name)
    if (of === undefined) return { problem: words.noCallMetric(name, where, known, callMetricMeant(name, known)) }
    const limit = readLimit(text, distributions[of].unit)
    if (limit === undefined) return { problem: words.noLimit(name, text, where, words.examples.ms) }
    limits.push({ of, comparison: limit.comparison, limitMs: limit.limit })
  }
  return { read: limits }
}

/** `ttft` alone is most of a name. */
function meant(name: string): string | undefined {
  return isMetricName(`${name}.p95`) ? `${name}.p95` : nearest(name, metricNames)
}

function callMetricMeant(name: string, known: readonly string[]): string | undefined {
  const family = name.replace(/\.p\d+(\.\d+)?$/, '')
  return known.includes(family) ? family : nearest(family, known)
}
