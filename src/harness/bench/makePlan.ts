import { milliseconds } from '../../client/duration.ts'
import { callers, constantCallers, poisson, type LoadSpec } from '../../load/index.ts'
import { perSecondOf } from './amounts.ts'
import { benchModels } from './benchModels.ts'
import type { BenchPlan, BenchWorld, Workload } from './benchPlan.ts'
import type { BenchProfile, BenchSettings } from './benchSettings.ts'

/** What is taken where neither a flag nor the config says anything; docs/bench.md explains each. */
export const benchDefaults = {
  workload: 'chat',
  /** Of the mock so many that a p95 has an interval; of a provider what costs little. */
  ratePerSecond: { mock: 20, server: 2 },
  durationMs: { mock: 30_000, server: 60_000 },
  /** Of the duration, in real time. */
  warmUpShare: 0.1,
  longestWarmUpMs: 5_000,
  /** Below the 1,024 open files that many systems grant: on loopback a call holds two of them. */
  maxInFlight: 400,
  deadlineMs: 60_000,
  margin: 0.1,
} as const

type Whom = keyof typeof benchDefaults.ratePerSecond

/** How long a load lasts that ends by its number of calls. */
const longestMs = 24 * 3_600_000

export interface PlanRequest {
  readonly settings: BenchSettings
  /** From `profileOf`. */
  readonly profile: BenchProfile
  /** As it was loaded, for `profile.workload`. */
  readonly workload: Workload
  readonly world: BenchWorld
  readonly seed: number
  /** Ends in `/v1`; null for the mock. */
  readonly baseURL: string | null
  /** Beside what the profile says; live. */
  readonly maxCalls?: number
  readonly maxDurationMs?: number
  /** USD; live. */
  readonly maxCostUsd?: string
}

/**
 * The plan of a benchmark with every default filled in. Pure: the same request gives the same plan. Throws a `Problem`
 * for a model that is not there; that amounts can be read was checked before.
 */
export function makePlan(request: PlanRequest): BenchPlan {
  const { settings, profile, workload, world, seed, baseURL } = request
  const { cache = workload.cache, requests, maxInFlight = benchDefaults.maxInFlight } = profile
  const whom = baseURL === null ? 'mock' : 'server'
  const durationMs = durationOf(profile, whom)
  return {
    schema: 'brownout/bench-plan/1',
    seed,
    world,
    baseURL,
    models: benchModels(settings.models, profile.models, world),
    fallback: profile.fallback ?? true,
    workload: { ...workload, cache },
    load: loadOf(profile, durationMs, whom),
    maxCalls: least(requests, request.maxCalls),
    maxDurationMs: least(durationMs, request.maxDurationMs),
    warmUpMs: warmUpOf(profile, durationMs, world),
    maxInFlight: profile.concurrency ?? maxInFlight,
    deadlineMs: read('deadline', profile.deadline) ?? benchDefaults.deadlineMs,
    scenario: profile.scenario ?? null,
    maxCostUsd: request.maxCostUsd ?? null,
  }
}

/** Undefined where the number of calls, or a load of the user's own, ends the benchmark. */
function durationOf({ duration, requests, load }: BenchProfile, whom: Whom): number | undefined {
  const given = read('duration', duration)
  return given ?? (requests === undefined && load === undefined ? benchDefaults.durationMs[whom] : undefined)
}

function loadOf(
  { load, rate, concurrency, requests }: BenchProfile,
  durationMs: number | undefined,
  whom: Whom,
): LoadSpec {
  if (load !== undefined) return load
  if (concurrency !== undefined && durationMs === undefined)
    return callers({ callers: concurrency, calls: Math.ceil(requests! / concurrency) })
  if (concurrency !== undefined) return constantCallers({ callers: concurrency, durationMs: durationMs! })
  const perSecond = rate === undefined ? benchDefaults.ratePerSecond[whom] : perSecondOf(rate)
  return poisson({ perSecond: perSecond!, durationMs: durationMs ?? longestMs })
}

/** On a virtual clock nothing warms up, and who counts calls wants that many counted. */
function warmUpOf({ warmUp }: BenchProfile, durationMs: number | undefined, world: BenchWorld): number {
  if (warmUp !== undefined) return milliseconds('warmUp', warmUp)
  if (world === 'virtual' || durationMs === undefined) return 0
  return Math.min(durationMs * benchDefaults.warmUpShare, benchDefaults.longestWarmUpMs)
}

function read(name: string, duration: BenchProfile['duration']): number | undefined {
  return duration === undefined ? undefined : milliseconds(name, duration)
}

function least(...limits: readonly (number | undefined)[]): number | null {
  const given = limits.filter((limit) => limit !== undefined)
  return given.length === 0 ? null : Math.min(...given)
}
