import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import { Problem } from '../problem.ts'
import type { BenchProfile, BenchSettings } from './benchSettings.ts'

const words = messages.errors.bench

/** The profile that is taken if none is named. */
const unnamed = 'default'

/** Each of these says how calls start: who names one has not asked for another. */
const loads = ['rate', 'concurrency', 'load'] as const
/** Each of these says when no more are started. */
const ends = ['duration', 'requests'] as const

/**
 * The profile `name` of the config, with the flags over it. Without a name it is `default`, if there is one; `chat`,
 * `long`, `vi` and `en` are profiles that only choose the workload. Throws a `Problem` for a name that leads nowhere.
 */
export function profileOf(
  { bench = {}, gates, slo }: BenchSettings,
  name: string | undefined,
  workloads: readonly string[],
  flags: BenchProfile = {},
): BenchProfile {
  const profile = withFlags(named(bench, name, workloads), flags)
  const limits = { gates: { ...gates, ...profile.gates }, slo: { ...slo, ...profile.slo } }
  return { ...profile, ...limits }
}

function named(
  bench: NonNullable<BenchSettings['bench']>,
  name: string | undefined,
  workloads: readonly string[],
): BenchProfile {
  const own = new Map(Object.entries(bench))
  const found = own.get(name ?? unnamed)
  if (found !== undefined) return found
  if (name === undefined) return {}
  if (workloads.includes(name)) return { workload: name }
  const known = [...own.keys(), ...workloads.filter((one) => !own.has(one))]
  throw new Problem('usage', words.unknownProfile(name, nearest(name, known), known))
}

/** A flag that says how calls start takes the place of whatever the profile says about that. */
function withFlags(profile: BenchProfile, flags: BenchProfile): BenchProfile {
  const replaced = [loads, ends].flatMap((group) => (group.some((key) => flags[key] !== undefined) ? group : []))
  const kept = Object.entries(profile).filter(([key]) => !replaced.some((one) => one === key))
  return { ...Object.fromEntries(kept), ...flags }
}
