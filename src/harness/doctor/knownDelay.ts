import type { BenchRecord } from '../../bench/sample.ts'
import { always, catalogue } from '../../faults/index.ts'
import { constantArrivalRate } from '../../load/index.ts'
import { createRandom } from '../../runtime/index.ts'
import type { BenchPlan } from '../bench/benchPlan.ts'
import { driveLoad } from '../bench/driveLoad.ts'
import { openLoopbackWorld } from '../bench/loopbackWorld.ts'
import { openOurClient } from '../bench/ourClient.ts'

const model = { id: 'doctor', price: null, pricedOn: null }
const warmUpMs = 400
/** A hundred readings: the fewest of which a p99 is more than the longest one. */
const durationMs = 2_400
const perSecond = 50

const plan: BenchPlan = {
  schema: 'brownout/bench-plan/1',
  seed: 1,
  world: 'loopback',
  baseURL: null,
  models: [model],
  fallback: true,
  workload: {
    name: 'doctor',
    prompts: [[{ role: 'user', content: 'How long does it take?' }]],
    maxTokens: 16,
    stream: false,
    cache: 'allow',
  },
  load: constantArrivalRate({ perSecond, durationMs }),
  maxCalls: null,
  maxDurationMs: durationMs,
  warmUpMs,
  maxInFlight: 100,
  deadlineMs: 10_000,
  scenario: null,
  maxCostUsd: null,
}

/** Latencies in ms of answered calls to a mock that waits `delayMs` before each answer, through all that a benchmark uses. */
export async function readKnownDelay(delayMs: number): Promise<readonly number[]> {
  const script = { models: { [model.id]: [always(catalogue.latency({ delayMs }))] } }
  const world = await openLoopbackWorld(script, plan.seed)
  const client = openOurClient({ plan, ...world, random: createRandom(plan.seed) })
  const readings: number[] = []
  const add = (record: BenchRecord) => {
    if (record.type !== 'sample' || record.warmUp === true || record.outcome !== 'ok-first-try') return
    readings.push(record.endedMs! - record.dueMs)
  }
  try {
    await driveLoad({ plan, client, clock: world.clock, sink: { add } })
  } finally {
    await client.close()
    await world.close()
  }
  return readings
}
