import type { History } from '../history/index.ts'
import type { Invariant } from '../invariants/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Target } from '../targets/target.ts'
import { judgeRun, unplayedRun } from './judgeRun.ts'
import type { RunReport } from './report.ts'
import type { Played, RunPlan, World } from './world.ts'
import { virtual } from './worlds/virtual.ts'

export interface Rehearsal {
  readonly targets: readonly Target[]
  readonly scenarios: readonly Scenario[]
  readonly worlds: readonly World[]
  /** The user's own rules, beside those of the catalogue. */
  readonly invariants?: readonly Invariant[]
  readonly seed: number
  /** In a world of real time a scenario that takes longer is left out, unless it was asked for by its name. */
  readonly realTimeBudgetMs?: number
  readonly askedByName?: ReadonlySet<string>
  /** Version or commit, for the replay tokens. */
  readonly madeBy?: string
  /** Called as soon as a run is judged; its history is complete then. */
  readonly onRun?: (run: RunReport, history: History | undefined) => void
}

/** Long enough for most scenarios, short enough to wait for. */
export const defaultRealTimeBudgetMs = 2_500

/** Scenarios on real sockets mostly wait: so many at a time share the machine without disturbing each other. */
const atOnceInRealTime = 12

/** How many runs a rehearsal makes. */
export function countRuns({ targets, scenarios, worlds }: Pick<Rehearsal, 'targets' | 'scenarios' | 'worlds'>): number {
  return targets.length * scenarios.length * worlds.length
}

/** Plays every target against every scenario in every world, one world after the other. */
export async function rehearse(rehearsal: Rehearsal): Promise<RunReport[]> {
  const reports: RunReport[] = []
  for (const world of rehearsal.worlds) {
    const plans = rehearsal.targets.flatMap((target) =>
      rehearsal.scenarios.map((scenario) => ({ target, scenario, seed: rehearsal.seed })),
    )
    const finished = await inOrder(plans, world.realTime ? atOnceInRealTime : 1, (plan) =>
      runOne(rehearsal, world, plan),
    )
    reports.push(...finished)
  }
  return reports
}

async function runOne(rehearsal: Rehearsal, world: World, plan: RunPlan): Promise<RunReport> {
  const { run, history } = await attempt(rehearsal, world, plan)
  rehearsal.onRun?.(run, history)
  return run
}

async function attempt(
  rehearsal: Rehearsal,
  world: World,
  plan: RunPlan,
): Promise<{ run: RunReport; history?: History }> {
  const refusal = world.refuses(plan.scenario) ?? targetRefuses(plan)
  if (refusal !== undefined) return { run: unplayedRun(plan, world, 'refused', refusal) }
  try {
    if (world.realTime && rehearsal.askedByName?.has(plan.scenario.name) !== true) {
      const tooLong = await realTimeBeyond(plan, rehearsal.realTimeBudgetMs ?? defaultRealTimeBudgetMs)
      if (tooLong !== undefined) return { run: unplayedRun(plan, world, 'left-out', tooLong) }
    }
    const played: Played = await world.play(plan)
    return {
      run: judgeRun(plan, world, played, rehearsal.madeBy ?? 'unknown', rehearsal.invariants),
      history: played.history,
    }
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { run: unplayedRun(plan, world, 'crashed', reason) }
  }
}

/** Why a target cannot take part: to judge a blocking client by its aborts would be unfair. */
function targetRefuses({ target, scenario: { caller = {} } }: RunPlan): string | undefined {
  if (caller.stream === true && !target.supports.stream) return `${target.name} does not stream`
  if (caller.abortAtMs !== undefined && !target.supports.abort) return `${target.name} cannot be aborted`
  return undefined
}

/** How long a scenario takes in real time is what it takes in virtual time: play it there first and look. */
async function realTimeBeyond(plan: RunPlan, budgetMs: number): Promise<string | undefined> {
  if (virtual.refuses(plan.scenario) !== undefined) return undefined
  const { elapsedMs } = await virtual.play(plan)
  if (elapsedMs <= budgetMs) return undefined
  return `it takes ${Math.round(elapsedMs / 1000)} s of real time; name it to play it all the same`
}

/** Maps with at most `atOnce` at a time; the results keep the order of the items. */
async function inOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await work(items[index]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  return results
}
