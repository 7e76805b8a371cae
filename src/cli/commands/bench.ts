import { askedBench } from '../bench/askedBench.ts'
import { liveFlags } from '../bench/live.ts'
import { newPlace, playBench } from '../bench/playBench.ts'
import { profileFlags } from '../benchFlags.ts'
import type { Command } from '../commands.ts'
import { takeInventory } from '../inventory.ts'
import { resultsOf } from '../plan.ts'

/** Measures models through the client: latency, cost, failures, on the mock unless the command line says `--live`. */
export const bench: Command = {
  grammar: {
    flags: [
      ...profileFlags,
      'world',
      'seed',
      'shard',
      ...liveFlags,
      'reporter',
      'add-reporter',
      'out',
      'json',
      'quiet',
      'config',
    ],
    words: { atLeast: 0, atMost: 1 },
  },
  run: async (args, io) => {
    const inventory = await takeInventory(args, io)
    const results = resultsOf(args.flags, inventory, io.cwd)
    const { plan, profile, settings, scenario } = askedBench(args, inventory, results.seed, io.cwd)
    const { gates = {}, slo = {} } = profile
    const { shard } = args.flags
    const request = { plan, limits: { gates, slo }, shard, scenario, settings, config: inventory.loaded, results, args }
    return playBench(request, newPlace(request), io)
  },
}
