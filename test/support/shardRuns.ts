import { driveLoad } from '../../src/harness/bench/driveLoad.ts'
import type { BenchClient } from '../../src/harness/bench/benchClient.ts'
import type { BenchPlan, Shard } from '../../src/harness/bench/benchPlan.ts'
import { BenchFolder } from '../../src/harness/bench/store/benchFolder.ts'
import { readRun, type BenchRun } from '../../src/harness/bench/store/readRun.ts'
import { unsettledCall } from '../../src/harness/bench/unmeasured.ts'
import { createRandom, VirtualClock } from '../../src/runtime/index.ts'
import { manifestOf } from './benchManifest.ts'

/** A run in virtual time, of a client whose answers depend on the call alone, as those of a good mock do. */
export async function playRun(plan: BenchPlan, out: string, shard: Shard | null = null): Promise<BenchRun> {
  const clock = new VirtualClock()
  const folder = BenchFolder.create(out, manifestOf(plan, { shard }))
  const random = createRandom(plan.seed)
  const client: BenchClient = {
    call: async ({ call }) => {
      const chance = random.stream('call', call)
      await clock.sleep(Math.round(chance() * 300_000) / 1_000)
      const outcome = chance() < 0.1 ? 'failed' : 'ok-first-try'
      return { ...unsettledCall(clock.now()), outcome, reason: null, errorClass: null, attempts: 1 }
    },
    close: () => Promise.resolve(),
  }
  await clock.run(() => driveLoad({ plan, client, sink: folder, clock, ...(shard === null ? {} : { shard }) }))
  folder.finish({ state: 'finished', wallMs: 1_000 })
  return readRun(folder.path)
}
