import { Candidates } from './candidates.ts'
import type { DrawnCase } from './case/index.ts'
import { hang } from './exploration.ts'
import type { Hand } from './hand.ts'
import type { ShardOrder, ShardResult } from './playShard.ts'

/** A shard is begun anew without the case that never ended; not more often than this. */
const mostHangs = 2

/** Plays a shard to its end, though its target may never come back from some of its cases. */
export async function playThrough(
  hand: Hand,
  order: ShardOrder,
  caseOf: (number: number) => DrawnCase,
): Promise<ShardResult> {
  const hung: number[] = []
  let cases = order.cases
  for (;;) {
    const result = await hand.play({ ...order, cases, skipped: hung })
    if (!('hungAt' in result)) return hung.length === 0 ? result : withHangs(result, hung, caseOf)
    hung.push(result.hungAt)
    // What lies before it is played once more, as what is known of it went with the thread.
    if (hung.length > mostHangs) cases = result.hungAt - order.from
  }
}

function withHangs(result: ShardResult, hung: readonly number[], caseOf: (number: number) => DrawnCase): ShardResult {
  const candidates = new Candidates()
  const hangs = hung.map((number) => ({
    invariant: hang,
    message: 'the target never came back',
    ...caseOf(number),
    number: number + 1,
  }))
  for (const candidate of [...result.candidates, ...hangs].toSorted((a, b) => a.number - b.number))
    candidates.add(candidate)
  return { ...result, cases: result.cases + hung.length, candidates: candidates.all() }
}
