import { messages } from '../../messages/index.ts'
import { askedBench } from '../bench/askedBench.ts'
import { liveFlags } from '../bench/live.ts'
import { playBench } from '../bench/playBench.ts'
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
    words: { atLeast: 0, atMost: 1, wanted: messages.cli.bench.wanted },
  },
  run: async (args, io) => {
    const inventory = await takeInventory(args, io)
    const results = resultsOf(args.flags, inventory, io.cwd)
    const asked = askedBench(args, inventory, results.seed, io.cwd)
    return playBench({ ...asked, results, args, config: inventory.loaded }, io)
  },
}
