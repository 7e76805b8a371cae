import type { BenchPlan, Shard } from '../../harness/bench/benchPlan.ts'
import type { RunBudget } from '../../harness/bench/live/runBudget.ts'
import type { RecordSink } from '../../harness/bench/recordSink.ts'
import { usdOf } from '../../protocol/money/picoUsd.ts'
import { BenchProgress } from '../../reporters/progress/benchProgress.ts'
import { expectedOf } from '../../reporters/progress/expectedOf.ts'
import { RealClock } from '../../runtime/index.ts'
import type { Io } from '../io.ts'
import { LiveProgress } from './liveProgress.ts'

/** What is seen of a benchmark while it runs. */
export interface Watcher {
  readonly sinks: readonly RecordSink[]
  spends(budget: RunBudget): void
  /** Says something above what is seen. */
  say(line: string): void
  /** Nothing of it stays on a terminal. Twice does no harm. */
  stop(): void
}

/** A virtual run is over before anybody could look. */
export function watch(plan: BenchPlan, shard: Shard | undefined, isLoud: boolean, io: Io): Watcher {
  if (!isLoud || plan.world === 'virtual')
    return { sinks: [], spends: () => {}, say: (line) => io.err.write(`${line}\n`), stop: () => {} }
  const progress = new BenchProgress(plan.models.map(({ id }) => id))
  let budget: RunBudget | undefined
  const live = new LiveProgress({
    progress,
    expected: expectedOf(plan, shard),
    sink: io.err,
    env: io.env,
    clock: new RealClock(),
    ...(plan.maxCostUsd === null ? {} : { spentUsd: () => usdOf(budget?.atMostPicoUsd ?? 0n) }),
  })
  return {
    sinks: [progress],
    spends: (found) => void (budget = found),
    say: (line) => live.say(line),
    stop: () => live.stop(),
  }
}
