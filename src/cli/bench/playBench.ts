import { planHash } from '../../harness/bench/planHash.ts'
import type { Shard } from '../../harness/bench/benchPlan.ts'
import type { AskedServer } from '../../harness/bench/runBench.ts'
import { BenchFolder } from '../../harness/bench/store/benchFolder.ts'
import { provenance } from '../../harness/provenance.ts'
import type { Problem } from '../../harness/problem.ts'
import type { LoadedConfig } from '../../config/loadConfig.ts'
import { wallTime } from '../../runtime/index.ts'
import type { Arguments } from '../commandLine.ts'
import type { ExitCode } from '../exitCodes.ts'
import type { Io } from '../io.ts'
import type { Plan } from '../plan.ts'
import { talkOf } from '../playAndReport.ts'
import type { AskedBench } from './askedBench.ts'
import { conclude } from './conclude.ts'
import { limitsOf } from './gates.ts'
import { introOf } from './introOf.ts'
import { openUpstream } from './live.ts'
import { measure, RunStop } from './measure.ts'
import { watch } from './watch.ts'

export interface BenchRequest extends AskedBench {
  readonly results: Pick<Plan, 'reporters' | 'out' | 'outPath'>
  readonly args: Arguments
  readonly config: LoadedConfig
  readonly shard?: Shard | undefined
}

/** Plays a benchmark to its end, tells of it as it goes on, and leaves a folder with all that was found. */
export async function playBench(request: BenchRequest, io: Io): Promise<ExitCode> {
  const { plan, profile, scenario, args, config, results, settings, shard } = request
  // Whatever makes no sense is told before anything is sent.
  const limits = limitsOf(profile, config.file ?? 'bench.config.ts')
  const opened =
    plan.baseURL === null
      ? undefined
      : await openUpstream(
          { ...plan, baseURL: plan.baseURL },
          args.flags,
          settings,
          config.file ?? 'the models table',
          io,
        )
  const server: AskedServer | undefined =
    opened === undefined
      ? undefined
      : { transport: opened.transport, baseURL: plan.baseURL!, apiKey: opened.live?.key.reveal() ?? 'none' }
  const stop = new RunStop()
  let problem: Problem | undefined
  const { version, commit } = provenance()
  const folder = BenchFolder.create(
    results.outPath,
    {
      schema: 'brownout/bench-run/1',
      tool: { name: 'brownout', version, commit, node: process.version },
      command: args.typed,
      startedAt: wallTime(),
      config: config.hash,
      plan,
      planHash: planHash(plan),
      shard: shard ?? null,
      merged: null,
      verdict: null,
      wallMs: null,
      calibration: null,
    },
    {
      onProblem: (found) => {
        problem = found
        stop.stop()
      },
    },
  )
  const talk = talkOf(args, io)
  const isLoud = args.flags.quiet !== true
  if (isLoud) talk.write(`${introOf(plan)}\n\n`)
  const watcher = watch(plan, shard, isLoud, io)
  try {
    const measured = await measure(
      {
        plan,
        script: scenario?.upstream ?? null,
        folder,
        server,
        caps: opened?.live?.caps,
        shard,
        watchers: watcher.sinks,
        onBudget: (budget) => watcher.spends(budget),
      },
      stop,
      io,
    )
    watcher.stop()
    return conclude({ ...request, limits, folder, measured, problem }, io)
  } finally {
    watcher.stop()
  }
}
