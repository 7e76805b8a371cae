import { allScenarios } from '../config/allScenarios.ts'
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
  const ownTargets = Object.entries(config.targets ?? {}).map(([key, target]) => named(key, target))
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

/** A target of the config without a name is called by its key. A class's methods need their object. */
function named(key: string, target: Omit<Target, 'name'> & { readonly name?: string }): Target {
  const { name = key, doc, vantage, supports, notPromised = [] } = target
  return { name, doc, vantage, supports, notPromised, open: (setup) => target.open(setup) }
}
