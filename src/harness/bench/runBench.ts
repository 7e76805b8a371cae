import type { BenchRecord } from '../../bench/sample.ts'
import type { Script } from '../../faults/index.ts'
import {
  createRandom,
  EventLoopMeter,
  keepRealTime,
  systemRandom,
  VirtualClock,
  type Transport,
} from '../../runtime/index.ts'
import type { BenchPlan, Shard } from './benchPlan.ts'
import type { OpenBenchWorld } from './benchWorld.ts'
import { driveLoad, type Driven } from './driveLoad.ts'
import type { LoadResumption, LoadStop } from './driving.ts'
import { openBentProviderWorld } from './live/bentProviderWorld.ts'
import type { LiveRun } from './live/liveLeave.ts'
import { openProviderWorld } from './live/liveWorld.ts'
import type { RunBudget } from './live/runBudget.ts'
import { withinBudget } from './live/withinBudget.ts'
import { openLoopbackWorld } from './loopbackWorld.ts'
import { mockScript } from './mockScript.ts'
import { openOurClient } from './ourClient.ts'
import type { RecordSink } from './recordSink.ts'
import type { UpstreamTruth } from './upstreamTruth.ts'
import { openVirtualWorld } from './virtualWorld.ts'

/** The way to a server that is asked instead of the mock. */
export interface AskedServer {
  readonly transport: Transport
  /** Null for a server on this machine, which takes any key. */
  readonly live: LiveRun | null
}

export interface BenchOrder {
  readonly plan: BenchPlan
  /** Whose faults bend the answers; null for a good day. */
  readonly scenario: { readonly name: string; readonly script: Script } | null
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
  /** What the mock saw; null where a provider answered by itself. */
  readonly truth: UpstreamTruth | null
}

/** Makes the calls of a plan in its world, and hands a record of each to the sink. Leaves nothing open. */
export async function runBench(order: BenchOrder): Promise<BenchEnd> {
  if (order.plan.world === 'virtual') return runVirtually(order)
  const release = keepRealTime()
  const meter = new EventLoopMeter()
  const bugs: unknown[] = []
  try {
    const world = await openWorld(order, (error) => bugs.push(error))
    const end = await measured(order, world, meter)
    if (bugs.length > 0) throw bugs[0]
    return end
  } finally {
    meter.stop()
    release()
  }
}

function runVirtually(order: BenchOrder): Promise<BenchEnd> {
  // How much happens is the plan's to say, and a long one is no runaway.
  const clock = new VirtualClock({ maxEvents: Infinity })
  const bugs: unknown[] = []
  return clock.run(async () => {
    const { plan, scenario } = order
    const script = mockScript(plan, scenario?.script ?? null)
    const end = await measured(
      order,
      openVirtualWorld(script, plan.seed, clock, (error) => bugs.push(error)),
    )
    if (bugs.length > 0) throw bugs[0]
    return end
  })
}

type OpenedWorld = Omit<OpenBenchWorld, 'truth'> & Partial<Pick<OpenBenchWorld, 'truth'>>

async function openWorld(
  { plan, scenario, server }: BenchOrder,
  onBug: (error: unknown) => void,
): Promise<OpenedWorld> {
  if (server === undefined) return openLoopbackWorld(mockScript(plan, scenario?.script ?? null), plan.seed, onBug)
  const asked = { ...plan, baseURL: plan.baseURL! }
  return scenario === null ? openProviderWorld(asked, server) : openBentProviderWorld(asked, scenario, server, onBug)
}

async function measured(order: BenchOrder, world: OpenedWorld, meter?: EventLoopMeter): Promise<BenchEnd> {
  const { plan, budget, shard, resumption, stop, server } = order
  const { clock, transport, endpoints } = world
  // Keys of idempotency must not come again at a provider that saw the same seed before.
  const random = server === undefined ? createRandom(plan.seed) : systemRandom
  const client = openOurClient({ plan, endpoints, clock, transport, budget, random })
  try {
    const driven = await driveLoad({
      plan,
      client: budget === undefined ? client : withinBudget(client, budget),
      sink: order.sink,
      clock,
      ...(shard === undefined ? {} : { shard }),
      ...(resumption === undefined ? {} : { resumption }),
      ...(stop === undefined ? {} : { stop }),
      ...(meter === undefined ? {} : { meter }),
    })
    return { ...driven, truth: (await world.truth?.()) ?? null }
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
