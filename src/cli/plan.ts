import { isAbsolute, resolve } from 'node:path'
import type { Reporter, RunReport } from '../harness/report.ts'
import { defaultRealTimeBudgetMs, type Rehearsal } from '../harness/rehearse.ts'
import { Problem } from '../harness/problem.ts'
import type { World } from '../harness/world.ts'
import { loopback, loopbackAt } from '../harness/worlds/index.ts'
import { messages } from '../messages/index.ts'
import { shellWord } from '../reporters/commands.ts'
import { freshSeed } from '../runtime/index.ts'
import type { Arguments } from './commandLine.ts'
import type { Inventory } from './inventory.ts'
import type { Io } from './io.ts'
import { allByName, selectScenarios, selectTargets } from './select.ts'

/** What is used where neither a flag nor the config says anything. */
const defaults = {
  target: 'client',
  world: 'virtual',
  seed: 7,
  reporters: ['json', 'junit', 'html', 'png', 'trace'],
  out: 'reports',
} as const

/** A rehearsal as it was asked for, and where its results go. */
export interface Plan extends Omit<Rehearsal, 'madeBy' | 'onRun'> {
  readonly reporters: readonly Reporter[]
  /** As it is shown. */
  readonly out: string
  readonly outPath: string
}

/** Flags win over the config, the config over the defaults. Throws a `Problem` for a name that leads nowhere. */
export function planOf({ words, flags }: Arguments, inventory: Inventory, { cwd }: Pick<Io, 'cwd'>): Plan {
  const { selected, askedByName } = selectScenarios(words, inventory.scenarios)
  return {
    ...resultsOf(flags, inventory, cwd),
    targets: targetsOf(flags.target, inventory),
    scenarios: selected,
    askedByName,
    worlds: worldsOf(flags, inventory),
    invariants: inventory.ownInvariants,
    realTimeBudgetMs: budgetOf(flags['real-seconds']),
    finish: withCommand,
  }
}

/** What no token brings back, a command does. */
function withCommand(run: RunReport): RunReport {
  const { token, historyHash, target, world, seed, scenario } = run
  if (token !== null || historyHash === null) return run
  const again = `npx brownout test --target ${shellWord(target)} --world ${world} --seed ${seed} ${shellWord(scenario)}`
  return { ...run, again }
}

/** The chances of a rehearsal, and where its results go. */
export function resultsOf(
  flags: Arguments['flags'],
  inventory: Inventory,
  cwd: string,
): Pick<Plan, 'seed' | 'reporters' | 'out' | 'outPath'> {
  const { config } = inventory.loaded
  const seed = flags.seed ?? config.seed ?? defaults.seed
  const out = flags.out ?? config.out ?? defaults.out
  return {
    seed: seed === 'random' ? freshSeed() : seed,
    reporters: reportersOf(flags, inventory),
    out,
    outPath: isAbsolute(out) ? out : resolve(cwd, out),
  }
}

function budgetOf(seconds: number | undefined): number {
  return seconds === undefined ? defaultRealTimeBudgetMs : seconds * 1000
}

/** Who brings a client of their own wants that one judged. */
function targetsOf(asked: readonly string[] | undefined, inventory: Inventory) {
  if (asked === undefined && inventory.ownTargets.length > 0) return inventory.ownTargets
  return selectTargets(asked ?? [defaults.target], inventory.targets, inventory.targetGroups)
}

function worldsOf({ world, port }: Arguments['flags'], { loaded, worlds }: Inventory): readonly World[] {
  const chosen = allByName('world', world ?? loaded.config.worlds ?? [defaults.world], worlds, '--world')
  if (port === undefined) return chosen
  if (!chosen.includes(loopback)) throw new Problem('usage', messages.errors.portWithoutSockets(port))
  if (port === 0) return chosen
  return chosen.map((one) => (one === loopback ? loopbackAt(port) : one))
}

function reportersOf(flags: Arguments['flags'], { loaded, reporters }: Inventory): readonly Reporter[] {
  const configured = loaded.config.reporters?.map((one) => (typeof one === 'string' ? one : one.name))
  const names = flags.reporter ?? configured ?? defaults.reporters
  const where = flags.reporter === undefined ? `${loaded.file}: reporters` : '--reporter'
  const chosen = allByName('reporter', names, reporters, where)
  return [...new Set([...chosen, ...allByName('reporter', flags['add-reporter'] ?? [], reporters, '--add-reporter')])]
}
