import { cellOf } from '../../src/harness/conformance/cellOf.ts'
import { playAlone, refusalOf } from '../../src/harness/playFairly.ts'
import type { RunPlan, World } from '../../src/harness/world.ts'
import { loopback, virtual } from '../../src/harness/worlds/index.ts'

/** What a world says of a case: the cell of the table, and the rules that broke. */
export interface Said {
  readonly cell: string
  /** Nothing was said: the machine was too noisy, or the run fell over. */
  readonly isSilent: boolean
  readonly reason: string | null
}

/** A case in the virtual world, or why it cannot be there. */
export type PlayedVirtually =
  | { readonly plan: RunPlan; readonly said: Said; readonly tookMs: number }
  | { readonly plan: RunPlan; readonly left: string }

export async function playVirtually(plan: RunPlan): Promise<PlayedVirtually> {
  const refusal = refusalOf(plan, virtual)
  if (refusal !== undefined) return { plan, left: refusal }
  const beganMs = performance.now()
  const said = await saidBy(virtual, plan)
  return { plan, said, tookMs: performance.now() - beganMs }
}

export function playOnSockets(plan: RunPlan): Promise<Said> {
  return saidBy(loopback, plan)
}

async function saidBy(world: World, plan: RunPlan): Promise<Said> {
  const { run } = await playAlone(plan, world)
  const { verdict, rules, reason } = cellOf(run)
  const broken = rules.length === 0 ? '' : ` (${rules.toSorted().join(', ')})`
  const isSilent = run.verdict === 'no-verdict' && /too noisy/.test(run.reason ?? '')
  if (run.verdict === 'crashed') return { cell: `crashed: ${run.reason}`, isSilent: false, reason }
  return { cell: `${verdict}${broken}`, isSilent, reason }
}
