import { loadWorkload } from '../../config/workload/loadWorkload.ts'
import { workloadNames } from '../../config/workload/builtInWorkloads.ts'
import type { BenchPlan, BenchWorld } from '../../harness/bench/benchPlan.ts'
import type { BenchProfile, BenchSettings } from '../../harness/bench/benchSettings.ts'
import { benchDefaults, makePlan } from '../../harness/bench/makePlan.ts'
import { profileOf } from '../../harness/bench/profileOf.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { profileFromFlags } from '../benchFlags.ts'
import type { Arguments } from '../commandLine.ts'
import type { Inventory } from '../inventory.ts'
import { byName } from '../select.ts'
import { upstreamFor } from './live.ts'

/** A benchmark as it was asked for: by flags, a profile of the config, and defaults. */
export interface AskedBench {
  readonly plan: BenchPlan
  /** Its gates and limits. */
  readonly profile: BenchProfile
  readonly settings: BenchSettings
  readonly scenario: Scenario | null
}

const words = messages.errors.bench

/** Flags win over the profile, the profile over the defaults. Throws a `Problem` for what makes no sense. */
export function askedBench(
  { words: [profileName], flags }: Arguments,
  { loaded, scenarios }: Inventory,
  seed: number,
  cwd: string,
): AskedBench {
  const settings: BenchSettings = loaded.config
  const profile = profileOf(settings, profileName, workloadNames, profileFromFlags(flags))
  const { world, baseURL } = upstreamFor(flags, settings)
  const plan = makePlan({
    settings,
    profile,
    workload: loadWorkload(cwd, profile.workload ?? benchDefaults.workload),
    world: worldOf(flags.world, world, baseURL),
    seed,
    baseURL,
    ...(flags['max-duration'] === undefined ? {} : { maxDurationMs: flags['max-duration'] }),
    ...(flags['max-cost'] === undefined ? {} : { maxCostUsd: flags['max-cost'].replace(/^\$/, '') }),
  })
  return { plan, profile, settings, scenario: scenarioOf(plan.scenario, scenarios) }
}

/** `--world` chooses where the mock is; a server that is not the mock is where it is. */
function worldOf(asked: readonly string[] | undefined, world: BenchWorld, baseURL: string | null): BenchWorld {
  if (asked === undefined) return world
  const [name, ...others] = asked
  if (others.length > 0 || (name !== 'virtual' && name !== 'loopback')) throw new Problem('usage', words.noWorld(asked))
  if (baseURL !== null && name === 'virtual') throw new Problem('usage', words.serverInWorld(name))
  return baseURL === null ? name : world
}

/** The scenario of that name; null for none. Throws a `Problem` for a name that leads nowhere. */
export function scenarioOf(scenario: string | null, scenarios: readonly Scenario[]): Scenario | null {
  return scenario === null ? null : byName('scenario', scenario, scenarios, `--scenario ${scenario}`)
}
