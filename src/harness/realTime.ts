import type { Clock } from '../runtime/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { RunPlan } from './world.ts'

/** How far two witnesses on an idle machine lie apart, in ms; the machine's own lag comes on top. */
const witnessToleranceMs = 50

/** From an answer to the next attempt: the answer is read, a timer fires, a connection is made, a request is read. */
const turnsBetweenWitnesses = 4

/** By how much two witnesses may differ where each turn of the event loop may be late by `worstLagMs`. */
export function toleranceMs(worstLagMs: number): number {
  return witnessToleranceMs + turnsBetweenWitnesses * worstLagMs
}

/** A process that was late by more than this may have made the client's limits pass by itself: it cannot blame anyone. */
export const noisyLagMs = 60

/** How long beyond a call's deadline a driver in real time waits before it leaves the call unsettled. */
const patienceBeyondDeadlineMs = 5_000

/** Who was promised no deadline waits as long as the client's own limits and retries may take. */
export function patienceMs({ target, scenario }: RunPlan): number {
  return Math.max(scenario.expect.deadlineMs ?? 0, target.longestCallMs ?? 0) + patienceBeyondDeadlineMs
}

/** With a lag beyond this the tolerance is wider than what scenarios in real time ask for: nothing would be seen. */
export const blindingLagMs = 200

/** The far end hears of a closed connection a little later; longer than this nobody waits for it. */
const longestNoticeMs = 250
const lookEveryMs = 2

/** Resolves when nothing is open any more, or after a while all the same. */
export async function untilNone(clock: Clock, open: () => number): Promise<void> {
  const giveUpAtMs = clock.now() + longestNoticeMs
  while (open() > 0 && clock.now() < giveUpAtMs) await clock.sleep(lookEveryMs)
}

/** Each instance has its own connections and takes its share of the machine: with more the machine would be judged. */
const mostInstances = 50

/** Why a scenario cannot be played as time passes on the wall, whatever its upstream does. */
export function realTimeRefusal({ caller, instances = 1 }: Scenario): string | undefined {
  if (caller?.wallJump !== undefined)
    return 'the wall clock of this machine is not ours to set: play it on the virtual world'
  if (instances > mostInstances)
    return `${instances} instances are more than the ${mostInstances} that run in real time: play it on the virtual world`
  return undefined
}
