import type { History } from '../history/index.ts'
import type { Invariant } from '../invariants/index.ts'
import { confirmed } from './confirmed.ts'
import { judgeRun, unplayedRun } from './judgeRun.ts'
import { blindingLagMs, noisyLagMs } from './realTime.ts'
import type { RunReport } from './report.ts'
import type { RunPlan, World } from './world.ts'

/** How often a run is played on a machine that is too noisy to judge by. */
const mostTries = 3

/**
 * In a run of so many ms no machine is quiet all the time, and playing it again would not mend that. Its limits are seconds:
 * a lag that blinds nobody makes none of them pass.
 */
const longRunMs = 20_000

/** A client whose own limits are at least so long, in ms, passes none of them by a lag that blinds nobody. */
const longLimitMs = 1_000

export interface JudgingTerms {
  /** The user's own rules, beside those of the catalogue. */
  readonly invariants?: readonly Invariant[]
  /** Version or commit, for the replay token. */
  readonly madeBy?: string
}

/** What came of one run; without a history where it was not played to its end. */
export interface PlayedRun {
  readonly run: RunReport
  readonly history?: History
}

/** One run by itself: whatever becomes of it, there is a report. */
export async function playAlone(plan: RunPlan, world: World, terms: JudgingTerms = {}): Promise<PlayedRun> {
  const refusal = refusalOf(plan, world)
  if (refusal !== undefined) return { run: unplayedRun(plan, world, 'refused', refusal) }
  return playFairly(plan, world, terms).catch((error: unknown) => ({ run: crashedRun(plan, world, error) }))
}

/**
 * Plays and judges. In real time a run proves nothing if this machine was late: what went wrong may be its own doing, and
 * what went well was measured with too wide a tolerance. It is played again, and in the end there is no verdict.
 */
export async function playFairly(plan: RunPlan, world: World, terms: JudgingTerms): Promise<Required<PlayedRun>> {
  const play = () => playQuietly(plan, world, terms)
  return plan.target.network === 'process' ? confirmed(await play(), play) : play()
}

async function playQuietly(
  plan: RunPlan,
  world: World,
  { invariants, madeBy = 'unknown' }: JudgingTerms,
): Promise<Required<PlayedRun>> {
  for (let tries = 1; ; tries += 1) {
    const played = await world.play(plan)
    const run = judgeRun(plan, world, played, madeBy, invariants)
    const { history, worstLagMs = 0 } = played
    const hasLongLimits = (plan.target.about?.timeoutMs ?? 0) >= longLimitMs
    const isQuietEnough = run.verdict === 'held' || run.elapsedMs > longRunMs || hasLongLimits
    const limitMs = isQuietEnough ? blindingLagMs : noisyLagMs
    if (worstLagMs <= limitMs) return { run, history }
    if (tries === mostTries) return { run: { ...run, verdict: 'no-verdict', reason: tooNoisy(worstLagMs) }, history }
  }
}

/** Why a run cannot be: the world cannot play it, or the target cannot take part. */
export function refusalOf(plan: RunPlan, world: World): string | undefined {
  return world.refuses(plan.scenario, plan.target) ?? targetRefuses(plan, world)
}

/** The harness, or the target in a way of its own, fell over. */
export function crashedRun(plan: RunPlan, world: World, error: unknown): RunReport {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return unplayedRun(plan, world, 'crashed', reason)
}

const noise = 'too noisy to judge'

function tooNoisy(worstLagMs: number): string {
  return `this machine was late by up to ${Math.round(worstLagMs)} ms, ${mostTries} times in a row: ${noise}`
}

/** Whether it was this machine that left a run without a verdict: at another time it may get one. */
export function wasTooNoisy({ verdict, reason }: RunReport): boolean {
  return verdict === 'no-verdict' && reason !== null && reason.endsWith(noise)
}

/** To judge a blocking client by its aborts would be unfair. */
function targetRefuses(
  { target, scenario: { caller = {}, expect } }: RunPlan,
  { realSockets = false, lendsProcess = false }: World,
): string | undefined {
  if (target.network === 'process' && !realSockets)
    return `${target.name} is a process of its own: play it on the loopback world`
  if (target.network === 'own' && !realSockets && !lendsProcess)
    return `${target.name} has a network of its own: play it on the virtual or the loopback world`
  if (caller.stream === true && !target.supports.stream) return `${target.name} does not stream`
  if (expect.answerSchema !== undefined && !target.supports.policy)
    return `${target.name} cannot be told which answers its caller can use`
  if (caller.abortAtMs !== undefined && !target.supports.abort) return `${target.name} cannot be aborted`
  return undefined
}
