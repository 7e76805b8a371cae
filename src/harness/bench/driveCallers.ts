import { nextTurn, type ClosedPlan } from '../../load/index.ts'
import { callersOfShard } from './arrivals.ts'
import { callAt } from './callPlace.ts'
import type { CallsUnderWay } from './callsUnderWay.ts'
import { isStopped, type Driving } from './driving.ts'
import { sleepUnlessStopped } from './sleepUnlessStopped.ts'
import { rounded } from './unmeasured.ts'

/**
 * A call that fails in less is not followed by the next one at once: a circuit that is open refuses without a turn of the event
 * loop, and nothing else would ever run again.
 */
const briefMs = 1

/**
 * Callers of which each makes its next call when the last one has ended: that is when it is due. `maxInFlight` is no matter of
 * theirs. Returns how many calls of the plan were left when the run was stopped; null where only time ends it.
 */
export async function driveCallers(driving: Driving, calls: CallsUnderWay, plan: ClosedPlan): Promise<number | null> {
  const { shard } = driving
  const numbers = new CallNumbers(driving, plan)
  const own = callersOfShard(plan, shard)
  const placeOf = (index: number) => (shard === undefined ? index : index * shard.of + shard.index - 1)
  await Promise.all(Array.from({ length: own }, (_, index) => makeCalls(driving, calls, plan, numbers, placeOf(index))))
  return isStopped(driving.stop) ? numbers.left : 0
}

async function makeCalls(
  driving: Driving,
  calls: CallsUnderWay,
  { pauseMs, turns }: ClosedPlan,
  numbers: CallNumbers,
  caller: number,
): Promise<void> {
  const { plan, stop } = driving
  const own = turns?.(caller)
  let readyMs = calls.elapsedMs()
  for (;;) {
    const turnMs = nextTurn(own, readyMs)
    if (turnMs === undefined) return
    const dueMs = rounded(turnMs)
    if (dueMs >= (plan.maxDurationMs ?? Infinity)) return
    if (dueMs > calls.elapsedMs()) await sleepUnlessStopped(driving, dueMs - calls.elapsedMs())
    if (isStopped(stop) || calls.bug !== undefined) return
    const call = numbers.next()
    if (call === undefined) return
    const measured = await calls.start(call, dueMs)
    readyMs = calls.elapsedMs() + pauseMs
    const isBrief = readyMs - dueMs < briefMs
    if (isBrief && measured?.outcome === 'failed') readyMs += briefMs
  }
}

/** Hands out the numbers of calls, each once, without those that are recorded. */
class CallNumbers {
  readonly #driving: Driving
  readonly #total: number
  #position = 0

  constructor(driving: Driving, plan: ClosedPlan) {
    this.#driving = driving
    this.#total = callersOfShard(plan, driving.shard) * plan.callsPerCaller
  }

  next(): number | undefined {
    const { plan, shard, resumption } = this.#driving
    for (;;) {
      const call = callAt(this.#position, plan.models.length, shard)
      if (this.#position >= this.#total || call >= (plan.maxCalls ?? Infinity)) return undefined
      this.#position += 1
      if (resumption?.isRecorded(call) !== true) return call
    }
  }

  /** Counts them up. */
  get left(): number | null {
    const { plan } = this.#driving
    if (plan.maxDurationMs !== null || (this.#total === Infinity && plan.maxCalls === null)) return null
    let left = 0
    while (this.next() !== undefined) left += 1
    return left
  }
}
