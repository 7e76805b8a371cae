import { latestUnfinished, runNamed } from '../../harness/bench/store/findRun.ts'
import type { BenchRun } from '../../harness/bench/store/readRun.ts'
import { demandResumable, reopen } from '../../harness/bench/store/reopen.ts'
import { resumePoint } from '../../harness/bench/store/resumePoint.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import { scenarioOf } from '../bench/askedBench.ts'
import { liveFlags } from '../bench/live.ts'
import { playBench, type BenchRequest } from '../bench/playBench.ts'
import type { Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'
import { takeInventory } from '../inventory.ts'
import { resultsOf } from '../plan.ts'
import { talkOf } from '../playAndReport.ts'

const words = messages.runs
const problems = messages.errors.runs

/** Where the run asks, and how long, is in its plan; that it may cost money is said anew each time. */
const own = liveFlags.filter((flag) => flag !== 'base-url' && flag !== 'max-duration')

/** Goes on with a benchmark that was interrupted, from the first call that has no record. */
export const resume: Command = {
  grammar: {
    flags: [...own, 'reporter', 'add-reporter', 'out', 'json', 'quiet', 'config'],
    words: { atLeast: 0, atMost: 1 },
  },
  run: async (args, io) => {
    const inventory = await takeInventory(args, io)
    const results = resultsOf(args.flags, inventory, io.cwd)
    const [name] = args.words
    const run = name === undefined ? latestUnfinished(results.outPath) : runNamed(name, results.outPath, io.cwd)
    if (run === undefined) throw new Problem('usage', problems.nothingToResume(results.out))
    const { plan, limits, shard, state } = run.manifest
    const talk = talkOf(args, io)
    if (state === 'finished') {
      talk.write(`${inertLine(visible(words.isFinished(run.folder)))}\n`)
      return exitCodes.held
    }
    const point = resumePoint(run)
    demandResumable(run, point)
    talk.write(`${inertLine(visible(words.goesOn(run.folder, point.recorded, point.planned)))}\n`)
    if (plan.world === 'live')
      talk.write(`${words.spentBefore(messages.live.usd(point.spent.spentBeforePicoUsd), point.spent)}\n`)
    const scenario = scenarioOf(plan.scenario, inventory.scenarios)
    const settings = inventory.loaded.config
    const request: BenchRequest = {
      plan: withCap(run, args.flags['max-cost']),
      limits,
      shard: shard ?? undefined,
      scenario,
      settings,
      config: inventory.loaded,
      results,
      args,
    }
    return playBench(request, { point, open: (options) => reopen(run, point, options) }, io)
  },
}

/** The cap is what is typed now: it holds for the run as a whole, what was spent before included. */
function withCap({ manifest: { plan } }: BenchRun, maxCostUsd: string | undefined) {
  return plan.world === 'live' ? { ...plan, maxCostUsd: maxCostUsd?.replace(/^\$/, '') ?? plan.maxCostUsd } : plan
}
