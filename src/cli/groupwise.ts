import type { RunReport } from '../harness/report.ts'
import type { Plan } from './plan.ts'

/**
 * Passes runs on as they come, but one target in one world after the other: in real time several are under way at
 * once, and lines of one would stand between lines of another. What comes too early waits for its turn.
 */
export function groupwise(plan: Pick<Plan, 'worlds' | 'targets' | 'scenarios'>, show: (run: RunReport) => void) {
  const groups = plan.worlds.flatMap((world) => plan.targets.map((target) => groupOf(world.name, target.name)))
  const waiting = new Map<string, RunReport[]>(groups.map((group) => [group, []]))
  let turn = 0
  let shown = 0
  const showWaiting = () => {
    while (turn < groups.length) {
      const runs = waiting.get(groups[turn]!)!.splice(0)
      runs.forEach(show)
      shown += runs.length
      if (shown < plan.scenarios.length) return
      turn += 1
      shown = 0
    }
  }
  return {
    add(run: RunReport): void {
      waiting.get(groupOf(run.world, run.target))!.push(run)
      showWaiting()
    },
    /** For a rehearsal that was stopped: the rest, whether it is its turn or not. */
    flush(): void {
      for (const runs of waiting.values()) runs.splice(0).forEach(show)
    },
  }
}

function groupOf(world: string, target: string): string {
  return `${world} ${target}`
}
