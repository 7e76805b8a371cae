import type { LoadedConfig } from '../../config/loadConfig.ts'
import type { BenchPlan, Shard } from '../../harness/bench/benchPlan.ts'
import type { BenchSettings } from '../../harness/bench/benchSettings.ts'
import { planHash } from '../../harness/bench/planHash.ts'
import type { AskedServer } from '../../harness/bench/runBench.ts'
import { BenchFolder, type BenchFolderOptions } from '../../harness/bench/store/benchFolder.ts'
import type { BenchManifest } from '../../harness/bench/store/manifest.ts'
import type { ResumePoint } from '../../harness/bench/store/resumePoint.ts'
import { provenance } from '../../harness/provenance.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { wallTime } from '../../runtime/index.ts'
import type { Arguments } from '../commandLine.ts'
import type { ExitCode } from '../exitCodes.ts'
import type { Io } from '../io.ts'
import type { Plan } from '../plan.ts'
import { talkOf } from '../playAndReport.ts'
import { conclude } from './conclude.ts'
import { limitsOf } from './gates.ts'
import { introOf } from './introOf.ts'
import { openUpstream } from './live.ts'
import { measure } from './measure.ts'
import { watch } from './watch.ts'

/** A benchmark, new or taken up again, with all that decides how it is played. */
export interface BenchRequest {
  readonly plan: BenchPlan
  readonly limits: BenchManifest['limits']
  readonly shard: Shard | undefined
  readonly scenario: Scenario | null
  readonly settings: BenchSettings
  readonly config: LoadedConfig
  readonly results: Pick<Plan, 'reporters' | 'outPath'>
  readonly args: Arguments
}

/** Makes the run's folder, or opens it again; `point` says where a run stands that is taken up again. */
export interface BenchPlace {
  open(options: BenchFolderOptions): BenchFolder
  readonly point?: ResumePoint
}

/** Plays a benchmark to its end, tells of it as it goes on, and leaves a folder with all that was found. */
export async function playBench(request: BenchRequest, place: BenchPlace, io: Io): Promise<ExitCode> {
  const { plan, shard, scenario, args, config } = request
  // Whatever makes no sense is told before anything is asked, and everything is asked before anything is sent.
  const limits = limitsOf(request.limits, config.file ?? 'bench.config.ts')
  const server = await serverOf(request, io)
  const full = new AbortController()
  const folder = place.open({ onProblem: () => full.abort() })
  const isLoud = args.flags.quiet !== true
  if (isLoud) talkOf(args, io).write(`${introOf(plan)}\n\n`)
  const watcher = watch(plan, shard, isLoud, io)
  const { point } = place
  try {
    const measured = await measure(
      {
        plan,
        folder,
        server,
        shard,
        watcher,
        full: full.signal,
        scenario: scenario === null ? null : { name: scenario.name, script: scenario.upstream },
        ...(point === undefined ? {} : { resumption: point, spent: point.spent }),
      },
      io,
    )
    watcher.stop()
    const found = { judgedBy: limits, folder, measured, isFull: full.signal.aborted, isResumed: point !== undefined }
    return conclude({ ...request, ...found }, io)
  } catch (error) {
    // Whatever went wrong, what came until then is kept.
    folder.abandon()
    throw error
  } finally {
    watcher.stop()
  }
}

/** A new folder for a run that begins now. */
export function newPlace(request: BenchRequest): BenchPlace {
  const { plan, limits, shard, config, results, args } = request
  const { version, commit } = provenance()
  const manifest = {
    schema: 'brownout/bench-run/1',
    tool: { name: 'brownout', version, commit, node: process.version },
    command: args.typed,
    startedAt: wallTime(),
    config: config.hash,
    plan,
    planHash: planHash(plan),
    limits,
    shard: shard ?? null,
    merged: null,
    verdict: null,
    wallMs: null,
    calibration: null,
  } as const
  return { open: (options) => BenchFolder.create(results.outPath, manifest, options) }
}

async function serverOf({ plan, args, settings, config }: BenchRequest, io: Io): Promise<AskedServer | undefined> {
  const { baseURL } = plan
  if (baseURL === null) return undefined
  return openUpstream({ ...plan, baseURL }, args.flags, settings, config.file ?? 'the models table', io)
}
