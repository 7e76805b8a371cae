import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { freshSeed } from '../src/runtime/random.ts'
import { onceWrong } from './support/onceWrong.ts'
import type { ShardResult } from './support/randomCaseWorker.ts'
import { addTallies, noTallies, tableOf, type Shard, type Tallies } from './support/randomCases.ts'

const seed = Number(process.env['BROWNOUT_SEED'] ?? freshSeed())
const runs = Number(process.env['BROWNOUT_RUNS'] ?? (process.env['CI'] === undefined ? 2_000 : 20_000))

/** Small enough that all cores end together, large enough that random cases are not only the first, small ones. */
const runsPerShard = 500

/** A rule that passed less often over 2,000 cases was hardly put to the test. */
const fewestPasses = 30

/**
 * Rules that no random day puts to the test, only scenarios do: when an outage is over, how much of a quota there is to use
 * and how much money is lost, nobody knows beforehand, and a herd is larger than a random case (`test/herds.test.ts`).
 */
const neverAsked: readonly string[] = ['retries-spread', 'quota-used-well', 'recovers-after-outage', 'waste-bounded']

test(`our client breaks no rule in ${runs} random cases (BROWNOUT_SEED=${seed})`, async () => {
  const startedAtMs = performance.now()
  const threads = Math.min(availableParallelism(), Math.ceil(runs / runsPerShard))
  const tallies = await playOnThreads(shards(), threads)
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
  process.stdout.write(
    `${runs} random cases, seed ${seed}: no alarm, ${seconds} s on ${threads} threads\n${tableOf(tallies)}\n`,
  )
  const fewest = Math.floor((fewestPasses * runs) / 2_000)
  const asked = Object.entries(tallies).filter(([name]) => !neverAsked.includes(name))
  expect(asked.filter(([, { pass }]) => pass < fewest)).toEqual([])
}, 600_000)

/** The cases of a shard are those of a whole run from its seed: `BROWNOUT_SEED=… BROWNOUT_RUNS=…` plays it alone. */
function shards(): Shard[] {
  return Array.from({ length: Math.ceil(runs / runsPerShard) }, (_, index) => ({
    seed: seed + index,
    runs: Math.min(runsPerShard, runs - index * runsPerShard),
    // What was once wrong comes first.
    examples: index === 0 ? onceWrong : [],
  }))
}

async function playOnThreads(left: Shard[], threads: number): Promise<Tallies> {
  const total = noTallies()
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('support/randomCaseWorker.ts', import.meta.url)),
  )
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let shard = left.shift(); shard !== undefined; shard = left.shift()) {
          worker.postMessage(shard)
          const [result] = (await once(worker, 'message')) as [ShardResult]
          if ('alarm' in result)
            throw new Error(`BROWNOUT_SEED=${shard.seed} BROWNOUT_RUNS=${shard.runs} raises it again:\n${result.alarm}`)
          addTallies(total, result.tallies)
        }
      }),
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return total
}
