import { messages } from '../../messages/index.ts'
import type { Command } from '../commands.ts'
import { takeInventory } from '../inventory.ts'
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
    words: { atLeast: 0, atMost: Infinity, wanted: '' },
  },
  run: async (args, io) => {
    const inventory = await takeInventory(args, io)
    const plan = planOf(args, inventory, io)
    const { file, hash } = inventory.loaded
    return playAndReport(plan, args, { intro: intro(plan, file), config: hash }, io)
  },
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
