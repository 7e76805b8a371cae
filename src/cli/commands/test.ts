import { messages } from '../../messages/index.ts'
import type { Arguments } from '../commandLine.ts'
import type { Command } from '../commands.ts'
import { takeInventory, type Inventory } from '../inventory.ts'
import { exitCodeOfSignal } from '../exitCodes.ts'
import { unlessStopped, type Io } from '../io.ts'
import { planOf, type Plan } from '../plan.ts'
import { playAndReport } from '../playAndReport.ts'

const words = messages.cli

/** Judges targets against scenarios, and leaves a folder with all that was found. */
export const test: Command = {
  grammar: {
    flags: [
      'target',
      'world',
      'seed',
      'real-seconds',
      'port',
      'reporter',
      'add-reporter',
      'out',
      'json',
      'quiet',
      'config',
    ],
    words: { atLeast: 0, atMost: Infinity },
  },
  run: async (args, io) => {
    const inventory = await withPrograms(args, await takeInventory(args, io), io)
    if ('stoppedBy' in inventory) return exitCodeOfSignal[inventory.stoppedBy]
    const plan = planOf(args, inventory, io)
    const { file, hash } = inventory.loaded
    return playAndReport(plan, args, { intro: intro(plan, file), config: hash }, io)
  },
}

/** Programs that were named as targets; what starts and speaks to them is loaded for them alone. */
async function withPrograms({ flags }: Arguments, inventory: Inventory, io: Io) {
  const named = (flags.target ?? []).filter((name) => name.startsWith('exec:'))
  if (named.length === 0) return inventory
  const { programTargets } = await import('../judge/programTargets.ts')
  return unlessStopped(io, async () => ({
    ...inventory,
    targets: [...inventory.targets, ...(await programTargets(named, io))],
  }))
}

function intro({ targets, scenarios, worlds, seed }: Plan, configFile: string | null): string {
  const what = words.intro(
    targets.map(({ name }) => name),
    scenarios.length,
    worlds.map(({ name }) => messages.worlds[name]),
    seed,
  )
  return `${configFile === null ? words.noConfig : words.config(configFile)}\n${what}`
}
