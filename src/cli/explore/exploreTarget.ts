import { explore, type Exploration } from '../../harness/explore/index.ts'
import { exploredTarget, type ExploredTarget, type FoundDay } from '../../harness/explored/exploredTarget.ts'
import { playFound, type FoundRun } from '../../harness/explored/playFound.ts'
import type { Invariant } from '../../invariants/index.ts'
import type { Target } from '../../targets/index.ts'
import type { Talk } from './talk.ts'

export interface TargetOutcome {
  readonly explored: ExploredTarget
  /** A day each, though several rules may have been broken on it. */
  readonly days: readonly FoundRun[]
}

/** Explores one target, says so while it goes on, and plays what was found once more for the report. */
export async function exploreTarget(
  target: Target,
  exploration: Exploration,
  own: readonly Invariant[],
  madeBy: string,
  talk: Talk,
): Promise<TargetOutcome> {
  const progress = talk.target(target.name, exploration.runs)
  const result = await explore(exploration, {
    onProgress: ({ cases }) => progress.played(cases),
    onAlarm: (invariant, day) => progress.alarm(invariant, day),
    onFound: () => progress.found(),
  })
  const days = new Map<string, FoundRun>()
  const found: FoundDay[] = []
  for (const one of result.found) {
    const played = await playFound(one, target, own, madeBy)
    const { scenario: name, token } = played.run
    if (!days.has(name)) days.set(name, played)
    const { scenario: _scenario, historyHash: _historyHash, ...facts } = one
    found.push({ ...facts, name, token })
  }
  progress.over()
  return { explored: exploredTarget(target.name, exploration, result, found), days: [...days.values()] }
}
