import type { Arguments } from './commandLine.ts'
import type { Io } from './io.ts'

/** One thing that can be listed: what it is called and what it is, in a sentence. */
export interface Listed {
  readonly name: string
  readonly doc: string
  readonly [detail: string]: unknown
}

/** What `brownout list` lists; each loads no more than it needs. */
export const kinds = {
  scenarios: async (args: Arguments, io: Io): Promise<Listed[]> => {
    const [{ allScenarios }, loaded] = await Promise.all([import('../config/allScenarios.ts'), configOf(args, io)])
    return (await allScenarios(loaded, io.cwd)).map(({ name, family, requirement, source, strength }) => ({
      name,
      family,
      doc: requirement,
      source,
      strength,
    }))
  },
  faults: async (): Promise<Listed[]> => {
    const { catalogue } = await import('../faults/index.ts')
    return Object.values(catalogue).map(({ type, doc, on, source }) => ({ name: type, doc, bends: on, source }))
  },
  invariants: async (args: Arguments, io: Io): Promise<Listed[]> => {
    const [{ catalogue }, { config }] = await Promise.all([import('../invariants/index.ts'), configOf(args, io)])
    const ordered = Object.values(catalogue).toSorted((one, other) => one.number - other.number)
    return [...ordered, ...(config.invariants ?? [])].map(
      ({ name, number, requirement, source, strength, vantage }) => ({
        name,
        number,
        doc: requirement,
        source,
        strength,
        vantage,
      }),
    )
  },
  targets: async (args: Arguments, io: Io): Promise<Listed[]> => {
    const { takeInventory } = await import('./inventory.ts')
    const { targets, targetGroups } = await takeInventory(args, io)
    return targets.map((target) => ({
      name: target.name,
      doc: target.doc,
      vantage: target.vantage,
      supports: target.supports,
      groups: Object.keys(targetGroups).filter((group) => targetGroups[group]!.includes(target)),
    }))
  },
}

export type Kind = keyof typeof kinds

export const kindNames = Object.keys(kinds) as Kind[]

async function configOf({ flags }: Arguments, { cwd }: Io) {
  const { loadConfig } = await import('../config/loadConfig.ts')
  return loadConfig(cwd, flags.config)
}
