import type { PolicySpec } from '../../client/index.ts'
import type { LoadSpec } from '../../load/index.ts'
import { createRandom, VirtualClock } from '../../runtime/index.ts'
import type { BenchPlan } from '../bench/benchPlan.ts'
import { driveLoad } from '../bench/driveLoad.ts'
import { openOurClient } from '../bench/ourClient.ts'
import type { OpenBenchWorld } from '../bench/benchWorld.ts'
import { openWatchedWorld } from '../bench/virtualWorld.ts'
import { Ledger, type LedgerPages } from './ledger.ts'
import type { PlanInput } from './planInput.ts'
import { planPrompts } from './planPrompts.ts'
import { planScript, type ScriptRequest } from './planScript.ts'
import { comparedPolicies, type ComparedPolicy, type PolicyChange } from './policies.ts'
import { Tally, type TalliedCalls } from './tally.ts'

export type SimulatedInput = Pick<PlanInput, 'models' | 'workload' | 'deadlineMs' | 'slo' | 'route'>

/** One trial: what is simulated, with which chances. Plain data, which may be played in another thread. */
export interface Simulation extends Omit<ScriptRequest, 'models' | 'workload'> {
  readonly input: SimulatedInput
  readonly seed: number
  readonly load: LoadSpec
  /** Due before: made, and not counted. */
  readonly warmUpMs: number
  readonly durationMs: number
  /** How the client differs from the one that all defaults give. */
  readonly policies?: readonly PolicySpec[] | undefined
  readonly compared?: ComparedPolicy | undefined
  /** Counts of time are taken for each so many ms. */
  readonly everyMs?: number | undefined
}

/** A day of ten calls a second has some ten million. */
const mostEvents = 1_000_000_000

/** What one trial showed. */
export interface Trial {
  readonly tally: TalliedCalls
  readonly ledger: LedgerPages
}

/** The real client on a virtual clock, against models and quotas that are told. The same simulation gives the same trial. */
export function simulate(simulation: Simulation): Promise<Trial> {
  const clock = new VirtualClock({ maxEvents: mostEvents })
  const bugs: unknown[] = []
  return clock.run(async () => {
    const { input, seed, everyMs } = simulation
    const ledger = new Ledger(() => clock.now(), everyMs)
    const script = planScript({ ...simulation, ...input }, ledger.admitted)
    const world = openWatchedWorld(script, seed, clock, ledger, (error) => bugs.push(error))
    const tally = await driveSimulation(simulation, world)
    if (bugs.length > 0) throw bugs[0]
    return { tally, ledger }
  })
}

/** Makes the calls of a simulation in a world that stands, and closes it. */
export async function driveSimulation(simulation: Simulation, world: Omit<OpenBenchWorld, 'truth'>): Promise<Tally> {
  const { input, seed, policies = [], compared = 'as-is', everyMs, warmUpMs } = simulation
  const changed: PolicyChange = comparedPolicies[compared]
  const { clock, transport, endpoints } = world
  const plan = benchPlanOf(simulation)
  const client = openOurClient({
    plan,
    endpoints,
    clock,
    random: createRandom(seed),
    transport,
    hasSignals: false,
    ...changed,
    policies: [...(changed.policies ?? []), ...policies],
  })
  const tally = new Tally({ slo: input.slo, warmUpMs, everyMs: everyMs ?? 60_000 })
  // Along the chain all calls ask its first model first, as an application does; spread out, each is asked first in turn.
  const asked = input.route === 'chain' ? { ...plan, models: plan.models.slice(0, 1) } : plan
  try {
    await driveLoad({ plan: asked, client, sink: tally, clock })
  } finally {
    await client.close()
    await world.close()
  }
  return tally
}

function benchPlanOf({ input, seed, load, warmUpMs, durationMs }: Simulation): BenchPlan {
  const { models, workload, deadlineMs } = input
  return {
    schema: 'brownout/bench-plan/1',
    seed,
    world: 'virtual',
    baseURL: null,
    models: models.map(({ id, price }) => ({ id, price, pricedOn: null })),
    fallback: true,
    workload: {
      name: workload.name,
      prompts: planPrompts(workload, models, seed),
      maxTokens: workload.maxTokens,
      stream: true,
      cache: 'allow',
    },
    load,
    maxCalls: null,
    maxDurationMs: warmUpMs + durationMs,
    warmUpMs,
    maxInFlight: Infinity,
    deadlineMs,
    scenario: null,
    maxCostUsd: null,
  }
}
