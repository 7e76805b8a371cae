import type { Inventory } from '../inventory.ts'
import type { StopSignal } from '../exitCodes.ts'
import type { Io } from '../io.ts'
import type { Plan } from '../plan.ts'
import { exploreTarget, type TargetOutcome } from './exploreTarget.ts'
import { placeOf } from './place.ts'
import type { Talk } from './talk.ts'

export interface Search {
  readonly plan: Plan
  readonly inventory: Inventory
  readonly runs: number
  readonly workers: number | undefined
  readonly madeBy: string
  readonly talk: Talk
  /** Told as soon as a target is done. */
  readonly onTarget: (outcome: TargetOutcome) => void
  /** Called once, when the user asks to stop. */
  readonly onStopping: () => void
}

/** Explores one target after the other, until all are done or the user stops it. Gives the signal that stopped it. */
export async function exploreAll(search: Search, io: Io): Promise<StopSignal | undefined> {
  const { plan, inventory, runs, workers, madeBy, talk } = search
  const stopped = new AbortController()
  let stoppedBy: StopSignal | undefined
  const stopListening = io.onStop((signal) => {
    stoppedBy = signal
    search.onStopping()
    stopped.abort()
  })
  try {
    for (const target of plan.targets) {
      const place = placeOf(target, inventory, workers, io.cwd)
      const exploration = { ...place, runs, seed: plan.seed, signal: stopped.signal }
      search.onTarget(await exploreTarget(target, exploration, inventory.ownInvariants, madeBy, talk))
      if (stopped.signal.aborted) break
    }
  } finally {
    stopListening()
  }
  return stoppedBy
}
