import type { History } from '../history/index.ts'
import type { Invariant } from '../invariants/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Target } from '../targets/target.ts'
import { Durations } from './durations.ts'
import { unplayedRun } from './judgeRun.ts'
import { crashedRun, playFairly, refusalOf, type PlayedRun } from './playFairly.ts'
import type { RunReport } from './report.ts'
import type { RunPlan, World } from './world.ts'

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
  /** In real time so many runs are under way at a time; 16 unless set. */
  readonly atOnce?: number
  /** In real time: after so many ms nothing of a run is waited for any more. */
  readonly timeLimitMs?: number
  /** What whoever asked adds to what is said of a run, before anybody hears of it. */
  readonly finish?: (run: RunReport) => RunReport
  /** Called as soon as a run is judged; its history is complete then. */
  readonly onRun?: (run: RunReport, history: History | undefined) => void
}

/** Long enough for most scenarios, short enough to wait for. */
export const defaultRealTimeBudgetMs = 2_500

/** Scenarios on real sockets mostly wait: so many at a time share the machine without disturbing each other. */
const atOnceInRealTime = 16

/** How many runs a rehearsal makes. */
export function countRuns({ targets, scenarios, worlds }: Pick<Rehearsal, 'targets' | 'scenarios' | 'worlds'>): number {
  return targets.length * scenarios.length * worlds.length
}

/** Plays every target against every scenario in every world, one world after the other. */
export async function rehearse(rehearsal: Rehearsal): Promise<RunReport[]> {
  const plans = rehearsal.targets.flatMap((target) =>
    rehearsal.scenarios.map((scenario) => planOf(target, scenario, rehearsal)),
  )
  const durations = new Durations()
  const reports: RunReport[] = []
  for (const world of rehearsal.worlds) {
    const play = (plan: RunPlan) => runOne(rehearsal, world, plan, durations)
    reports.push(
      ...(world.realTime
        ? await inRealTime(
            plans,
            durations,
            play,
            world.oneAtATime === true ? 1 : (rehearsal.atOnce ?? atOnceInRealTime),
          )
        : await inOrder(plans, 1, play)),
    )
  }
  return reports
}

function planOf(target: Target, scenario: Scenario, { seed, timeLimitMs }: Rehearsal): RunPlan {
  const limit = timeLimitMs === undefined ? {} : { timeLimitMs }
  return { target, scenario, seed: scenario.seed ?? seed, ...limit }
}

/** Many at a time, the longest first, so that none is left running alone at the end. */
async function inRealTime(
  plans: readonly RunPlan[],
  durations: Durations,
  play: (plan: RunPlan) => Promise<RunReport>,
  atOnce: number,
): Promise<RunReport[]> {
  const timed: { plan: RunPlan; index: number; elapsedMs: number }[] = []
  for (const [index, plan] of plans.entries()) {
    timed.push({ plan, index, elapsedMs: (await durations.of(plan).catch(() => undefined)) ?? Infinity })
  }
  timed.sort((a, b) => b.elapsedMs - a.elapsedMs)
  const reports: RunReport[] = []
  await inOrder(timed, atOnce, async ({ plan, index }) => {
    reports[index] = await play(plan)
  })
  return reports
}

async function runOne(rehearsal: Rehearsal, world: World, plan: RunPlan, durations: Durations): Promise<RunReport> {
  const { run: judged, history } = await attempt(rehearsal, world, plan, durations)
  const run = rehearsal.finish?.(judged) ?? judged
  rehearsal.onRun?.(run, history)
  return run
}

async function attempt(rehearsal: Rehearsal, world: World, plan: RunPlan, durations: Durations): Promise<PlayedRun> {
  const refusal = refusalOf(plan, world)
  if (refusal !== undefined) return { run: unplayedRun(plan, world, 'refused', refusal) }
  try {
    if (world.realTime && rehearsal.askedByName?.has(plan.scenario.name) !== true) {
      const budgetMs = rehearsal.realTimeBudgetMs ?? defaultRealTimeBudgetMs
      const elapsedMs = (await durations.of(plan)) ?? 0
      if (elapsedMs > budgetMs) return { run: unplayedRun(plan, world, 'left-out', tooLong(budgetMs)) }
    }
    const played = await playFairly(plan, world, rehearsal)
    if (world.name === 'virtual') durations.learn(plan, played.run.elapsedMs)
    return played
  } catch (error) {
    return { run: crashedRun(plan, world, error) }
  }
}

function tooLong(budgetMs: number): string {
  return `it takes more than ${budgetMs / 1000} s of real time; name it to play it all the same`
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
