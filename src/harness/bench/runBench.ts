import type { BenchRecord } from '../../bench/sample.ts'
import type { Script } from '../../faults/index.ts'
import {
  createRandom,
  EventLoopMeter,
  keepRealTime,
  RealClock,
  systemRandom,
  VirtualClock,
  type Transport,
} from '../../runtime/index.ts'
import type { BenchPlan, Shard } from './benchPlan.ts'
import type { OpenBenchWorld } from './benchWorld.ts'
import { driveLoad, type Driven } from './driveLoad.ts'
import type { LoadResumption, LoadStop } from './driving.ts'
import type { RunBudget } from './live/runBudget.ts'
import { withinBudget } from './live/withinBudget.ts'
import { openLoopbackWorld } from './loopbackWorld.ts'
import { mockScript } from './mockScript.ts'
import { openOurClient } from './ourClient.ts'
import type { RecordSink } from './recordSink.ts'
import type { UpstreamTruth } from './upstreamTruth.ts'
import { openVirtualWorld } from './virtualWorld.ts'

/** A server that is asked instead of the mock. */
export interface AskedServer {
  readonly transport: Transport
  /** Ends in `/v1`, as a rule. */
  readonly baseURL: string
  readonly apiKey: string
}

export interface BenchOrder {
  readonly plan: BenchPlan
  /** What bends the mock; null for a good day. */
  readonly script: Script | null
  /** Undefined: the mock of the plan. */
  readonly server?: AskedServer | undefined
  /** Of the whole run; undefined where nothing is billed. */
  readonly budget?: RunBudget | undefined
  readonly sink: RecordSink
  readonly shard?: Shard | undefined
  readonly resumption?: LoadResumption | undefined
  readonly stop?: LoadStop | undefined
}

export interface BenchEnd extends Driven {
  /** What the mock saw; null where another server was asked. */
  readonly truth: UpstreamTruth | null
}

/** Makes the calls of a plan in its world, and hands a record of each to the sink. Leaves nothing open. */
export async function runBench(order: BenchOrder): Promise<BenchEnd> {
  if (order.plan.world === 'virtual') return runVirtually(order)
  const release = keepRealTime()
  const meter = new EventLoopMeter()
  const bugs: Error[] = []
  try {
    const world =
      order.server === undefined
        ? await openMock(order, (error) => bugs.push(error))
        : worldOf(order.server, order.plan)
    const end = await measured(order, world, meter)
    if (bugs.length > 0) throw bugs[0]
    return end
  } finally {
    meter.stop()
    release()
  }
}

function runVirtually(order: BenchOrder): Promise<BenchEnd> {
  const clock = new VirtualClock()
  const bugs: unknown[] = []
  return clock.run(async () => {
    const { plan, script } = order
    const world = openVirtualWorld(mockScript(plan, script), plan.seed, clock, (error) => bugs.push(error))
    const end = await measured(order, world)
    if (bugs.length > 0) throw bugs[0]
    return end
  })
}

function openMock({ plan, script }: BenchOrder, onBug: (error: Error) => void): Promise<OpenBenchWorld> {
  return openLoopbackWorld(mockScript(plan, script), plan.seed, onBug)
}

function worldOf({ transport, baseURL, apiKey }: AskedServer, { models }: BenchPlan): OpenBenchWorld {
  return {
    clock: new RealClock(),
    transport,
    endpoints: models.map(({ id }) => ({ model: id, baseURL, apiKey })),
    truth: () => Promise.reject(new Error('nobody knows what a server that is not ours has seen')),
    close: () => transport.close(),
  }
}

async function measured(order: BenchOrder, world: OpenBenchWorld, meter?: EventLoopMeter): Promise<BenchEnd> {
  const { plan, budget, shard, resumption, stop, server } = order
  const { clock, transport, endpoints } = world
  // Keys of idempotency must not come again at a provider that saw the same seed before.
  const random = server === undefined ? createRandom(plan.seed) : systemRandom
  const client = openOurClient({ plan, endpoints, clock, transport, budget, random })
  try {
    const driven = await driveLoad({
      plan,
      client: budget === undefined ? client : withinBudget(client),
      sink: order.sink,
      clock,
      ...(shard === undefined ? {} : { shard }),
      ...(resumption === undefined ? {} : { resumption }),
      ...(stop === undefined ? {} : { stop }),
      ...(meter === undefined ? {} : { meter }),
    })
    return { ...driven, truth: server === undefined ? await world.truth() : null }
  } finally {
    await client.close()
    await world.close()
  }
}

/** Hands each record to several. */
export function toAll(sinks: readonly RecordSink[]): RecordSink {
  return {
    add: (record: BenchRecord) => {
      for (const sink of sinks) sink.add(record)
    },
  }
}
