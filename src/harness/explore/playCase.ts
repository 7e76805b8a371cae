import { viewOf, type HistoryView } from '../../history/index.ts'
import type { Invariant, Judgement } from '../../invariants/index.ts'
import { VirtualClock } from '../../runtime/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import type { Target } from '../../targets/target.ts'
import { judgePlayed } from '../judgeRun.ts'
import type { RunPlan } from '../world.ts'
import { playVirtually } from '../worlds/virtual.ts'
import { takeDownFaults, type MetFault } from './coverage/metFaults.ts'

/** A case that was played to its end, with what the judge says of it. */
export interface JudgedCase {
  readonly scenario: Scenario
  readonly view: HistoryView
  readonly met: readonly MetFault[]
  readonly judgements: readonly Judgement[]
  readonly historyHash: () => string
}

/** Hears of each case that begins, and can end it: for errors that are thrown where nobody waits for them. */
export type OnCase = (fail: (error: Error) => void) => void

/** Plays and judges one case. Rejects with what the target, or a rule of the user's own, threw. */
export async function playCase(
  target: Target,
  { scenario, seed }: Pick<RunPlan, 'scenario' | 'seed'>,
  own: readonly Invariant[] = [],
  onCase?: OnCase,
): Promise<JudgedCase> {
  const plan = { target, scenario, seed }
  const clock = new VirtualClock()
  const { met, onFault } = takeDownFaults(clock)
  onCase?.((error) => clock.fail(error))
  const played = await playVirtually(plan, clock, onFault)
  const view = viewOf(played.history.events)
  const judgements = judgePlayed(plan, played, view, own)
  return { scenario, view, met, judgements, historyHash: () => played.history.hash() }
}
