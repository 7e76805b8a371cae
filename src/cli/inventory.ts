import { allScenarios } from '../config/allScenarios.ts'
import type { Config, ConfiguredTarget } from '../config/defineConfig.ts'
import { loadConfig, type LoadedConfig } from '../config/loadConfig.ts'
import type { Reporter } from '../harness/report.ts'
import { worlds } from '../harness/worlds/index.ts'
import type { World } from '../harness/world.ts'
import type { Invariant } from '../invariants/index.ts'
import { reporters } from '../reporters/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { targetGroups, targets, type Target } from '../targets/index.ts'
import type { Arguments } from './commandLine.ts'
import type { Io } from './io.ts'

/** Everything that can be named on the command line: what is built in, and what the config brings. */
export interface Inventory {
  readonly loaded: LoadedConfig
  readonly targets: readonly Target[]
  /** Those of the config. */
  readonly ownTargets: readonly Target[]
  readonly targetGroups: Readonly<Record<string, readonly Target[]>>
  readonly scenarios: readonly Scenario[]
  /** Those of the config: the built-in ones judge in any case. */
  readonly ownInvariants: readonly Invariant[]
  readonly reporters: readonly Reporter[]
  readonly worlds: readonly World[]
}

export async function takeInventory({ flags }: Arguments, { cwd }: Io): Promise<Inventory> {
  const loaded = await loadConfig(cwd, flags.config)
  const { config } = loaded
  const ownTargets = targetsOf(config)
  const ownReporters = (config.reporters ?? []).filter((one) => typeof one !== 'string')
  return {
    loaded,
    targets: [...targets, ...ownTargets],
    ownTargets,
    targetGroups,
    scenarios: await allScenarios(loaded, cwd),
    ownInvariants: config.invariants ?? [],
    reporters: [...Object.values(reporters), ...ownReporters],
    worlds,
  }
}

/** The targets of a config, as if they were built in. */
export function targetsOf({ targets: own = {} }: Config): Target[] {
  return Object.entries(own).map(([key, target]) => named(key, target))
}

/**
 * A target of the config without a name is called by its key. What a class inherits no spread sees, and its methods need
 * their object.
 */
function named(key: string, target: ConfiguredTarget): Target {
  const { name = key, doc, vantage, supports, notPromised = [] } = target
  const prepare = target.prepare === undefined ? {} : { prepare: async () => target.prepare?.() }
  return { ...target, ...prepare, name, doc, vantage, supports, notPromised, open: (setup) => target.open(setup) }
}
