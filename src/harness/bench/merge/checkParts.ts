import { messages } from '../../../messages/index.ts'
import { Problem } from '../../problem.ts'
import { planDifferences } from '../planDifferences.ts'
import type { BenchManifest, MergedFrom } from '../store/manifest.ts'
import type { BenchRun } from '../store/readRun.ts'
import { isAlive } from '../store/writer.ts'

const words = messages.errors.merge

/** Into how many shards a run is split, and which of them this one holds. A whole run is the one of one. */
export function shardsOf({ merged, shard, state }: BenchManifest): Omit<MergedFrom, 'lostCalls'> {
  if (merged !== null) return merged
  const { index, of } = shard ?? { index: 1, of: 1 }
  return { of, shards: [index], finishedShards: state === 'finished' ? [index] : [] }
}

/** Throws a `Problem` for runs that are not parts of one: it names two of them, and what differs. */
export function checkParts(runs: readonly BenchRun[]): void {
  const [first, ...rest] = runs as readonly [BenchRun, ...BenchRun[]]
  for (const run of runs) {
    const { writer } = run.manifest
    if (writer !== null && isAlive(writer)) throw new Problem('usage', words.stillRunning(run.folder, writer.pid))
  }
  for (const run of rest) {
    if (run.manifest.planHash !== first.manifest.planHash) {
      const differences = planDifferences(first.manifest.plan, run.manifest.plan)
      throw new Problem('usage', words.otherPlan(first.folder, run.folder, differences))
    }
    const [one, other] = [shardsOf(first.manifest).of, shardsOf(run.manifest).of]
    if (one !== other) throw new Problem('usage', words.otherSplit(first.folder, one, run.folder, other))
  }
}
