import type { BenchProfile } from '../harness/bench/benchSettings.ts'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import type { Flags } from './options.ts'

/** The flags of `brownout bench` that say what is asked, and how; they win over a profile of the config. */
export const profileFlags = [
  'models',
  'rate',
  'concurrency',
  'duration',
  'requests',
  'workload',
  'scenario',
  'warm-up',
  'fallback',
  'cache',
  'max-in-flight',
  'deadline',
] as const satisfies readonly (keyof Flags)[]

/** The profile that the flags describe, for `profileOf`. Throws a `Problem` for two that say how calls start. */
export function profileFromFlags(flags: Flags, command = 'bench'): BenchProfile {
  const { models, rate, concurrency, duration, requests, workload, scenario, fallback, cache, deadline } = flags
  if (rate !== undefined && concurrency !== undefined)
    throw new Problem('usage', messages.errors.benchFlags.twoEnds('--rate', '--concurrency', command))
  const given = { models, rate, concurrency, duration, requests, workload, scenario, fallback, cache, deadline }
  const all = { ...given, warmUp: flags['warm-up'], maxInFlight: flags['max-in-flight'] }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
