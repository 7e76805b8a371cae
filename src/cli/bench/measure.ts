import type { BenchRecord } from '../../bench/sample.ts'
import type { BenchPlan, Shard } from '../../harness/bench/benchPlan.ts'
import type { LoadResumption } from '../../harness/bench/driving.ts'
import { RunBudget, type ReachedCap, type RunCaps } from '../../harness/bench/live/runBudget.ts'
import type { RecordSink } from '../../harness/bench/recordSink.ts'
import { runBench, toAll, type AskedServer, type BenchEnd, type BenchOrder } from '../../harness/bench/runBench.ts'
import type { BenchFolder } from '../../harness/bench/store/benchFolder.ts'
import { messages } from '../../messages/index.ts'
import type { StopSignal } from '../exitCodes.ts'
import type { Io } from '../io.ts'
import { graceMs, stopOnSignal } from './stopOnSignal.ts'
import type { Watcher } from './watch.ts'

export interface Measuring extends Pick<BenchOrder, 'scenario'> {
  readonly plan: BenchPlan
  readonly folder: BenchFolder
  /** Undefined: the mock. */
  readonly server: AskedServer | undefined
  /** What a run that is taken up again had come to. */
  readonly spent?: Pick<RunCaps, 'spentBeforePicoUsd' | 'requestsBefore'>
  readonly shard: Shard | undefined
  readonly resumption?: LoadResumption
  readonly watcher: Watcher
  /** Aborted when the disk takes no more. */
  readonly full: AbortSignal
}

export interface Measured {
  readonly end: BenchEnd
  readonly stoppedBy: StopSignal | undefined
  readonly reached: ReachedCap | undefined
  /** Undefined where nothing is billed. */
  readonly budget: RunBudget | undefined
}

/** Makes the calls of a plan until it is over, or the user, a cap or a full disk ends it; every record is in the folder. */
export async function measure(measuring: Measuring, io: Io): Promise<Measured> {
  const { plan, folder, server, spent, shard, resumption, watcher, full, scenario } = measuring
  const latest = new LatestInstant()
  const sink = toAll([folder, latest, ...watcher.sinks])
  const note = (what: 'interrupted' | 'budget-reached' | 'limit-reached', text: string) => {
    sink.add({ type: 'note', atMs: latest.atMs, note: what, text })
    watcher.say(text)
  }
  const capped = new AbortController()
  const budget = budgetOf(server, spent, folder)
  if (budget !== undefined) watcher.spends(budget)
  budget?.onReached((cap) => {
    const { reached } = messages.live
    if (cap === 'max-cost') note('budget-reached', reached[cap](budget.atMostPicoUsd, budget.limitPicoUsd))
    else note('limit-reached', reached[cap](budget.requests))
    capped.abort()
  })
  const grace = graceMs[plan.world]
  const stopping = stopOnSignal(io, grace, () => note('interrupted', messages.benchReport.stopping(grace)))
  const stop = { ...stopping.stop, signal: AbortSignal.any([stopping.stop.signal, capped.signal, full]) }
  try {
    const end = await runBench({ plan, scenario, server, budget, sink, shard, resumption, stop })
    return { end, stoppedBy: stopping.stoppedBy(), reached: budget?.reached, budget }
  } finally {
    stopping.close()
  }
}

/** Whatever it lets go is on the disk before it is sent: whoever goes on after a crash knows the most that was spent. */
function budgetOf(
  server: AskedServer | undefined,
  spent: Measuring['spent'],
  folder: BenchFolder,
): RunBudget | undefined {
  const caps = server?.live?.caps
  if (caps === undefined) return undefined
  const keep = (atMostPicoUsd: bigint, requests: number) => folder.keepSpent(atMostPicoUsd, requests)
  return new RunBudget({ ...caps, ...spent, keep })
}

/** Where on the run's time line it has come to, which is where a note belongs. */
class LatestInstant implements RecordSink {
  atMs = 0

  add(record: BenchRecord): void {
    if (record.type === 'budget') return
    const atMs = record.type === 'sample' ? (record.endedMs ?? record.dueMs) : record.atMs
    this.atMs = Math.max(this.atMs, atMs)
  }
}
